import { readForm, seeOther, valueOf, type App, type Request } from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { requireConfirmed, requireViewer } from '../../residents/index.ts'
import { describeDevice } from '../cookie.ts'
import { safeNext } from '../forms.ts'
import { words } from '../messages/index.ts'
import { confirmBrowser, requireSession, sessionOf, signInBrowser } from '../session-http.ts'
import { SignInPage, StepUpPage, type MoreWaysIn } from '../sign-in-pages.tsx'
import { PasskeyRefused } from './challenges.ts'
import { askPasskey, checkPasskey } from './entering.ts'
import { keyNameForm, madeForm, signedForm, type SignedAnswer } from './forms.ts'
import { addPasskey, askNewPasskey, passkeyById, removePasskey, renamePasskey } from './keys.ts'
import { NewPasskeyPage, PasskeyPage, RemovePasskeyPage } from './pages.tsx'

/** What a refusal becomes where the form stands again. Anything else is thrown on. */
function refused(error: unknown): undefined {
  if (!(error instanceof PasskeyRefused)) throw error
}

async function entering(c: Request, purpose: 'sign-in' | 'confirm', answer: SignedAnswer) {
  return checkPasskey(c.get('ctx'), purpose, await sessionOf(c), answer, c.get('visitor')).catch(refused)
}

export function passkeyRoutes(app: App, ways: MoreWaysIn): void {
  app.post('/log-in/passkey/vraag', async (c) =>
    c.json(await askPasskey(c.get('ctx'), 'sign-in', await sessionOf(c), c.get('visitor'))),
  )

  app.post('/log-in/passkey', async (c) => {
    const { language } = c.get('ctx')
    const form = await readForm(c, signedForm)
    const next = safeNext(valueOf(form.values, 'next'))
    const who = form.ok ? await entering(c, 'sign-in', form.data.response) : undefined
    if (!who) {
      return render(
        c,
        { title: words[language].signIn.title, nav: 'me', status: 422, islands: ['passkey'] },
        <SignInPage
          language={language}
          next={next}
          errors={{ form: 'passkeyRefused' }}
          more={ways(language, next)}
        />,
      )
    }
    await signInBrowser(c, who.residentId, language, 'passkey', who.passkeyId)
    return seeOther(c, next ?? '/buurt')
  })

  app.post('/log-in/bevestig/passkey/vraag', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    return c.json(await askPasskey(ctx, 'confirm', await requireSession(c), c.get('visitor')))
  })

  app.post('/log-in/bevestig/passkey', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const form = await readForm(c, signedForm)
    const next = safeNext(valueOf(form.values, 'next'))
    const who = form.ok ? await entering(c, 'confirm', form.data.response) : undefined
    if (who?.residentId !== ctx.viewer.id) {
      return render(
        c,
        { title: words[ctx.language].stepUp.title, nav: 'me', status: 422, islands: ['passkey'] },
        <StepUpPage language={ctx.language} next={next} hasPasskey refused />,
      )
    }
    await confirmBrowser(c, await requireSession(c))
    return seeOther(c, next ?? '/ik')
  })

  app.get('/ik/apparaten/passkey', (c) => {
    const { language } = requireConfirmed(c.get('ctx'))
    const name = describeDevice(c.req.header('user-agent'))
    return render(
      c,
      { title: words[language].passkey.addTitle, nav: 'me', islands: ['passkey'] },
      <NewPasskeyPage language={language} values={{ name }} />,
    )
  })

  app.post('/ik/apparaten/passkey/vraag', async (c) =>
    c.json(await askNewPasskey(c.get('ctx'), await requireSession(c))),
  )

  app.post('/ik/apparaten/passkey', async (c) => {
    const ctx = requireConfirmed(c.get('ctx'))
    const { language } = ctx
    const form = await readForm(c, madeForm)
    const session = await requireSession(c)
    const added = form.ok && (await addPasskey(ctx, session, form.data).then(() => true, refused))
    if (added) return seeOther(c, '/ik/apparaten?klaar=added')
    const errors = form.ok ? { form: 'passkeyRefused' } : form.errors
    return render(
      c,
      { title: words[language].passkey.addTitle, nav: 'me', status: 422, islands: ['passkey'] },
      <NewPasskeyPage language={language} values={form.values} errors={inOnePlace(errors)} />,
    )
  })

  app.get('/ik/apparaten/passkey/:id', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const passkey = await passkeyById(ctx, c.req.param('id'))
    return render(
      c,
      { title: passkey.name, nav: 'me' },
      <PasskeyPage language={ctx.language} passkey={passkey} values={{ name: passkey.name }} />,
    )
  })

  app.post('/ik/apparaten/passkey/:id', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const id = c.req.param('id')
    const form = await readForm(c, keyNameForm)
    if (form.ok) {
      await renamePasskey(ctx, id, form.data.name)
      return seeOther(c, '/ik/apparaten?klaar=renamed')
    }
    const passkey = await passkeyById(ctx, id)
    return render(
      c,
      { title: passkey.name, nav: 'me', status: 422 },
      <PasskeyPage language={ctx.language} passkey={passkey} values={form.values} errors={form.errors} />,
    )
  })

  app.get('/ik/apparaten/passkey/:id/weg', async (c) => {
    const ctx = requireConfirmed(c.get('ctx'))
    const { language } = ctx
    const passkey = await passkeyById(ctx, c.req.param('id'))
    return render(
      c,
      { title: words[language].passkey.removeTitle, nav: 'me' },
      <RemovePasskeyPage language={language} passkey={passkey} />,
    )
  })

  app.post('/ik/apparaten/passkey/:id/weg', async (c) => {
    await removePasskey(c.get('ctx'), await requireSession(c), c.req.param('id'))
    return seeOther(c, '/ik/apparaten?klaar=removed')
  })
}

/** What is wrong with the answer of the device has no field on the page. */
function inOnePlace({ response, ...errors }: Record<string, string>): Record<string, string> {
  return response ? { ...errors, form: response } : errors
}
