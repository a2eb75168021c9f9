import type { App, Request } from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { areaHref, existingArea, idsInPath, type Area } from '../../areas/index.ts'
import { isVerified } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { WeavePage } from '../pages/weave.tsx'
import { circlesOfArea } from '../queries/circles.ts'
import { weaveOf } from '../queries/weave.ts'

export function weaveRoutes(app: App): void {
  app.get('/gebied/:code/weefsel', async (c) =>
    showWeave(c, await existingArea(c.get('ctx'), c.req.param('code').toUpperCase())),
  )
  app.get('/gebied/:code/:street/weefsel', async (c) => {
    const { code, street } = c.req.param()
    return showWeave(c, await existingArea(c.get('ctx'), `${code.toUpperCase()}:${street.toLowerCase()}`))
  })
}

async function showWeave(c: Request, area: Area): Promise<Response> {
  const ctx = c.get('ctx')
  const { language } = ctx
  const after = c.req.query('na')
  return render(
    c,
    { title: words[language].weave.title(area.name), nav: 'communities', line: 'sun' },
    <WeavePage
      language={language}
      area={{ name: area.name, href: areaHref(area) }}
      path={`${areaHref(area)}/weefsel`}
      weave={await weaveOf(ctx, area, after)}
      circles={await circlesOfArea(ctx, idsInPath(area.path))}
      later={after !== undefined}
      verified={isVerified(ctx)}
    />,
  )
}
