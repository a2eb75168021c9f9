import { readValues, seeOther, type App, type Request } from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { lookUp, lookUpStatus, placeOf, writtenOf, type LookedUp } from '../../areas/index.ts'
import { requireConfirmed } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { move } from '../moving/move.ts'
import { MovePage } from '../pages/move.tsx'

export function moveRoutes(app: App): void {
  app.get('/ik/verhuizen', (c) => {
    const { language } = requireConfirmed(c.get('ctx'))
    return render(
      c,
      { title: words[language].move.title, nav: 'me', islands: ['suggest'] },
      <MovePage language={language} />,
    )
  })
  app.post('/ik/verhuizen', async (c) => {
    const ctx = requireConfirmed(c.get('ctx'))
    const { chosen, ...looked } = await lookUp(c, await readValues(c))
    if (!chosen) return askAddress(c, looked)
    await move(ctx, writtenOf(chosen), placeOf(chosen))
    return seeOther(c, '/ik/bewijs?klaar=verhuisd')
  })
}

function askAddress(c: Request, looked: LookedUp): Response {
  const { language } = c.get('ctx')
  const { typed, errors, located } = looked
  return render(
    c,
    {
      title: words[language].move.title,
      nav: 'me',
      status: lookUpStatus(looked),
      islands: ['suggest'],
    },
    <MovePage language={language} values={{ q: typed }} errors={errors} located={located} />,
  )
}
