import { minute } from '../../../platform/clock.ts'
import {
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { render } from '../../../web/render.tsx'
import { addressBook, placeOf } from '../../areas/index.ts'
import { requireConfirmed } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { move } from '../moving/move.ts'
import { MovePage } from '../pages/move.tsx'

/** Looking an address up costs more than most questions. */
const lookingUp: Limit = { name: 'look-up-address', max: 60, window: 10 * minute }

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
    const values = await readValues(c)
    const chosen = valueOf(values, 'address')
    await limit(ctx, lookingUp, c.get('visitor'))
    const address = chosen ? await addressBook(ctx).byId(chosen) : undefined
    if (!address) return findAddress(c, values)
    const { street, number, letter, addition, postcode, place } = address
    await move(ctx, { street, number, letter, addition, postcode, place }, placeOf(address))
    return seeOther(c, '/ik/bewijs?klaar=verhuisd')
  })
}

async function findAddress(c: Request, values: FormValues): Promise<Response> {
  const ctx = c.get('ctx')
  const typed = valueOf(values, 'q').trim().slice(0, 120)
  const located = typed ? await addressBook(ctx).locate(typed) : undefined
  const down = located && !located.found && located.why === 'down'
  return render(
    c,
    {
      title: words[ctx.language].move.title,
      nav: 'me',
      status: located?.found ? 200 : down ? 503 : 422,
      islands: ['suggest'],
    },
    <MovePage
      language={ctx.language}
      values={{ q: typed }}
      errors={typed ? undefined : { q: 'addressMissing' }}
      located={located}
    />,
  )
}
