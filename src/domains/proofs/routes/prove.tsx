import type { ComponentChildren } from 'preact'
import QRCode from 'qrcode'
import {
  fieldErrors,
  readForm,
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { labelOf } from '../../areas/index.ts'
import { openEntries } from '../../identity/index.ts'
import { isFresh, requireConfirmed, requireVerified, requireViewer } from '../../residents/index.ts'
import { giveBirth } from '../birth.ts'
import { readCode } from '../code.ts'
import { birthForm, letterForm } from '../forms.ts'
import { askForLetter } from '../letters/ask.ts'
import { newestLetter } from '../letters/letter.ts'
import { readLetterFields } from '../letters/typed.ts'
import { useCode } from '../letters/use.ts'
import { words } from '../messages/index.ts'
import { CodeDonePage, CodePage } from '../pages/code.tsx'
import { ConfirmMeetingPage, FindPage, MetPage, ShowPage } from '../pages/meet.tsx'
import { AskLetterPage, ProofPage } from '../pages/proof.tsx'
import { ownProofs } from '../queries.ts'
import { confirmAddress } from '../tend.ts'
import {
  meetAsSteward,
  meetingLength,
  showMeetingCode,
  takeVouchBack,
  vouch,
  whoShowed,
} from '../vouches/meet.ts'

/** What later domains show among the ways to prove who one is. */
export type MoreWays = (language: Language) => ComponentChildren

interface Typed {
  values?: FormValues
  errors?: FormErrors
}

export function proveRoutes(app: App, more: MoreWays): void {
  app.get('/ik/bewijs', (c) => showProofs(c, more))

  app.post('/ik/bewijs/woon-hier', async (c) => {
    await confirmAddress(c.get('ctx'))
    return seeOther(c, '/ik/bewijs?klaar=nog')
  })
  app.post('/ik/bewijs/neem-terug', async (c) => {
    await takeVouchBack(c.get('ctx'), valueOf(await readValues(c), 'resident'))
    return seeOther(c, '/ik/bewijs?klaar=terug')
  })
  app.post('/ik/bewijs/geboortedatum', async (c) => {
    const ctx = requireConfirmed(c.get('ctx'))
    const form = await readForm(c, birthForm)
    if (!form.ok) return showProofs(c, more, form)
    try {
      const outcome = await giveBirth(ctx, form.data.birth)
      return seeOther(c, `/ik/bewijs?klaar=${outcome === 'case' ? 'zaak' : 'geboren'}`)
    } catch (error) {
      return showProofs(c, more, { values: form.values, errors: fieldErrors(error) })
    }
  })

  app.get('/ik/bewijs/brief', (c) => showAsk(c))
  app.post('/ik/bewijs/brief', async (c) => {
    const ctx = requireConfirmed(c.get('ctx'))
    const form = await readForm(c, letterForm)
    if (!form.ok) return showAsk(c, form)
    try {
      await askForLetter(ctx, form.data)
      return seeOther(c, '/ik/bewijs?klaar=gevraagd')
    } catch (error) {
      return showAsk(c, { values: form.values, errors: fieldErrors(error) })
    }
  })
}

async function showProofs(c: Request, more: MoreWays, typed: Typed = {}): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const { language, viewer } = ctx
  const t = words[language].proof
  return render(
    c,
    {
      title: t.title,
      nav: 'me',
      status: typed.errors ? 422 : 200,
      flash: doneFlash(c, t.done),
    },
    <ProofPage
      language={language}
      level={viewer.level}
      fresh={isFresh(ctx)}
      own={await ownProofs(ctx)}
      more={more(language)}
      {...typed}
    />,
  )
}

async function showAsk(c: Request, typed: Typed = {}): Promise<Response> {
  const ctx = requireConfirmed(c.get('ctx'))
  const { language, viewer } = ctx
  const entry = (await openEntries(ctx, [viewer.id], 'own')).get(viewer.id)
  return render(
    c,
    { title: words[language].ask.title, nav: 'me', status: typed.errors ? 422 : 200 },
    <AskLetterPage
      language={language}
      address={entry ? labelOf(entry.address) : ''}
      name={entry?.name ?? ''}
      {...typed}
    />,
  )
}

