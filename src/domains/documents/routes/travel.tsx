import { readForm, seeOther, type App, type Request } from '../../../platform/http.ts'
import { NotAllowed, NotFound } from '../../../platform/errors.ts'
import { formId, requireMember, tried, type Typed } from '../../communities/index.ts'
import { requireVerified } from '../../residents/index.ts'
import { adoptDocument, reportBack } from '../actions/adopt.ts'
import { lockDocument, moveDocument, returnDocument, showTo, withdrawDocument } from '../actions/care.ts'
import { requireKeep } from '../document.ts'
import { adoptForm, moveForm, reportForm, shownForm, whyForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { AdoptPage, ReportPage } from '../pages/adopt.tsx'
import { CarePage } from '../pages/care.tsx'
import { partsOf } from '../queries/library.ts'
import { originOf } from '../queries/travels.ts'
import { mayTravel } from '../rules.ts'
import { foundByViewer, otherCommunities, renderForm } from './found.ts'

export function travelRoutes(app: App): void {
  app.get('/document/:id/neem-over', (c) => showAdopt(c))
  app.post('/document/:id/neem-over', async (c) => {
    const { ctx, document } = await foundByViewer(c)
    requireVerified(ctx)
    const form = await readForm(c, adoptForm)
    if (!form.ok) return showAdopt(c, form)
    const id = await adoptDocument(ctx, document.id, form.data)
    return seeOther(c, `/document/${id}?klaar=overgenomen`)
  })

  app.get('/document/:id/verslag', (c) => showReport(c))
  app.post('/document/:id/verslag', async (c) => {
    const { ctx, document, path } = await foundByViewer(c)
    const form = await readForm(c, reportForm)
    if (!form.ok) return showReport(c, form)
    const errors = await tried(() => reportBack(ctx, document.id, form.data.report))
    return errors ? showReport(c, { values: form.values, errors }) : seeOther(c, `${path}?klaar=verteld`)
  })

  app.get('/document/:id/beheer', (c) => showCare(c))
  app.post('/document/:id/wie', async (c) => {
    const { ctx, document, path } = await foundByViewer(c)
    const form = await readForm(c, shownForm)
    if (!form.ok) return showCare(c, form)
    await showTo(ctx, document.id, form.data.shownTo)
    return seeOther(c, `${path}?klaar=wie`)
  })
  for (const [way, locks] of [
    ['slot', true],
    ['open', false],
  ] as const) {
    app.post(`/document/:id/${way}`, async (c) => {
      const { ctx, document, path } = await foundByViewer(c)
      const form = await readForm(c, whyForm)
      if (!form.ok) return showCare(c, form)
      await lockDocument(ctx, document.id, locks, form.data.why)
      return seeOther(c, `${path}?klaar=${way}`)
    })
  }
  app.post('/document/:id/verplaats', async (c) => {
    const { ctx, document, path } = await foundByViewer(c)
    const form = await readForm(c, moveForm)
    if (!form.ok) return showCare(c, form)
    await moveDocument(ctx, document.id, form.data.slug)
    return seeOther(c, `${path}?klaar=verplaatst`)
  })
  app.post('/document/:id/intrekken', async (c) => {
    const { ctx, document } = await foundByViewer(c)
    const form = await readForm(c, whyForm)
    if (!form.ok) return showCare(c, form)
    const errors = await tried(() => withdrawDocument(ctx, document.id, form.data.why))
    if (errors) return showCare(c, { values: form.values, errors })
    return seeOther(c, `/leefomgeving/${document.community.slug}/documenten?klaar=ingetrokken`)
  })
  app.post('/document/:id/terugzetten', async (c) => {
    const { ctx, document, path } = await foundByViewer(c)
    await returnDocument(ctx, document.id)
    return seeOther(c, `${path}?klaar=teruggezet`)
  })
}

async function showAdopt(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, document } = await foundByViewer(c)
  requireVerified(ctx)
  if (document.withdrawn) throw new NotFound()
  if (!mayTravel(document.licence)) throw new NotAllowed('askFirst')
  return renderForm(
    c,
    words[ctx.language].adopt.title(document.title),
    typed,
    <AdoptPage
      language={ctx.language}
      document={document}
      parts={document.kind === 'plan' ? await partsOf(ctx, document.id) : []}
      communities={await otherCommunities(ctx, document.community)}
      values={{ ...typed.values, id: formId(typed.values) }}
      errors={typed.errors}
    />,
  )
}

async function showReport(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, document } = await foundByViewer(c)
  requireMember(document.community)
  const origin = await originOf(ctx, document)
  if (!origin || document.withdrawn) throw new NotFound()
  return renderForm(
    c,
    words[ctx.language].report.title,
    typed,
    <ReportPage
      language={ctx.language}
      document={document}
      values={typed.values ?? { report: origin.report }}
      errors={typed.errors}
    />,
  )
}

async function showCare(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, document } = await foundByViewer(c)
  requireKeep(document)
  return renderForm(
    c,
    words[ctx.language].care.title,
    typed,
    <CarePage
      language={ctx.language}
      document={document}
      communities={await otherCommunities(ctx, document.community)}
      {...typed}
    />,
  )
}
