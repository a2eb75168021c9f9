import { NotFound } from '../../../platform/errors.ts'
import { keepFile, keepPicture, looseFiles } from '../../../platform/files/index.ts'
import {
  readForm,
  readFormWithFiles,
  seeOther,
  valueOf,
  type App,
  type Request,
  type Upload,
} from '../../../platform/http.ts'
import { hour } from '../../../platform/clock.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { render } from '../../../web/render.tsx'
import {
  entered,
  enteredByViewer,
  formId,
  isAwake,
  isOwn,
  requireAwake,
  requireMember,
  tried,
  type Typed,
} from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { addDocument } from '../actions/write.ts'
import { kindOfFile } from '../file-kinds.ts'
import { fileForm, newForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { LibraryPage } from '../pages/library.tsx'
import { FilePage, NewPage } from '../pages/write.tsx'
import { keptBy, libraryOf, withdrawnOf } from '../queries/library.ts'
import { kinds, type Kind } from '../rules.ts'
import { flashOf, renderForm } from './found.ts'

const asKind = (text: string | undefined): Kind | undefined => kinds.find((kind) => kind === text)

export function libraryRoutes(app: App): void {
  app.get('/leefomgeving/:slug/documenten', async (c) => {
    const { ctx, community } = await entered(c)
    const own = isOwn(community)
    const kind = asKind(c.req.query('soort'))
    const { title } = words[ctx.language].library
    return render(
      c,
      { title: `${title}: ${community.name}`, nav: 'communities', line: 'door', flash: flashOf(c) },
      <LibraryPage
        language={ctx.language}
        community={community}
        kind={kind}
        documents={await libraryOf(ctx, community.id, { after: c.req.query('na'), kind })}
        mayAdd={own && isAwake(community)}
        withdrawn={own ? await withdrawnOf(ctx as ViewerContext, community) : []}
        kept={own ? await keptBy(ctx, community.id) : undefined}
      />,
    )
  })

  app.get('/leefomgeving/:slug/documenten/nieuw', (c) => showNew(c, asKind(c.req.query('soort')) ?? 'page'))
  app.post('/leefomgeving/:slug/documenten/nieuw', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    const form = await readForm(c, newForm)
    const kind = asKind(valueOf(form.values, 'kind')) ?? 'page'
    if (!form.ok) return showNew(c, kind, form)
    let id = ''
    const errors = await tried(async () => {
      id = await addDocument(ctx, { communityId: community.id, ...form.data })
    })
    return errors
      ? showNew(c, kind, { values: form.values, errors })
      : seeOther(c, `/document/${id}?klaar=gemaakt`)
  })

  app.get('/leefomgeving/:slug/documenten/bestand', (c) => showFile(c))
  app.post('/leefomgeving/:slug/documenten/bestand', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    requireMember(community)
    requireAwake(community)
    const form = await readFormWithFiles(c, fileForm, 'file')
    const [upload] = form.files
    // Kept first, so that it need not be sent again when something else is missing.
    let kept = valueOf(form.values, 'kept')
    let errors = form.ok ? {} : form.errors
    if (upload) {
      const wrong = await tried(async () => {
        kept = await keep(ctx, upload)
      })
      errors = { ...errors, ...wrong }
    }
    const values = { ...form.values, kept }
    if (!form.ok || Object.keys(errors).length > 0) return showFile(c, { values, errors })
    const { kept: _kept, ...data } = form.data
    const title = data.title.trim() || (upload?.name ?? '').replace(/\.[a-z0-9]{1,8}$/i, '').slice(0, 160)
    let id = ''
    const wrong = await tried(async () => {
      const given = { ...data, title, communityId: community.id, kind: 'file' as const }
      id = await addDocument(ctx, { ...given, fileId: kept || undefined })
    })
    if (wrong) return showFile(c, { values, errors: wrong })
    return seeOther(c, `/document/${id}?klaar=gemaakt`)
  })
}

const bringing: Limit = { name: 'bring-file', max: 30, window: hour }

/** Keeps what came in, told by its content; a photo is made ready for showing. @throws Invalid, TooMany */
async function keep(ctx: ViewerContext, upload: Upload): Promise<string> {
  await limit(ctx, bringing, ctx.viewer.id)
  const { type, name, picture } = await kindOfFile(upload)
  return picture ? keepPicture(ctx, upload, 'file') : keepFile(ctx, { bytes: upload.bytes, name, type })
}

async function showNew(c: Request, kind: Kind, typed: Typed = {}): Promise<Response> {
  if (kind === 'file') throw new NotFound()
  const { ctx, community } = await enteredByViewer(c)
  requireMember(community)
  requireAwake(community)
  const values = { plan: c.req.query('plan') ?? '', ...typed.values, id: formId(typed.values) }
  return renderForm(
    c,
    words[ctx.language].form.titles[kind],
    typed,
    <NewPage
      language={ctx.language}
      community={community}
      kind={kind}
      values={values}
      errors={typed.errors}
    />,
  )
}

async function showFile(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, community } = await enteredByViewer(c)
  requireMember(community)
  requireAwake(community)
  const values = { plan: c.req.query('plan') ?? '', ...typed.values, id: formId(typed.values) }
  const [kept] = await looseFiles(ctx, [valueOf(typed.values, 'kept')])
  return renderForm(
    c,
    words[ctx.language].form.titles.file,
    typed,
    <FilePage
      language={ctx.language}
      community={community}
      kept={kept}
      values={values}
      errors={typed.errors}
    />,
  )
}
