import {
  readForm,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { doneFlash } from '../../web/flash.ts'
import { render } from '../../web/render.tsx'
import { communitiesOf, isAwake, tried } from '../communities/index.ts'
import { requireVerified, type ViewerContext } from '../residents/index.ts'
import {
  answerTurn,
  blockOther,
  finish,
  leaveNote,
  postAsk,
  postOffer,
  release,
  renew,
  takeAsk,
  withdraw,
} from './actions.ts'
import { PostPage } from './form-page.tsx'
import { noteForm, postForm, thanksForm } from './forms.ts'
import { words } from './messages/index.ts'
import { ExchangePage, OwnPage, SeenPage } from './pages.tsx'
import {
  exchangeById,
  exchangesNear,
  exchangesWithin,
  lookFrom,
  ownExchange,
  ownExchanges,
  turnById,
  turnsFor,
} from './queries.ts'
import { asKind, mayNearby, mentionsMoney, type Side } from './rules.ts'
import { TurnPage } from './turn-page.tsx'

const home = '/vraag-en-aanbod'

export function routes(app: App): void {
  app.get(home, async (c) => {
    const ctx = requireVerified(c.get('ctx'))
    const { language, viewer } = ctx
    const kind = asKind(c.req.query('soort'))
    const from = await lookFrom(ctx, viewer)
    return render(
      c,
      { title: words[language].title, nav: 'buurt', flash: doneFlash(c, words[ctx.language].done) },
      <ExchangePage
        language={language}
        turns={await turnsFor(ctx, from)}
        own={await ownExchanges(ctx)}
        asks={await exchangesNear(ctx, 'ask', { from })}
        offers={await exchangesNear(ctx, 'offer', { kind, from })}
        within={await exchangesWithin(ctx)}
        nearby={!viewer.adult ? 'young' : viewer.cell === null ? 'nowhere' : 'yes'}
        kind={kind}
      />,
    )
  })

  for (const [side, path] of [
    ['ask', `${home}/vraag`],
    ['offer', `${home}/aanbod`],
  ] as const) {
    app.get(path, (c) => showForm(c, side))
    app.post(path, (c) => postOne(c, side))
  }

  app.get(`${home}/beurt/:id`, (c) => showTurn(c))
  for (const answer of ['ja', 'nee'] as const) {
    app.post(`${home}/beurt/:id/${answer}`, async (c) => {
      const form = await readForm(c, noteForm)
      if (!form.ok && answer === 'ja') return showTurn(c, form.values, form.errors)
      const note = form.ok ? form.data.note : ''
      await answerTurn(
        c.get('ctx'),
        c.req.param('id'),
        answer === 'ja' ? 'yes' : 'no',
        answer === 'ja' ? note : '',
      )
      return seeOther(
        c,
        answer === 'ja' ? `${home}/beurt/${c.req.param('id')}?klaar=ja` : `${home}?klaar=nee`,
      )
    })
  }
  app.post(`${home}/beurt/:id/briefje`, async (c) => {
    const form = await readForm(c, noteForm)
    if (!form.ok) return showTurn(c, form.values, form.errors)
    await leaveNote(c.get('ctx'), c.req.param('id'), form.data.note)
    return seeOther(c, `${home}/beurt/${c.req.param('id')}?klaar=briefje`)
  })
  app.post(`${home}/beurt/:id/klaar`, async (c) => {
    const form = await readForm(c, thanksForm)
    if (!form.ok) return showTurn(c, form.values, form.errors)
    await finish(c.get('ctx'), c.req.param('id'), form.data.thanks)
    return seeOther(c, `${home}/beurt/${c.req.param('id')}?klaar=klaar`)
  })
  app.post(`${home}/beurt/:id/toch-niet`, async (c) => {
    await release(c.get('ctx'), c.req.param('id'))
    return seeOther(c, `${home}?klaar=losgelaten`)
  })
  app.post(`${home}/beurt/:id/blokkeer`, async (c) => {
    await blockOther(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/veilig?klaar=blocked')
  })

  app.get(`${home}/:id`, (c) => showOne(c))
  app.post(`${home}/:id/help`, async (c) => {
    const form = await readForm(c, noteForm)
    if (!form.ok) return showOne(c, form.values, form.errors)
    const turn = await takeAsk(c.get('ctx'), c.req.param('id'), form.data.note)
    return seeOther(c, `${home}/beurt/${turn}?klaar=ja`)
  })
  app.post(`${home}/:id/verleng`, async (c) => {
    await renew(c.get('ctx'), c.req.param('id'))
    return seeOther(c, `${home}/${c.req.param('id')}?klaar=verlengd`)
  })
  app.post(`${home}/:id/stop`, async (c) => {
    await withdraw(c.get('ctx'), c.req.param('id'))
    return seeOther(c, `${home}?klaar=weg`)
  })
}

async function postOne(c: Request, side: Side): Promise<Response> {
  const ctx = requireVerified(c.get('ctx'))
  const form = await readForm(c, postForm)
  if (!form.ok) return showForm(c, side, form.values, form.errors)
  const { id, kind, words: said, who, offer, money } = form.data
  if (mentionsMoney(said) && !money) return showForm(c, side, form.values, { words: 'moneyAsked' })
  const posting = { id, kind: kind!, words: said, communityId: who === 'near' ? undefined : who }
  const errors = await tried(() =>
    side === 'ask' ? postAsk(ctx, { ...posting, offerId: offer || undefined }) : postOffer(ctx, posting),
  )
  if (errors) return showForm(c, side, form.values, errors)
  return seeOther(c, side === 'ask' ? `${home}/${id}?klaar=gevraagd` : `${home}?klaar=aangeboden`)
}

async function showForm(c: Request, side: Side, values?: FormValues, errors?: FormErrors): Promise<Response> {
  const ctx = requireVerified(c.get('ctx'))
  const { language, viewer } = ctx
  const pressed = valueOf(values, 'offer') || (side === 'ask' ? c.req.query('aanbod') : undefined)
  const mine = (await communitiesOf(ctx)).filter(isAwake)
  const id = valueOf(values, 'id')
  const t = words[language].form
  return render(
    c,
    { title: side === 'ask' ? t.askTitle : t.offerTitle, nav: 'buurt', status: errors ? 422 : 200 },
    <PostPage
      language={language}
      side={side}
      formId={isId(id) ? id : newId()}
      nearby={mayNearby(viewer)}
      communities={mine.slice(0, 12).map(({ id, name }) => ({ id, name }))}
      offer={pressed ? await exchangeById(ctx, pressed) : undefined}
      {...(values && { values })}
      {...(errors && { errors })}
    />,
  )
}

/** One of my own, or one of a neighbour. */
async function showOne(c: Request, values?: FormValues, errors?: FormErrors): Promise<Response> {
  const ctx: ViewerContext = requireVerified(c.get('ctx'))
  const { language } = ctx
  const id = c.req.param('id') ?? ''
  const own = await ownExchange(ctx, id)
  const title = words[language].title
  if (own)
    return render(
      c,
      { title, nav: 'buurt', flash: doneFlash(c, words[ctx.language].done) },
      <OwnPage language={language} own={own} />,
    )
  return render(
    c,
    { title, nav: 'buurt', status: errors ? 422 : 200, flash: doneFlash(c, words[ctx.language].done) },
    <SeenPage
      language={language}
      item={await exchangeById(ctx, id)}
      {...(values && { values })}
      {...(errors && { errors })}
    />,
  )
}

async function showTurn(c: Request, values?: FormValues, errors?: FormErrors): Promise<Response> {
  const ctx = requireVerified(c.get('ctx'))
  const turn = await turnById(ctx, c.req.param('id') ?? '')
  return render(
    c,
    {
      title: words[ctx.language].title,
      nav: 'buurt',
      status: errors ? 422 : 200,
      flash: doneFlash(c, words[ctx.language].done),
    },
    <TurnPage language={ctx.language} turn={turn} {...(values && { values })} {...(errors && { errors })} />,
  )
}
