import { NotFound } from '../../../platform/errors.ts'
import { seeOther, type App } from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { requireViewer } from '../../residents/index.ts'
import { linksOf, unlink } from '../links.ts'
import { words } from '../messages/index.ts'
import { MinePage } from '../pages/mine.tsx'
import type { Outcome } from '../prove.ts'
import { eidSettings, hasEid } from '../settings.ts'
import { ownSession } from './answering.tsx'

const isOutcome = (text: string): text is Outcome => Object.hasOwn(words.nl.outcomes, text)

export function mineRoutes(app: App): void {
  app.get('/ik/eid', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    const settings = eidSettings(ctx.services.config)
    const links = await linksOf(ctx)
    if (!hasEid(ctx.services.config) && links.length === 0) throw new NotFound()
    const done = c.req.query('klaar') ?? ''
    return render(
      c,
      {
        title: words[language].mine.title,
        nav: 'me',
        flash: doneFlash(c, { ontkoppeld: words[language].mine.unlinked }),
      },
      <MinePage
        language={language}
        links={links}
        settings={settings}
        outcome={isOutcome(done) ? done : undefined}
      />,
    )
  })

  app.post('/ik/eid/:id/ontkoppel', async (c) => {
    const { ctx } = await ownSession(c)
    await unlink(ctx, c.req.param('id'))
    return seeOther(c, '/ik/eid?klaar=ontkoppeld')
  })
}
