import { after, day } from '../../../platform/clock.ts'
import { NotFound } from '../../../platform/errors.ts'
import { seeOther, type App } from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { isVerified, requireViewer } from '../../residents/index.ts'
import { acceptVoices, giveBack, refuseVoices } from '../actions/decline.ts'
import { confirm, takeBack } from '../actions/give.ts'
import { readScope } from '../address.ts'
import { words } from '../messages/index.ts'
import { MinePage } from '../pages/mine.tsx'
import { WayPage } from '../pages/way.tsx'
import { voiceFor } from '../queries/chain.ts'
import { carried, given, refusesVoices } from '../queries/mine.ts'
import { remindedBefore } from '../rules/terms.ts'
import { nameOf } from './names.ts'

export function mineRoutes(app: App): void {
  app.get('/volmachten', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const t = words[ctx.language]
    return render(
      c,
      { title: t.mine.title, nav: 'me', line: 'plum', flash: doneFlash(c, t.done) },
      <MinePage
        language={ctx.language}
        given={await given(ctx)}
        carried={await carried(ctx)}
        refuses={await refusesVoices(ctx)}
        mayGive={isVerified(ctx)}
        soon={after(ctx.now(), remindedBefore * day)}
      />,
    )
  })

  app.get('/volmachten/weg', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const scope = readScope(c.req.query('plek') ?? '', c.req.query('thema') ?? '')
    const named = scope && (await nameOf(ctx, scope))
    if (!named) throw new NotFound()
    return render(
      c,
      { title: words[ctx.language].way.title, nav: 'me', line: 'plum' },
      <WayPage language={ctx.language} {...named} hops={await voiceFor(ctx, named.scope)} />,
    )
  })

  app.post('/volmachten/:id/terug', async (c) => {
    await takeBack(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/volmachten?klaar=terug')
  })
  app.post('/volmachten/:id/bevestig', async (c) => {
    await confirm(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/volmachten?klaar=bevestigd')
  })
  app.post('/volmachten/:id/geef-terug', async (c) => {
    await giveBack(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/volmachten?klaar=teruggegeven')
  })
  app.post('/volmachten/liever-niet', async (c) => {
    await refuseVoices(c.get('ctx'))
    return seeOther(c, '/volmachten?klaar=geweigerd')
  })
  app.post('/volmachten/mag-weer', async (c) => {
    await acceptVoices(c.get('ctx'))
    return seeOther(c, '/volmachten?klaar=magweer')
  })
}
