import {
  readForm,
  seeOther,
  valueOf,
  type App,
  type FormValues,
  type Request,
  readValues,
} from '../../../platform/http.ts'
import type { Context } from '../../../platform/context.ts'
import { render } from '../../../web/render.tsx'
import {
  limitLookUps,
  lookUp,
  lookUpStatus,
  writtenOf,
  type LookedUp,
  areaByCode,
  labelOf,
  pathOf,
  placeOf,
  searchAreas,
  type Area,
  type AreaKind,
} from '../../areas/index.ts'
import type { ResidentPlace } from '../../residents/index.ts'
import { mailForm, nameForm, rulesForm, safeNext } from '../forms.ts'
import { askToJoin, finishJoining, type JoinAnswers } from '../joining.ts'
import { lookAtLink } from '../links.ts'
import { words } from '../messages/index.ts'
import { AddressPage, ConfirmPage, LinkOverPage, MailPage, NamePage, RulesPage, SentPage } from '../pages.tsx'
import { NoAddressPage } from '../no-address.tsx'
import { sessionOf, sessionToWrite, signInBrowser } from '../session-http.ts'
import { readDraft, writeDraft } from '../sessions.ts'
import type { VaultAddress } from '../vault.ts'

type Draft = Partial<JoinAnswers>

async function draftOf(c: Request): Promise<Draft> {
  const session = await sessionOf(c)
  return (session && (await readDraft<Draft>(c.get('ctx'), session))) ?? {}
}

async function keep(c: Request, answers: Draft): Promise<void> {
  const ctx = c.get('ctx')
  const session = await sessionToWrite(c)
  await writeDraft(ctx, session, { ...(await readDraft<Draft>(ctx, session)), ...answers })
}

const title = (c: Request) => words[c.get('ctx').language].join.title

/** The first question that has no answer yet. */
function nextQuestion(draft: Draft): string | undefined {
  if (!draft.name) return '/meedoen/naam'
  if (!draft.address) return '/meedoen/adres'
  if (!draft.mail) return '/meedoen/mail'
  return undefined
}

