import { readValues, seeOther, valueOf, type App } from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { orSignIn } from '../../../platform/errors.ts'
import { requireViewer } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { momentById, requireHost, requireOpen } from '../moment.ts'
import { PrintPage } from '../pages/print.tsx'
import { momentByCode, papers, printActivity } from '../print/print.ts'

export function printRoutes(app: App): void {
  app.get('/afspraak/:id/print', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const moment = await momentById(ctx, c.req.param('id'))
    requireHost(moment)
    requireOpen(ctx, moment)
    return render(
      c,
      { title: words[ctx.language].print.title, nav: 'agenda', line: 'sun' },
      <PrintPage language={ctx.language} moment={moment} closed={moment.access === 'besloten'} />,
    )
  })
  app.post('/afspraak/:id/print', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const values = await readValues(c)
    const paper = papers.find((one) => one === valueOf(values, 'paper')) ?? 'a4'
    const withPlace = valueOf(values, 'place') === 'yes'
    const pdf = await printActivity(ctx, c.req.param('id'), { paper, withPlace })
    const { file } = words[ctx.language].print
    const name = paper === 'notes' ? file.notes : `${file.poster}-${paper}`
    return c.body(new Uint8Array(pdf), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${name}.pdf"`,
      'Cache-Control': 'private, no-store',
    })
  })

  // From paper: the next time of what stands on it.
  app.get('/a/:code', async (c) => {
    const ctx = c.get('ctx')
    const moment = await momentByCode(ctx, c.req.param('code')).catch(orSignIn(ctx))
    return seeOther(c, `/afspraak/${moment.id}`)
  })
}
