import { Invalid, NotFound, unlessNotFound } from '../../../platform/errors.ts'
import {
  readForm,
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { communityById, isOwn, membersToChoose, tried, type Offered } from '../../communities/index.ts'
import { requireViewer } from '../../residents/index.ts'
import { acceptCall, blockCaller, declineCall, passOnCall, thankForCall } from '../actions/calls.ts'
import { decline, liftRefusal, stateLivelihood, takeBack } from '../actions/designate.ts'
import { callById, callsOf, passable, type CallWithChain } from '../calls.ts'
import { isTheme, subjectForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { CallPage, CallsPage } from '../pages/calls.tsx'
import { MinePage } from '../pages/mine.tsx'
import { livelihoodsOf, refusalsOf, whoPointsAtMe, whomIPointAt } from '../queries.ts'
import type { ViewerContext } from '../../residents/index.ts'

export function mineRoutes(app: App): void {
  app.get('/ik/aanwijzingen', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    return render(
      c,
      {
        title: words[ctx.language].mine.title,
        nav: 'me',
        line: 'sky',
        flash: doneFlash(c, words[ctx.language].done),
      },
      <MinePage
        language={ctx.language}
        toMe={await whoPointsAtMe(ctx)}
        byMe={await whomIPointAt(ctx)}
        refusals={await refusalsOf(ctx)}
        livelihoods={await livelihoodsOf(ctx)}
      />,
    )
  })

  app.post('/ik/aanwijzingen/terug', async (c) => {
    const { subject, toId } = await subjectOf(c)
    await takeBack(c.get('ctx'), { ...subject, toId })
    return seeOther(c, '/ik/aanwijzingen?klaar=teruggenomen')
  })
  app.post('/ik/aanwijzingen/liever-niet', async (c) => {
    await decline(c.get('ctx'), (await subjectOf(c)).subject)
    return seeOther(c, '/ik/aanwijzingen?klaar=afgezien')
  })
  app.post('/ik/aanwijzingen/mag-weer', async (c) => {
    await liftRefusal(c.get('ctx'), (await subjectOf(c)).subject)
    return seeOther(c, '/ik/aanwijzingen?klaar=opgeheven')
  })
  app.post('/ik/aanwijzingen/brood', async (c) => {
    const values = await readValues(c)
    const theme = valueOf(values, 'theme')
    const earns = valueOf(values, 'earns')
    if (!isTheme(theme)) throw new NotFound()
    if (earns === 'yes' || earns === 'no') await stateLivelihood(c.get('ctx'), Number(theme), earns === 'yes')
    return seeOther(c, '/ik/aanwijzingen?klaar=bewaard#brood')
  })

  app.get('/verzoeken', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    return render(
      c,
      {
        title: words[ctx.language].calls.title,
        nav: 'me',
        line: 'sky',
        flash: doneFlash(c, words[ctx.language].done),
      },
      <CallsPage
        language={ctx.language}
        received={await callsOf(ctx, 'received', { after: c.req.query('aan') })}
        sent={await callsOf(ctx, 'sent', { after: c.req.query('van') })}
      />,
    )
  })

  app.get('/verzoek/:id', (c) => showCall(c))
  app.post('/verzoek/:id/ja', (c) =>
    answer(c, (ctx, id, values) => acceptCall(ctx, id, valueOf(values, 'reply')), 'geantwoord'),
  )
  app.post('/verzoek/:id/nee', (c) =>
    answer(c, (ctx, id, values) => declineCall(ctx, id, valueOf(values, 'reply')), 'geantwoord'),
  )
  app.post('/verzoek/:id/geef-door', (c) =>
    answer(
      c,
      async (ctx, id, values) => {
        const to = valueOf(values, 'to')
        if (!to) throw new Invalid({ to: 'toMissing' })
        await passOnCall(ctx, id, to)
      },
      'doorgegeven',
    ),
  )
  app.post('/verzoek/:id/dank', (c) =>
    answer(c, (ctx, id, values) => thankForCall(ctx, id, valueOf(values, 'thanks')), 'bedankt'),
  )
  app.post('/verzoek/:id/blokkeer', async (c) => {
    await blockCaller(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/veilig?klaar=blocked')
  })
}

/** What a button on the page is about. */
async function subjectOf(c: Request) {
  const form = await readForm(c, subjectForm)
  if (!form.ok) throw new NotFound()
  const { community, kind, theme, member } = form.data
  return { subject: { communityId: community, kind, themeId: theme }, toId: member }
}

/** One answer to one request; words that do not fit come back in the form. */
async function answer(
  c: Request,
  action: (ctx: ViewerContext, id: string, values: FormValues) => Promise<unknown>,
  done: string,
): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const id = c.req.param('id') ?? ''
  const values = await readValues(c)
  const errors = await tried(() => action(ctx, id, values))
  return errors ? showCall(c, { values, errors }) : seeOther(c, `/verzoek/${id}?klaar=${done}`)
}

async function showCall(
  c: Request,
  typed: { values?: FormValues; errors?: FormErrors } = {},
): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const call = await callById(ctx, c.req.param('id') ?? '')
  return render(
    c,
    {
      title: words[ctx.language].calls.title,
      nav: 'me',
      line: 'sky',
      status: typed.errors ? 422 : 200,
      flash: doneFlash(c, words[ctx.language].done),
    },
    <CallPage language={ctx.language} call={call} members={await othersFor(ctx, call)} {...typed} />,
  )
}

/** Neighbours of the community to whom an open request can be passed on. */
async function othersFor(ctx: ViewerContext, call: CallWithChain): Promise<Offered> {
  const nobody = { neighbours: [], more: false }
  if (!call.received || call.answer || call.blocked) return nobody
  const community = await communityById(ctx, call.communityId).catch(unlessNotFound)
  if (!community || !isOwn(community)) return nobody
  return membersToChoose(ctx, community, { only: passable(ctx, call) })
}