/** The code of a letter, also on a neighbour's phone. */
export function codeRoutes(app: App): void {
  app.get('/brief', (c) =>
    showCode(c, { values: { nr: c.req.query('nr') ?? '', code: c.req.query('code') ?? '' } }),
  )
  app.post('/brief', async (c) => {
    const ctx = c.get('ctx')
    const values = await readValues(c)
    const { number, code, errors } = readLetterFields(values, await hasOwnLetter(c))
    if (errors) return showCode(c, { values, errors })
    const outcome = await useCode(ctx, { number: number || undefined, code }, c.get('visitor'))
    if (outcome.outcome !== 'proven') return showCode(c, { values, outcome })
    const { language } = ctx
    return render(
      c,
      { title: words[language].code.doneTitle },
      <CodeDonePage language={language} own={outcome.own} held={outcome.held} />,
    )
  })
}

async function hasOwnLetter(c: Request): Promise<boolean> {
  const { viewer } = c.get('ctx')
  return viewer !== undefined && (await newestLetter(c.get('ctx'), viewer.id))?.state === 'posted'
}

async function showCode(
  c: Request,
  typed: Typed & { outcome?: Parameters<typeof CodePage>[0]['outcome'] },
): Promise<Response> {
  const { language } = c.get('ctx')
  const own = !valueOf(typed.values, 'nr') && !typed.errors?.['nr'] && (await hasOwnLetter(c))
  return render(
    c,
    { title: words[language].code.title, status: typed.errors || typed.outcome ? 422 : 200 },
    <CodePage language={language} own={own} {...typed} />,
  )
}

/** Neighbours who met confirm each other. */
export function meetingRoutes(app: App): void {
  app.get('/ik/bewijs/buren', (c) => {
    const { language } = requireViewer(c.get('ctx'))
    return render(c, { title: words[language].meet.title, nav: 'me' }, <ShowPage language={language} />)
  })
  app.post('/ik/bewijs/buren', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    const { code, ends } = await showMeetingCode(ctx)
    const { origin } = ctx.services.config
    const svg = await QRCode.toString(`${origin}/ontmoet?code=${code}`, { type: 'svg', margin: 2 })
    const qr = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
    const address = `${origin.replace(/^https?:\/\//, '')}/ontmoet`
    return render(
      c,
      { title: words[language].meet.title, nav: 'me' },
      <ShowPage language={language} shown={{ code, ends, qr, address }} />,
    )
  })

  app.get('/ontmoet', async (c) => {
    const { language } = requireVerified(c.get('ctx'))
    const code = c.req.query('code')
    if (code) return showMet(c, code)
    return render(c, { title: words[language].meet.scanTitle }, <FindPage language={language} />)
  })
  app.post('/ontmoet/zoek', async (c) => {
    const { language } = requireVerified(c.get('ctx'))
    const values = await readValues(c)
    const code = readCode(valueOf(values, 'code'), meetingLength)
    if (code) return showMet(c, code)
    const errors = { code: valueOf(values, 'code') ? 'meetingTypo' : 'codeMissing' }
    return render(
      c,
      { title: words[language].meet.scanTitle, status: 422 },
      <FindPage language={language} values={values} errors={errors} />,
    )
  })
  app.post('/beheer/ontmoet', async (c) => {
    const met = await meetAsSteward(c.get('ctx'), valueOf(await readValues(c), 'code'))
    const { language } = c.get('ctx')
    return render(
      c,
      { title: words[language].meet.doneTitle },
      <MetPage language={language} name={met.displayName} />,
    )
  })
  app.post('/ontmoet', async (c) => {
    const ctx = requireVerified(c.get('ctx'))
    const met = await vouch(ctx, valueOf(await readValues(c), 'code'))
    const { language } = ctx
    return render(
      c,
      { title: words[language].meet.doneTitle },
      <MetPage language={language} name={met.displayName} />,
    )
  })
}

async function showMet(c: Request, code: string): Promise<Response> {
  const ctx = requireVerified(c.get('ctx'))
  const { language } = ctx
  const met = await whoShowed(ctx, code)
  return render(
    c,
    { title: words[language].meet.confirmTitle(met.displayName) },
    <ConfirmMeetingPage
      language={language}
      name={met.displayName}
      code={code}
      steward={ctx.viewer.stewardOf.includes('identity')}
    />,
  )
}
