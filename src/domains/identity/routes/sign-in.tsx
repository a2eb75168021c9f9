import { readForm, seeOther, valueOf, type App, readValues } from '../../../platform/http.ts'
import { asLanguage } from '../../../platform/i18n.ts'
import { render } from '../../../web/render.tsx'
import { setLanguage } from '../../residents/index.ts'
import { clearSessionCookie, readSessionCookie } from '../cookie.ts'
import { mailForm, safeNext } from '../forms.ts'
import { askToSignIn, linkWorks, useSignInLink } from '../joining.ts'
import { words } from '../messages/index.ts'
import { ConfirmPage, LinkOverPage, SentPage, SessionsPage, SignInPage } from '../pages.tsx'
import { sessionToWrite, signInBrowser } from '../session-http.ts'
import { endAllSessions, endSession, sessionsOf, setSessionLanguage } from '../sessions.ts'

export function signInRoutes(app: App): void {
  app.get('/log-in', (c) => {
    const { language, viewer } = c.get('ctx')
    const next = safeNext(c.req.query('naar'))
    if (viewer) return seeOther(c, next ?? '/buurt')
    const flash = words[language].out[c.req.query('klaar') ?? '']
    return render(
      c,
      { title: words[language].signIn.title, nav: 'me', flash },
      <SignInPage language={language} next={next} needed={next !== undefined} />,
    )
  })

  app.post('/log-in', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const form = await readForm(c, mailForm)
    const next = safeNext(valueOf(form.values, 'next'))
    if (!form.ok) {
      return render(
        c,
        { title: words[language].signIn.title, nav: 'me', status: 422 },
        <SignInPage language={language} next={next} {...form} />,
      )
    }
    await askToSignIn(ctx, { mail: form.data.mail, language, next }, c.get('visitor'))
    return seeOther(c, '/log-in/post')
  })

  app.get('/log-in/post', (c) => {
    const { language } = c.get('ctx')
    return render(
      c,
      { title: words[language].signIn.sentTitle },
      <SentPage language={language} purpose="signIn" demo={c.get('frame').demo} />,
    )
  })

  app.get('/log-in/link', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const code = c.req.query('code') ?? ''
    if (!(await linkWorks(ctx, 'sign-in', code))) {
      return render(
        c,
        { title: words[language].signIn.overTitle, status: 410 },
        <LinkOverPage language={language} />,
      )
    }
    return render(
      c,
      { title: words[language].signIn.confirmTitle },
      <ConfirmPage language={language} purpose="signIn" action="/log-in/link" code={code} />,
    )
  })
  app.post('/log-in/link', async (c) => {
    const ctx = c.get('ctx')
    const code = valueOf(await readValues(c), 'code')
    const { residentId, next } = await useSignInLink(ctx, code)
    await signInBrowser(c, residentId, ctx.language)
    return seeOther(c, safeNext(next) ?? '/buurt')
  })

  app.get('/ik/apparaten', async (c) => {
    const ctx = c.get('ctx')
    const sessions = await sessionsOf(ctx)
    return render(
      c,
      { title: words[ctx.language].sessions.title, nav: 'me' },
      <SessionsPage language={ctx.language} sessions={sessions} />,
    )
  })

  app.post('/log-uit', async (c) => {
    const ctx = c.get('ctx')
    const everywhere = valueOf(await readValues(c), 'where') === 'everywhere'
    if (everywhere && ctx.viewer) await endAllSessions(ctx)
    const token = readSessionCookie(c)
    if (token) await endSession(ctx, token)
    clearSessionCookie(c)
    return seeOther(c, `/log-in?klaar=${everywhere ? 'everywhere' : 'signedOut'}`)
  })

  app.post('/taal', async (c) => {
    const ctx = c.get('ctx')
    const body = await readValues(c)
    const language = asLanguage(valueOf(body, 'language'))
    if (language) {
      await setSessionLanguage(ctx, await sessionToWrite(c), language)
      if (ctx.viewer) await setLanguage(ctx, language)
    }
    return seeOther(c, safeNext(valueOf(body, 'back')) ?? '/')
  })
}
