import { readForm, seeOther, valueOf, type App, readValues } from '../../../platform/http.ts'
import { asLanguage } from '../../../platform/i18n.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { requireViewer, setLanguage } from '../../residents/index.ts'
import { mailForm, safeNext } from '../forms.ts'
import { LinkOver, lookAtLink } from '../links.ts'
import { words } from '../messages/index.ts'
import { ConfirmPage, LinkOverPage, SentPage } from '../pages.tsx'
import { passkeysOf } from '../passkeys/keys.ts'
import { confirmBrowser, requireSession, sessionOf, sessionToWrite, signInBrowser } from '../session-http.ts'
import { setSessionLanguage } from '../sessions.ts'
import { PostPage, SignInPage, StepUpLinkPage, StepUpPage, type MoreWaysIn } from '../sign-in-pages.tsx'
import { askToConfirm, askToSignIn, useConfirmLink, useSignInLink } from '../signing-in.ts'

export function signInRoutes(app: App, ways: MoreWaysIn): void {
  app.get('/log-in', (c) => {
    const { language, viewer } = c.get('ctx')
    const next = safeNext(c.req.query('naar'))
    if (viewer) return seeOther(c, next ?? '/buurt')
    const flash = doneFlash(c, words[language].out)
    return render(
      c,
      {
        title: words[language].signIn.title,
        nav: 'me',
        flash,
        // Who has just signed out leaves no draft behind on this device.
        islands: ['passkey', ...(flash ? ['draft'] : [])],
      },
      <SignInPage language={language} next={next} needed={next !== undefined} more={ways(language, next)} />,
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
        { title: words[language].signIn.title, nav: 'me', status: 422, islands: ['passkey'] },
        <SignInPage language={language} next={next} more={ways(language, next)} {...form} />,
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
    if (!(await lookAtLink(ctx, 'sign-in', code))) {
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

  stepUpRoutes(app)

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

/** Showing once more who you are, before something weighty. The passkey's half is in `passkeys/routes.tsx`. */
function stepUpRoutes(app: App): void {
  app.get('/log-in/bevestig', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    const hasPasskey = (await passkeysOf(ctx)).length > 0
    return render(
      c,
      { title: words[language].stepUp.title, nav: 'me', islands: hasPasskey ? ['passkey'] : [] },
      <StepUpPage language={language} next={safeNext(c.req.query('naar'))} hasPasskey={hasPasskey} />,
    )
  })

  app.post('/log-in/bevestig', async (c) => {
    const next = safeNext(valueOf(await readValues(c), 'next'))
    await askToConfirm(c.get('ctx'), await requireSession(c), next)
    return seeOther(c, '/log-in/bevestig/post')
  })

  app.get('/log-in/bevestig/post', (c) => {
    const { language } = requireViewer(c.get('ctx'))
    const t = words[language].stepUp
    return render(
      c,
      { title: t.sentTitle, nav: 'me' },
      <PostPage
        language={language}
        heading={t.sentTitle}
        lede={t.sentLede}
        again={{ href: '/log-in/bevestig', label: t.again }}
        demo={c.get('frame').demo}
      />,
    )
  })

  app.get('/log-in/bevestig/link', async (c) => {
    const { language } = c.get('ctx')
    const code = c.req.query('code') ?? ''
    const link = await lookAtLink(c.get('ctx'), 'confirm', code)
    if (!link) throw new LinkOver()
    const session = await sessionOf(c)
    return render(
      c,
      { title: words[language].stepUp.linkTitle, nav: 'me' },
      <StepUpLinkPage language={language} code={code} here={session?.id === link.sessionId} />,
    )
  })

  app.post('/log-in/bevestig/link', async (c) => {
    const ctx = c.get('ctx')
    const session = await sessionOf(c)
    const code = valueOf(await readValues(c), 'code')
    const { residentId, next, here } = await useConfirmLink(ctx, session, code)
    if (session && here) await confirmBrowser(c, session)
    else await signInBrowser(c, residentId, ctx.language)
    return seeOther(c, safeNext(next) ?? '/ik')
  })
}
