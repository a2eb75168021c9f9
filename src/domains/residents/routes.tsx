import { readForm, seeOther, type App, readValues, valueOf } from '../../platform/http.ts'
import { doneFlash } from '../../web/flash.ts'
import { render } from '../../web/render.tsx'
import { changeProfile, comeOfAge, setProtected, unblock } from './actions.ts'
import { profileForm } from './forms.ts'
import { words } from './messages/index.ts'
import { PreviewPage, ProfilePage, SafetyPage } from './pages.tsx'
import { blockedBy, ownProfile } from './queries.ts'
import { requireViewer } from './viewer.ts'

export function routes(app: App): void {
  app.get('/ik/profiel', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    const profile = await ownProfile(ctx)
    return render(
      c,
      { title: words[language].profile.title, nav: 'me', flash: doneFlash(c, words[language].done) },
      <ProfilePage language={language} profile={profile} />,
    )
  })

  app.post('/ik/profiel', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const form = await readForm(c, profileForm)
    if (form.ok) {
      await changeProfile(ctx, form.data)
      return seeOther(c, '/ik/profiel?klaar=profile')
    }
    const { language } = ctx
    const profile = await ownProfile(ctx)
    return render(
      c,
      { title: words[language].profile.title, nav: 'me', status: 422 },
      <ProfilePage language={language} profile={profile} values={form.values} errors={form.errors} />,
    )
  })

  app.get('/ik/profiel/bekijk', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    const profile = await ownProfile(ctx)
    return render(
      c,
      { title: words[language].preview.title, nav: 'me' },
      <PreviewPage language={language} profile={profile} />,
    )
  })

  app.get('/ik/veilig', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language, viewer } = ctx
    const blocked = await blockedBy(ctx)
    return render(
      c,
      { title: words[language].safety.title, nav: 'me', flash: doneFlash(c, words[language].done) },
      <SafetyPage
        language={language}
        isProtected={viewer.isProtected}
        adult={viewer.adult}
        blocked={blocked}
      />,
    )
  })

  app.post('/ik/veilig', async (c) => {
    const on = valueOf(await readValues(c), 'protected') === 'on'
    await setProtected(c.get('ctx'), on)
    return seeOther(c, `/ik/veilig?klaar=${on ? 'protected' : 'unprotected'}`)
  })

  app.post('/ik/achttien', async (c) => {
    await comeOfAge(c.get('ctx'))
    return seeOther(c, '/ik/veilig?klaar=adult')
  })

  app.post('/bewoners/:id/deblokkeer', async (c) => {
    await unblock(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/veilig?klaar=unblocked')
  })
}
