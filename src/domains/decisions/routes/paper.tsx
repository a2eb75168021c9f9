import { NotAllowed, NotFound } from '../../../platform/errors.ts'
import {
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { sendPdf } from '../../../platform/pdf.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { communityById, membersToChoose, tried } from '../../communities/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import {
  acceptTeller,
  askForPaper,
  askTeller,
  enterPaper,
  makePapers,
  paperVoters,
  tellersOf,
} from '../actions/paper.ts'
import { readCode } from '../box.ts'
import { decisionById, hrefOf, type Decision } from '../decision.ts'
import { choiceIn } from '../forms.ts'
import { words } from '../messages/index.ts'
import { PaperPage } from '../pages/paper.tsx'
import { printBallots } from '../print/print.ts'

/** Voting on paper, in a community: its tellers know who is there. */
export function paperRoutes(app: App): void {
  const base = '/besluit/:id/papier'
  app.get(base, (c) => show(c))

  app.post(`${base}/invoer`, async (c) => {
    const { ctx, decision } = await asTeller(c)
    const values = await readValues(c)
    const code = readCode(valueOf(values, 'code'))
    if (!code) return show(c, values, { code: 'codeMissing' })
    const chosen = choiceIn(decision.method, decision.options, values)
    if (!('choice' in chosen) || !Array.isArray(chosen.choice)) return show(c, values, chosen as FormErrors)
    const { choice } = chosen
    const reason = valueOf(values, 'reason').slice(0, 1000)
    let counted = false
    const errors = await tried(async () => {
      counted = await enterPaper(ctx, decision.id, {
        code,
        choice,
        reason,
        residentId: valueOf(values, 'person') || undefined,
      })
    })
    if (errors) return show(c, values, errors)
    return back(c, counted ? 'geteld' : 'eerste')
  })

  app.post(`${base}/vraag`, async (c) => {
    await askForPaper(c.get('ctx'), c.req.param('id'))
    return seeOther(c, `${hrefOf(c.req.param('id'))}?klaar=papier`)
  })

  app.post(`${base}/ja`, async (c) => {
    await acceptTeller(c.get('ctx'), c.req.param('id'))
    return back(c, 'ja')
  })

  app.post(`${base}/teller`, async (c) => {
    const { ctx, decision } = await asTeller(c)
    const values = await readValues(c)
    const errors = await tried(() => askTeller(ctx, decision.id, valueOf(values, 'teller')))
    return errors ? show(c, {}, errors) : back(c, 'teller')
  })

  app.post(`${base}/biljetten.pdf`, async (c) => {
    const { ctx, decision } = await asTeller(c)
    const count = Number(valueOf(await readValues(c), 'count'))
    if (!Number.isInteger(count) || count < 1 || count > 60) return show(c, {}, { count: 'countWrong' })
    const codes = await makePapers(ctx, decision.id, count)
    return sendPdf(c, 'stembiljetten', await printBallots(ctx, decision, codes), 'attachment')
  })
}

function back(c: Request, done: string): Response {
  return seeOther(c, `${hrefOf(c.req.param('id') ?? '')}/papier?klaar=${done}`)
}

async function asTeller(c: Request): Promise<{ ctx: ViewerContext; decision: Decision }> {
  const ctx = requireVerified(c.get('ctx'))
  const decision = await decisionById(ctx, c.req.param('id') ?? '')
  if (!decision.teller) throw new NotAllowed('tellersOnly')
  if (!decision.community) throw new NotFound()
  return { ctx, decision }
}

async function show(c: Request, values?: FormValues, errors?: FormErrors): Promise<Response> {
  const { ctx, decision } = await asTeller(c)
  const { language } = ctx
  const community = await communityById(ctx, decision.community!.id)
  return render(
    c,
    {
      title: words[language].paper.title,
      nav: 'communities',
      line: 'plum',
      status: errors ? 422 : 200,
      flash: doneFlash(c, words[language].done),
    },
    <PaperPage
      language={language}
      decision={decision}
      opener={decision.openedById === ctx.viewer.id}
      offered={await membersToChoose(ctx, community)}
      voters={await paperVoters(ctx, decision)}
      tellers={await tellersOf(ctx, decision)}
      values={values}
      errors={errors}
    />,
  )
}
