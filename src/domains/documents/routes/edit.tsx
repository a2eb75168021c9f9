import { readForm, seeOther, type App, type FormValues, type Request } from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { tried, type Typed } from '../../communities/index.ts'
import { changeAbout } from '../actions/write.ts'
import { keepAside, restoreVersion, saveDocument, type Saved } from '../actions/versions.ts'
import { documentById, requireEdit, type Document } from '../document.ts'
import { aboutForm, savedBody, saveForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { HistoryPage, VersionPage } from '../pages/history.tsx'
import { AboutPage, BothPage, EditPage } from '../pages/write.tsx'
import { changesOf, versionOf, versionsOf } from '../queries/history.ts'
import { bothTexts, readChecklist, underEachOther } from '../rules.ts'
import { foundByViewer, renderForm } from './found.ts'

/** A text as the fields of a form: of a checklist its steps apart, each on a line. */
function fieldsOf(kind: Document['kind'], title: string, body: string): FormValues {
  if (kind !== 'checklist') return { title, text: body }
  const { intro, steps } = readChecklist(body)
  return { title, text: intro, steps: steps.join('\n') }
}

export function editRoutes(app: App): void {
  app.get('/document/:id/bewerk', (c) => showEdit(c))
  app.post('/document/:id/bewerk', async (c) => {
    const { ctx, document, path } = await foundByViewer(c)
    const form = await readForm(c, saveForm)
    if (!form.ok) return showEdit(c, form)
    const { base, title, way } = form.data
    const body = savedBody(document.kind, form.data)
    if (way === 'both') return showBoth(c, document, { title, body }, 'under')
    if (way === 'theirs') {
      const errors = await tried(() => keepAside(ctx, document.id, { title, body }))
      return errors ? showEdit(c, { values: form.values, errors }) : seeOther(c, `${path}?klaar=bleef`)
    }
    let saved: Saved = { saved: true }
    const errors = await tried(async () => {
      saved = await saveDocument(ctx, document.id, { base, title, body })
    })
    if (errors) return showEdit(c, { values: form.values, errors })
    return meanwhile(c, saved, { title, body }) ?? seeOther(c, `${path}?klaar=bewaard`)
  })

  app.get('/document/:id/bron', (c) => showAbout(c))
  app.post('/document/:id/bron', async (c) => {
    const { ctx, document, path } = await foundByViewer(c)
    const form = await readForm(c, aboutForm)
    if (!form.ok) return showAbout(c, form)
    const errors = await tried(() => changeAbout(ctx, document.id, form.data))
    return errors ? showAbout(c, { values: form.values, errors }) : seeOther(c, `${path}?klaar=bewaard`)
  })

  app.get('/document/:id/versies', async (c) => {
    const { ctx, document } = await foundByViewer(c)
    const before = Number(/^\d{1,7}$/.exec(c.req.query('voor') ?? '')?.[0] ?? 0)
    const { items, next } = await versionsOf(ctx, document, { before: before || undefined })
    return render(
      c,
      { title: words[ctx.language].history.title, nav: 'communities', line: 'door' },
      <HistoryPage
        language={ctx.language}
        document={document}
        versions={items}
        next={next}
        changes={await changesOf(ctx, document)}
      />,
    )
  })
  app.get('/document/:id/versies/:n', async (c) => {
    const { ctx, document } = await foundByViewer(c)
    const version = await versionOf(ctx, document, numberOf(c))
    return render(
      c,
      { title: words[ctx.language].history.version(version.version), nav: 'communities', line: 'door' },
      <VersionPage language={ctx.language} document={document} version={version} />,
    )
  })
  app.post('/document/:id/versies/:n/terug', async (c) => {
    const { ctx, document, path } = await foundByViewer(c)
    await restoreVersion(ctx, document.id, numberOf(c))
    return seeOther(c, `${path}?klaar=terug`)
  })
}

const numberOf = (c: Request) => Number(/^\d{1,7}$/.exec(c.req.param('n') ?? '')?.[0] ?? 0)

/** Somebody else saved in between: both texts, joined where that can be done without choosing. */
function meanwhile(
  c: Request,
  saved: Saved,
  mine: { title: string; body: string },
): Promise<Response> | undefined {
  if (saved.saved) return undefined
  const { now, base } = saved
  const joined = base === undefined ? undefined : bothTexts(base, now.body, mine.body)
  return showBoth(c, now, mine, joined === undefined ? 'notJoined' : 'joined', joined)
}

async function showBoth(
  c: Request,
  before: Document,
  mine: { title: string; body: string },
  hint: 'joined' | 'notJoined' | 'under',
  joined?: string,
): Promise<Response> {
  const { ctx } = await foundByViewer(c)
  const document = await documentById(ctx, before.id)
  const result = hint === 'under' ? underEachOther(document.body, mine.body) : (joined ?? mine.body)
  return render(
    c,
    { title: words[ctx.language].both.title, nav: 'communities', line: 'door', status: 409 },
    <BothPage
      language={ctx.language}
      document={document}
      mine={mine.body}
      hint={hint}
      values={fieldsOf(document.kind, mine.title, result)}
    />,
  )
}

async function showEdit(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, document } = await foundByViewer(c)
  requireEdit(document)
  const values = {
    base: String(document.version),
    ...fieldsOf(document.kind, document.title, document.body),
    ...typed.values,
  }
  return renderForm(
    c,
    words[ctx.language].form.editTitle,
    typed,
    <EditPage language={ctx.language} document={document} values={values} errors={typed.errors} />,
  )
}

async function showAbout(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, document } = await foundByViewer(c)
  requireEdit(document)
  const { authorId, author, source, link, written, licence, licenceWords, known } = document
  const values = {
    by: authorId ? 'me' : 'other',
    author,
    source,
    link,
    written: written ?? '',
    licence,
    licenceWords,
    known,
    ...typed.values,
  }
  return renderForm(
    c,
    words[ctx.language].form.aboutTitle,
    typed,
    <AboutPage language={ctx.language} document={document} values={values} errors={typed.errors} />,
  )
}
