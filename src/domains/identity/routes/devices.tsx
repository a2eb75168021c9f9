import { readForm, seeOther, valueOf, type App, readValues } from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { requireConfirmed, requireViewer } from '../../residents/index.ts'
import { clearSessionCookie } from '../cookie.ts'
import { DevicesPage } from '../devices-page.tsx'
import { mailForm } from '../forms.ts'
import { LinkOver } from '../links.ts'
import { askMailChange, finishMailChange, mailChangeWorks } from '../mail-change.ts'
import { words } from '../messages/index.ts'
import { passkeysOf } from '../passkeys/keys.ts'
import { requireSession, signOutBrowser } from '../session-http.ts'
import { endAllSessions, endOwnSession, sessionsOf } from '../sessions.ts'
import { ChangeMailPage, ConfirmMailPage, PostPage } from '../sign-in-pages.tsx'

/** Where somebody is signed in, with which keys, and to which address we mail them. */
export function deviceRoutes(app: App): void {
  app.get('/ik/apparaten', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    const here = await requireSession(c)
    return render(
      c,
      {
        title: words[language].sessions.title,
        nav: 'me',
        flash: doneFlash(c, words[language].passkey.done),
      },
      <DevicesPage
        language={language}
        sessions={await sessionsOf(ctx)}
        here={here.id}
        passkeys={await passkeysOf(ctx)}
      />,
    )
  })

  app.post('/ik/apparaten/andere', async (c) => {
    await endAllSessions(c.get('ctx'), { but: await requireSession(c) })
    return seeOther(c, '/ik/apparaten?klaar=others')
  })

  app.post('/ik/apparaten/:id/einde', async (c) => {
    const here = await requireSession(c)
    const id = c.req.param('id')
    await endOwnSession(c.get('ctx'), id)
    if (id !== here.id) return seeOther(c, '/ik/apparaten?klaar=ended')
    clearSessionCookie(c)
    return seeOther(c, '/log-in?klaar=signedOut')
  })

  app.post('/log-uit', async (c) => {
    const ctx = c.get('ctx')
    const everywhere = valueOf(await readValues(c), 'where') === 'everywhere'
    if (everywhere && ctx.viewer) await endAllSessions(ctx)
    await signOutBrowser(c)
    return seeOther(c, `/log-in?klaar=${everywhere ? 'everywhere' : 'signedOut'}`)
  })

  app.get('/ik/gegevens/mail', (c) => {
    const { language } = requireConfirmed(c.get('ctx'))
    return render(
      c,
      { title: words[language].mailChange.title, nav: 'me' },
      <ChangeMailPage language={language} />,
    )
  })

  app.post('/ik/gegevens/mail', async (c) => {
    const ctx = requireConfirmed(c.get('ctx'))
    const form = await readForm(c, mailForm)
    if (!form.ok) {
      return render(
        c,
        { title: words[ctx.language].mailChange.title, nav: 'me', status: 422 },
        <ChangeMailPage language={ctx.language} {...form} />,
      )
    }
    await askMailChange(ctx, form.data.mail, c.get('visitor'))
    return seeOther(c, '/ik/gegevens/mail/post')
  })

  app.get('/ik/gegevens/mail/post', (c) => {
    const { language } = requireViewer(c.get('ctx'))
    const t = words[language].mailChange
    return render(
      c,
      { title: t.sentTitle, nav: 'me' },
      <PostPage
        language={language}
        heading={t.sentTitle}
        lede={t.sentLede}
        again={{ href: '/ik/gegevens', label: t.again }}
        demo={c.get('frame').demo}
      />,
    )
  })

  app.get('/ik/gegevens/mail/bevestig', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const code = c.req.query('code') ?? ''
    if (!(await mailChangeWorks(ctx, code))) throw new LinkOver()
    return render(
      c,
      { title: words[ctx.language].mailChange.confirmTitle, nav: 'me' },
      <ConfirmMailPage language={ctx.language} code={code} />,
    )
  })

  app.post('/ik/gegevens/mail/bevestig', async (c) => {
    await finishMailChange(c.get('ctx'), valueOf(await readValues(c), 'code'))
    return seeOther(c, '/ik/gegevens?klaar=mail')
  })
}
