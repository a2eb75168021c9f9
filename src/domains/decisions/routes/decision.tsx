import type { ComponentChildren } from 'preact'
import { minute } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
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
import { limit, type Limit } from '../../../platform/limits.ts'
import { sendPdf } from '../../../platform/pdf.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { tried } from '../../communities/index.ts'
import { requireViewer } from '../../residents/index.ts'
import { castBallot } from '../actions/cast.ts'
import { amendDecision, withdrawDecision } from '../actions/change.ts'
import { readCode } from '../box.ts'
import { ownVoice } from '../carried.ts'
import { decisionById, hrefOf, type Decision } from '../decision.ts'
import { amendForm, castForm, choiceIn, momentsOf, whyForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { ReceiptPage } from '../pages/afterwards.tsx'
import { DecisionPage } from '../pages/decision.tsx'
import { printDecision } from '../print/print.ts'
import {
  changesOf,
  namedBallots,
  objectionsOf,
  ownBallot,
  receiptsOf,
  recordOf,
  turnoutOf,
} from '../queries/about.ts'

/** What later domains add to the page of a decision. */
export interface DecisionParts {
  /** Below the ballot or the result: who carries my voice, where it stands in the register. */
  more?: (ctx: Context, decision: Decision) => Promise<ComponentChildren>
  /** A line for the printed decision, such as the checkpoint of the register, and what it is kept for. */
  printed?: (ctx: Context, decision: Decision) => Promise<{ line: string; why: string } | undefined>
}

/** Setting a page takes the whole process for a moment. */
const printing: Limit = { name: 'decision-pdf', max: 20, window: minute }

export function decisionRoutes(app: App, parts: DecisionParts): void {
  app.get('/besluit/:id', (c) => show(c, parts))

  app.post('/besluit/:id/stem', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const decision = await decisionById(ctx, c.req.param('id'))
    const form = await readForm(c, castForm)
    if (!form.ok) return show(c, parts, form.values, form.errors)
    const chosen = choiceIn(decision.method, decision.options, form.values)
    if (!('choice' in chosen) || !Array.isArray(chosen.choice))
      return show(c, parts, form.values, chosen as FormErrors)
    const { choice } = chosen
    let code: string | undefined
    const errors = await tried(async () => {
      code = await castBallot(ctx, decision.id, choice, form.data.reason)
    })
    if (errors) return show(c, parts, form.values, errors)
    if (!code) return seeOther(c, `${hrefOf(decision.id)}?klaar=${decision.voted ? 'veranderd' : 'gestemd'}`)
    // Shown on the answer itself: in an address it would stay in the history of the browser and in logs.
    c.header('Cache-Control', 'no-store')
    const { language } = ctx
    return render(
      c,
      { title: words[language].receipt.title, nav: 'communities', line: 'plum' },
      <ReceiptPage language={language} decision={decision} code={code} />,
    )
  })

  // A form that posts: a receipt code belongs in no address.
  app.post('/besluit/:id/code', (c) => show(c, parts))

  app.post('/besluit/:id/intrekken', async (c) => {
    const form = await readForm(c, whyForm)
    if (!form.ok) return show(c, parts, form.values, form.errors)
    await withdrawDecision(c.get('ctx'), c.req.param('id'), form.data.why)
    return seeOther(c, `${hrefOf(c.req.param('id'))}?klaar=ingetrokken`)
  })

  app.post('/besluit/:id/aanpassen', async (c) => {
    const form = await readForm(c, amendForm)
    if (!form.ok) return show(c, parts, form.values, form.errors)
    const moments = momentsOf({ ...form.data, opensDay: '', opensTime: '' })
    if (!('closes' in moments) || !(moments.closes instanceof Date))
      return show(c, parts, form.values, moments as FormErrors)
    const closes = moments.closes
    const errors = await tried(() => amendDecision(c.get('ctx'), c.req.param('id'), { ...form.data, closes }))
    if (errors) return show(c, parts, form.values, errors)
    return seeOther(c, `${hrefOf(c.req.param('id'))}?klaar=aangepast`)
  })

  app.get('/besluit/:id/besluit.pdf', async (c) => {
    const ctx = c.get('ctx')
    const decision = await decisionById(ctx, c.req.param('id'))
    if (decision.state !== 'decided') throw new NotFound()
    await limit(ctx, printing, c.get('visitor'))
    const pdf = await printDecision(ctx, decision, await parts.printed?.(ctx, decision))
    return sendPdf(c, 'besluit', pdf, 'inline')
  })

  app.get('/besluit/:id/stemmen.json', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const record = await recordOf(ctx, c.req.param('id'))
    return c.body(JSON.stringify(record, null, 1), 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="besluit-${record.id.slice(0, 8)}.json"`,
      'Cache-Control': 'no-store',
    })
  })
}

async function show(
  c: Request,
  parts: DecisionParts,
  values?: FormValues,
  errors?: FormErrors,
): Promise<Response> {
  const ctx = c.get('ctx')
  const { language, viewer } = ctx
  const decision = await decisionById(ctx, c.req.param('id') ?? '')
  const known = viewer && { ...ctx, viewer }
  const votes = known && decision.standing === 'may'
  const typed = c.req.method === 'POST' ? valueOf(await readValues(c), 'code').trim() : ''
  const looked = typed ? (readCode(typed) ?? 'x') : undefined
  return render(
    c,
    {
      title: decision.question,
      nav: 'communities',
      line: 'plum',
      status: errors ? 422 : 200,
      flash: doneFlash(c, words[language].done),
    },
    <DecisionPage
      language={language}
      decision={decision}
      viewerId={viewer?.id}
      now={ctx.now()}
      own={votes && decision.form === 'open' ? await ownBallot(known, decision) : undefined}
      voice={
        votes && !decision.voted && decision.state === 'decided'
          ? await ownVoice(known, decision.id)
          : undefined
      }
      turnout={votes && decision.state === 'open' ? await turnoutOf(ctx, decision) : undefined}
      ballots={votes ? await namedBallots(known, decision) : []}
      objections={
        votes && decision.method === 'consent' ? await objectionsOf(known, decision, decision.round) : []
      }
      changes={decision.round === 2 || decision.state === 'withdrawn' ? await changesOf(ctx, decision) : []}
      receipts={decision.result && decision.form === 'closed' ? await receiptsOf(ctx, decision, looked) : []}
      looked={typed.slice(0, 20)}
      values={values}
      errors={errors}
      more={await parts.more?.(ctx, decision)}
    />,
  )
}
