import type { ComponentChildren } from 'preact'
import type { Context } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { readFile, sendFile } from '../../../platform/files/index.ts'
import { readForm, seeOther, type App } from '../../../platform/http.ts'
import { toPlain } from '../../../platform/markdown.ts'
import { render } from '../../../web/render.tsx'
import { isOwn } from '../../communities/index.ts'
import { isVerified, type ViewerContext } from '../../residents/index.ts'
import { arrangePlan, putInPlan } from '../actions/care.ts'
import { changeStep } from '../actions/steps.ts'
import { mayEdit, type Document } from '../document.ts'
import { arrangeForm, partForm, stepForm } from '../forms.ts'
import { DocumentPage } from '../pages/document.tsx'
import { stepsOf } from '../queries/history.ts'
import { documentsToChoose, partsOf } from '../queries/library.ts'
import { originOf, travelsOf } from '../queries/travels.ts'
import { flashOf, found, foundByViewer } from './found.ts'

/** What later domains add to the page of a document. */
export interface DocumentParts {
  /** What people say about it. */
  talk?: (ctx: Context, document: Document) => Promise<ComponentChildren>
}

export function documentRoutes(app: App, parts: DocumentParts): void {
  app.get('/document/:id', async (c) => {
    const { ctx, document } = await found(c)
    const { id, kind, community } = document
    const talk = document.withdrawn ? undefined : await parts.talk?.(ctx, document)
    const arranges = kind === 'plan' && mayEdit(document)
    return render(
      c,
      {
        title: document.title,
        description: toPlain(document.body, 150),
        nav: 'communities',
        line: 'door',
        islands: talk ? ['draft'] : [],
        flash: flashOf(c),
      },
      <DocumentPage
        language={ctx.language}
        document={document}
        steps={kind === 'checklist' ? await stepsOf(ctx, document) : []}
        parts={kind === 'plan' ? await partsOf(ctx, id) : []}
        loose={arranges ? await documentsToChoose(ctx as ViewerContext, community, { loose: true }) : []}
        origin={await originOf(ctx, document)}
        travels={await travelsOf(ctx, document)}
        mayAdopt={isVerified(ctx) && !document.withdrawn}
        talk={talk}
      />,
    )
  })

  app.get('/document/:id/bestand', async (c) => {
    const { ctx, document } = await found(c)
    if (!document.file || document.withdrawn) throw new NotFound()
    const size = c.req.query('klein') === undefined ? 'whole' : 'small'
    return sendFile(c, await readFile(ctx, document.file.id, size))
  })

  app.post('/document/:id/stap/:step', async (c) => {
    const { ctx, path } = await foundByViewer(c)
    const form = await readForm(c, stepForm)
    const step = c.req.param('step')
    if (form.ok) await changeStep(ctx, c.req.param('id'), step, form.data.deed)
    return seeOther(c, `${path}?klaar=stap#stap-${encodeURIComponent(step)}`)
  })

  app.post('/document/:id/delen', async (c) => {
    const { ctx, path, document } = await foundByViewer(c)
    if (!isOwn(document.community)) throw new NotFound()
    const form = await readForm(c, partForm)
    if (!form.ok) return seeOther(c, path)
    await putInPlan(ctx, document.id, form.data.document)
    return seeOther(c, `${path}?klaar=plan`)
  })
  app.post('/document/:id/deel', async (c) => {
    const { ctx, path, document } = await foundByViewer(c)
    const form = await readForm(c, arrangeForm)
    if (form.ok) await arrangePlan(ctx, document.id, form.data.document, form.data.deed)
    return seeOther(c, `${path}?klaar=plan`)
  })
}
