import { NotFound } from '../../../platform/errors.ts'
import type { App } from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { conceptsByIds } from '../../ambitions/index.ts'
import { entered, isOwn } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import { SpreadPage } from '../pages/spread.tsx'
import { spreadOf, themesGiven } from '../queries/concentration.ts'

export function spreadRoutes(app: App): void {
  app.get('/leefomgeving/:slug/volmachten', async (c) => {
    const { ctx, community } = await entered(c)
    const asked = c.req.query('thema') ?? ''
    if (asked && !/^\d{1,9}$/.test(asked)) throw new NotFound()
    const themes = await themesGiven(ctx, community.id)
    const named = await conceptsByIds(ctx, asked ? [...themes, Number(asked)] : themes)
    const theme = asked ? named.get(Number(asked)) : undefined
    if (asked && theme?.scheme !== 'theme') throw new NotFound()
    return render(
      c,
      { title: `${words[ctx.language].spread.title}: ${community.name}`, nav: 'communities', line: 'plum' },
      <SpreadPage
        language={ctx.language}
        community={community}
        spread={await spreadOf(ctx, community, theme?.id ?? null)}
        theme={theme}
        themes={themes.flatMap((id) => named.get(id) ?? [])}
        own={isOwn(community)}
      />,
    )
  })
}