export function joinRoutes(app: App): void {
  app.get('/meedoen', async (c) => {
    if (c.get('ctx').viewer) return seeOther(c, '/ik')
    const next = safeNext(c.req.query('naar'))
    if (next) await keep(c, { next })
    return seeOther(c, '/meedoen/naam')
  })

  app.get('/meedoen/naam', async (c) => {
    const { name } = await draftOf(c)
    return render(
      c,
      { title: title(c) },
      <NamePage language={c.get('ctx').language} values={{ name: name ?? '' }} />,
    )
  })
  app.post('/meedoen/naam', async (c) => {
    const form = await readForm(c, nameForm)
    if (!form.ok)
      return render(
        c,
        { title: title(c), status: 422 },
        <NamePage language={c.get('ctx').language} {...form} />,
      )
    await keep(c, { name: form.data.name })
    return seeOther(c, '/meedoen/adres')
  })

  app.get('/meedoen/adres', async (c) => {
    const { address } = await draftOf(c)
    const q = c.req.query('adres')?.slice(0, 120) ?? (address ? labelOf(address) : '')
    return render(
      c,
      { title: title(c), islands: ['suggest'] },
      <AddressPage language={c.get('ctx').language} values={{ q }} />,
    )
  })
  app.post('/meedoen/adres', async (c) => {
    const values = await readValues(c)
    const { chosen, ...looked } = await lookUp(c, values)
    if (!chosen) return askAddress(c, looked)
    await keep(c, { address: writtenOf(chosen), place: placeOf(chosen) })
    return seeOther(c, '/meedoen/mail')
  })

  app.get('/meedoen/geen-adres', (c) =>
    render(c, { title: title(c) }, <NoAddressPage language={c.get('ctx').language} areas={[]} />),
  )
  app.post('/meedoen/geen-adres', async (c) => {
    const ctx = c.get('ctx')
    const values = await readValues(c)
    await limitLookUps(c)
    const area = await areaByCode(ctx, valueOf(values, 'area'))
    if (!area || !whereabouts.includes(area.kind)) return findWhereabouts(c, values)
    await keep(c, { address: nowhere(area.name), place: await placeWithin(ctx, area) })
    return seeOther(c, '/meedoen/mail')
  })

  app.get('/meedoen/mail', async (c) => {
    const draft = await draftOf(c)
    return render(
      c,
      { title: title(c) },
      <MailPage language={c.get('ctx').language} values={{ mail: draft.mail ?? '' }} />,
    )
  })
  app.post('/meedoen/mail', async (c) => {
    const form = await readForm(c, mailForm)
    if (!form.ok)
      return render(
        c,
        { title: title(c), status: 422 },
        <MailPage language={c.get('ctx').language} {...form} />,
      )
    await keep(c, { mail: form.data.mail })
    return seeOther(c, '/meedoen/regels')
  })

  app.get('/meedoen/regels', async (c) => {
    const missing = nextQuestion(await draftOf(c))
    if (missing) return seeOther(c, missing)
    return render(c, { title: title(c) }, <RulesPage language={c.get('ctx').language} />)
  })
  app.post('/meedoen/regels', async (c) => {
    const ctx = c.get('ctx')
    const form = await readForm(c, rulesForm)
    if (!form.ok)
      return render(c, { title: title(c), status: 422 }, <RulesPage language={ctx.language} {...form} />)
    const draft = await draftOf(c)
    const missing = nextQuestion(draft)
    if (missing) return seeOther(c, missing)
    const answers = { ...draft, adult: form.data.age === 'adult', language: ctx.language } as JoinAnswers
    await askToJoin(ctx, answers, c.get('visitor'))
    return seeOther(c, '/meedoen/post')
  })

  app.get('/meedoen/post', (c) => {
    const { language } = c.get('ctx')
    return render(
      c,
      { title: words[language].join.sentTitle },
      <SentPage language={language} purpose="join" demo={c.get('frame').demo} />,
    )
  })

  app.get('/meedoen/bevestig', async (c) => {
    const ctx = c.get('ctx')
    const code = c.req.query('code') ?? ''
    if (!(await lookAtLink(ctx, 'join', code))) {
      return render(
        c,
        { title: words[ctx.language].signIn.overTitle, status: 410 },
        <LinkOverPage language={ctx.language} />,
      )
    }
    return render(
      c,
      { title: words[ctx.language].join.confirmTitle },
      <ConfirmPage language={ctx.language} purpose="join" action="/meedoen/bevestig" code={code} />,
    )
  })
  app.post('/meedoen/bevestig', async (c) => {
    const ctx = c.get('ctx')
    const code = valueOf(await readValues(c), 'code')
    const { residentId, next } = await finishJoining(ctx, code)
    await signInBrowser(c, residentId, ctx.language)
    return seeOther(c, safeNext(next) ?? '/ik/welkom')
  })
}

/** As fine as somebody without a fixed address says where they are. */
const whereabouts: AreaKind[] = ['buurt', 'wijk', 'gemeente']

function nowhere(place: string): VaultAddress {
  return { street: '', number: 0, letter: '', addition: '', postcode: '', place }
}

async function placeWithin(ctx: Context, area: Area): Promise<ResidentPlace> {
  const path = await pathOf(ctx, area)
  const idOf = (kind: AreaKind) => path.find((each) => each.kind === kind)?.id ?? null
  return {
    streetId: null,
    buurtId: idOf('buurt'),
    wijkId: idOf('wijk'),
    gemeenteId: idOf('gemeente'),
    cell: null,
  }
}

async function findWhereabouts(c: Request, values: FormValues): Promise<Response> {
  const ctx = c.get('ctx')
  const typed = valueOf(values, 'q').trim().slice(0, 100)
  const areas = typed ? await searchAreas(ctx, typed, { kinds: whereabouts, limit: 8 }) : []
  const errors = areas.length > 0 ? undefined : { q: typed ? 'whereaboutsNone' : 'whereaboutsMissing' }
  return render(
    c,
    { title: title(c), status: errors ? 422 : 200 },
    <NoAddressPage language={ctx.language} areas={areas} values={{ q: typed }} errors={errors} />,
  )
}

/** Asks which address is meant, or whether the one that was found is the right one. */
function askAddress(c: Request, looked: LookedUp): Response {
  const { typed, errors, located } = looked
  return render(
    c,
    { title: title(c), status: lookUpStatus(looked), islands: ['suggest'] },
    <AddressPage language={c.get('ctx').language} values={{ q: typed }} errors={errors} located={located} />,
  )
}
