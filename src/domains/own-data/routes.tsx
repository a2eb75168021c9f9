import {
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../platform/http.ts'
import { Invalid } from '../../platform/errors.ts'
import { doneFlash } from '../../web/flash.ts'
import { render } from '../../web/render.tsx'
import { managedBy } from '../communities/index.ts'
import { openingsOf, openVault, ownEntry } from '../identity/index.ts'
import { requireConfirmed, requireViewer } from '../residents/index.ts'
import { letterUnderWay } from '../proofs/index.ts'
import { askErasure, correctName, mayCorrectName, stopErasure } from './actions.ts'
import { eraseForm, nameForm } from './forms.ts'
import { words } from './messages/index.ts'
import { ErasePage, NamePage, OwnDataPage, RestingPage, TakePage } from './pages.tsx'
import { countContributions, erasureOf } from './queries.ts'
import { streamOf, takeEverything } from './take/index.ts'
import type { TakenWords } from './take/words.ts'

/** What somebody whose account rests may still do. */
const alsoWhileResting = new Set(['/log-uit', '/taal'])

/** Before every page: whose account rests sees only how to stop that. Stands before the routes of all domains. */
export function restingDoor(app: App): void {
  app.use(async (c, next) => {
    const residentId = c.get('resting')
    const erasure = residentId ? await erasureOf(c.get('ctx'), residentId) : undefined
    if (!residentId || !erasure || alsoWhileResting.has(c.req.path)) return next()
    const { language } = c.get('ctx')
    if (c.req.path === '/ik/rust/stop' && c.req.method === 'POST') {
      await stopErasure(c.get('ctx'), residentId)
      return seeOther(c, '/ik/gegevens?klaar=stopped')
    }
    if (c.req.path !== '/ik/rust') return seeOther(c, '/ik/rust')
    return render(
      c,
      { title: words[language].resting.title },
      <RestingPage language={language} erasure={erasure} />,
    )
  })
}

/** @param said what all domains call their notices and acts, for who takes their data along. */
export function routes(app: App, said: TakenWords): void {
  app.get('/ik/gegevens', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language, viewer } = ctx
    const t = words[language]
    const entry = await ownEntry(ctx)
    return render(
      c,
      { title: t.data.title, nav: 'me', flash: doneFlash(c, t.done) },
      <OwnDataPage
        language={language}
        displayName={viewer.displayName}
        entry={entry}
        openings={await openingsOf(ctx)}
      />,
    )
  })

  app.get('/ik/gegevens/naam', (c) => showName(c))
  app.post('/ik/gegevens/naam', async (c) => {
    const form = await readForm(c, nameForm)
    if (!form.ok) return showName(c, form)
    try {
      const corrected = await correctName(c.get('ctx'), form.data.name)
      return seeOther(c, `/ik/gegevens?klaar=${corrected}`)
    } catch (error) {
      if (error instanceof Invalid) return showName(c, { values: form.values, errors: error.fields })
      throw error
    }
  })

  app.get('/ik/gegevens/meenemen', (c) => {
    const { language } = requireConfirmed(c.get('ctx'))
    return render(c, { title: words[language].take.title, nav: 'me' }, <TakePage language={language} />)
  })
  app.post('/ik/gegevens/meenemen', async (c) => {
    const { name, bytes } = await takeEverything(c.get('ctx'), said)
    return c.body(streamOf(bytes), 200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    })
  })

  app.get('/ik/gegevens/wissen', (c) => showErase(c))
  app.post('/ik/gegevens/wissen', async (c) => {
    const form = await readForm(c, eraseForm)
    if (!form.ok) return showErase(c, form)
    await askErasure(c.get('ctx'), form.data.keeps)
    return seeOther(c, '/ik/rust')
  })

  // For who has nothing to stop (any more).
  app.get('/ik/rust', (c) => seeOther(c, c.get('ctx').viewer ? '/ik/gegevens' : '/'))
  app.post('/ik/rust/stop', (c) => seeOther(c, '/ik/rust'))
}

interface Shown {
  values?: FormValues
  errors?: FormErrors
}

async function showName(c: Request, shown: Shown = {}): Promise<Response> {
  const ctx = requireConfirmed(c.get('ctx'))
  const { language, viewer } = ctx
  const name = (await openVault(ctx, viewer.id, 'name', 'own')) ?? ''
  return render(
    c,
    { title: words[language].name.title, nav: 'me', status: shown.errors ? 422 : 200 },
    <NamePage
      language={language}
      free={await mayCorrectName(ctx)}
      letter={await letterUnderWay(ctx, viewer.id)}
      name={name}
      {...shown}
    />,
  )
}

async function showErase(c: Request, shown: Shown = {}): Promise<Response> {
  const ctx = requireConfirmed(c.get('ctx'))
  const { language } = ctx
  return render(
    c,
    { title: words[language].erase.title, nav: 'me', status: shown.errors ? 422 : 200 },
    <ErasePage
      language={language}
      counts={await countContributions(ctx)}
      managed={await managedBy(ctx)}
      {...shown}
    />,
  )
}
