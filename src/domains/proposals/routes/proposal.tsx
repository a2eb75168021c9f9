import type { ComponentChildren } from 'preact'
import type { Context } from '../../../platform/context.ts'
import { day, after, momentOf, onTheWall } from '../../../platform/clock.ts'
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
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { formId, tried, type Typed } from '../../communities/index.ts'
import { LevelPart, caseOf } from '../../levels/index.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { withSuggestion } from '../actions/amend.ts'
import { addStep, report, tellOutcome, tickStep, withdrawProposal } from '../actions/doing.ts'
import { openTalk } from '../actions/make.ts'
import { answerMerge, askMerge, leaveBehind, withdrawMerge } from '../actions/merge.ts'
import { endSupport, support } from '../actions/support.ts'
import { neededSupport, openVote } from '../actions/vote.ts'
import { mergeForm, outcomeForm, reportForm, stepForm, voteForm, whyForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { Moves } from '../pages/moves.tsx'
import { ProposalPage } from '../pages/proposal.tsx'
import { MergePage, OutcomePage, VotePage, WithdrawPage } from '../pages/steps.tsx'
import { mostShown } from '../pages/suggestions.tsx'
import {
  hrefOf,
  proposalForPage,
  requireAuthor,
  requireGoing,
  requireText,
  requireWritable,
  type Proposal,
} from '../proposal.ts'
import {
  doingOf,
  isAskedToCarry,
  mergeable,
  mergesOf,
  relativesOf,
  suggestionsOf,
  supportersOf,
  wayOf,
} from '../queries/about.ts'

/** What other domains add to the page of a proposal. */
export interface ProposalParts {
  /** What is said about it. */
  talk?: (ctx: Context, proposal: Proposal) => Promise<ComponentChildren>
  /** Below it: where it stands in the register. */
  more?: (ctx: Context, proposal: Proposal) => Promise<ComponentChildren>
}

/** The proposal of this address, for who is signed in. */
export async function foundByViewer(
  c: Request,
): Promise<{ ctx: ViewerContext; proposal: Proposal; path: string }> {
  const ctx = requireViewer(c.get('ctx'))
  const proposal = await proposalForPage(ctx, c.req.param('id') ?? '')
  return { ctx, proposal, path: hrefOf(proposal.id) }
}

/** How a page of a proposal is framed. */
export const frameOf = (c: Request, { community }: Proposal, title: string, errors?: FormErrors) => ({
  title,
  nav: community ? ('communities' as const) : ('buurt' as const),
  line: 'plum' as const,
  status: errors ? (422 as const) : (200 as const),
  flash: doneFlash(c, words[c.get('ctx').language].done),
})

export function proposalRoutes(app: App, parts: ProposalParts): void {
  app.post('/voorstel/samen/:merge', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const answer = valueOf(await readValues(c), 'answer')
    const merge = c.req.param('merge')
    if (answer === 'back') return back(c, await withdrawMerge(ctx, merge), 'nietsamen')
    if (answer !== 'yes' && answer !== 'no') throw new NotFound()
    const { proposal, into } = await answerMerge(ctx, merge, answer === 'yes')
    return seeOther(c, `${hrefOf(into ?? proposal)}?klaar=${into ? 'samen' : 'nietsamen'}`)
  })

  app.get('/voorstel/:id', (c) => showProposal(c, parts))
  simple(app, 'gesprek', openTalk, 'gesprek')
  simple(app, 'steun', support, 'gesteund')
  simple(app, 'steun/terug', endSupport, 'losgelaten')
  simple(app, 'steun/niet-mee', leaveBehind, 'losgelaten')

  app.get('/voorstel/:id/besluit', (c) => showVote(c))
  app.post('/voorstel/:id/besluit', async (c) => {
    const { ctx, proposal } = await foundByViewer(c)
    const form = await readForm(c, voteForm)
    if (!form.ok) return showVote(c, form)
    const { closesDay, closesTime, ...data } = form.data
    let closes: Date
    try {
      closes = momentOf(closesDay, closesTime || '20:00')
    } catch {
      return showVote(c, { values: form.values, errors: { closesDay: 'dayWrong' } })
    }
    let id = ''
    const errors = await tried(async () => {
      id = await openVote(ctx, proposal.id, { ...data, closes })
    })
    return errors ? showVote(c, { values: form.values, errors }) : seeOther(c, `/besluit/${id}?klaar=geopend`)
  })

  app.get('/voorstel/:id/samen', (c) => showMerge(c))
  app.post('/voorstel/:id/samen', async (c) => {
    const { ctx, proposal, path } = await foundByViewer(c)
    const form = await readForm(c, mergeForm)
    if (!form.ok) return showMerge(c, form)
    const errors = await tried(() => askMerge(ctx, proposal.id, form.data.other, form.data.why))
    return errors ? showMerge(c, { values: form.values, errors }) : seeOther(c, `${path}?klaar=gevraagd`)
  })

  app.get('/voorstel/:id/intrekken', (c) => showWithdraw(c))
  app.post('/voorstel/:id/intrekken', async (c) => {
    const { ctx, proposal, path } = await foundByViewer(c)
    const form = await readForm(c, whyForm)
    if (!form.ok) return showWithdraw(c, form)
    const errors = await tried(() => withdrawProposal(ctx, proposal.id, form.data.why))
    return errors
      ? showWithdraw(c, { values: form.values, errors })
      : seeOther(c, `${path}?klaar=ingetrokken`)
  })

  app.get('/voorstel/:id/uitkomst', (c) => showOutcome(c))
  app.post('/voorstel/:id/uitkomst', async (c) => {
    const { ctx, proposal, path } = await foundByViewer(c)
    const form = await readForm(c, outcomeForm)
    if (!form.ok) return showOutcome(c, form)
    const errors = await tried(() => tellOutcome(ctx, proposal.id, form.data))
    return errors ? showOutcome(c, { values: form.values, errors }) : seeOther(c, `${path}?klaar=uitkomst`)
  })

  app.post('/voorstel/:id/stappen', async (c) => {
    const { ctx, proposal, path } = await foundByViewer(c)
    const form = await readForm(c, stepForm)
    const of = { ...form.values, of: 'step' }
    if (!form.ok) return showProposal(c, parts, of, form.errors)
    const errors = await tried(() => addStep(ctx, proposal.id, form.data))
    return errors ? showProposal(c, parts, of, errors) : seeOther(c, `${path}?klaar=stap#stappen`)
  })
  for (const [word, done] of [
    ['klaar', true],
    ['toch-niet', false],
  ] as const)
    app.post(`/voorstel/:id/stappen/:step/${word}`, async (c) => {
      const { ctx, proposal, path } = await foundByViewer(c)
      await tickStep(ctx, proposal.id, c.req.param('step'), done)
      return seeOther(c, `${path}?klaar=vink#stappen`)
    })
  app.post('/voorstel/:id/bericht', async (c) => {
    const { ctx, proposal, path } = await foundByViewer(c)
    const form = await readForm(c, reportForm)
    const of = { ...form.values, of: valueOf(form.values, 'kind') }
    if (!form.ok) return showProposal(c, parts, of, form.errors)
    const errors = await tried(() => report(ctx, proposal.id, form.data))
    return errors ? showProposal(c, parts, of, errors) : seeOther(c, `${path}?klaar=verteld#zo-gaat-het`)
  })
}

/** A button that does one thing. */
function simple(
  app: App,
  word: string,
  action: (ctx: ViewerContext, id: string) => Promise<unknown>,
  done: string,
): void {
  app.post(`/voorstel/:id/${word}`, async (c) => {
    const { ctx, proposal } = await foundByViewer(c)
    await action(ctx, proposal.id)
    return back(c, proposal.id, done)
  })
}

const back = (c: Request, id: string, done: string) => seeOther(c, `${hrefOf(id)}?klaar=${done}`)

/** The page itself; also with a form on it that was not right. */
export async function showProposal(
  c: Request,
  parts: ProposalParts,
  values?: FormValues,
  errors?: FormErrors,
): Promise<Response> {
  const ctx = c.get('ctx')
  const { language, viewer } = ctx
  const proposal = await proposalForPage(ctx, c.req.param('id') ?? '')
  const known = viewer && { ...ctx, viewer }
  const suggestions = proposal.version > 0 ? await suggestionsOf(ctx, proposal, mostShown) : []
  const needed = proposal.stage === 'proposal' ? await neededSupport(ctx, proposal) : 0
  return render(
    c,
    { ...frameOf(c, proposal, proposal.title, errors) },
    <ProposalPage
      language={language}
      proposal={proposal}
      helped={viewer?.helper !== undefined}
      way={await wayOf(ctx, proposal)}
      missing={Math.max(0, needed - proposal.supports)}
      supporters={known ? await supportersOf(known, proposal) : []}
      carry={known ? await isAskedToCarry(known, proposal) : false}
      suggestions={suggestions.map((one) => ({
        ...one,
        conflict: one.state === 'open' && withSuggestion(proposal, one) === undefined,
      }))}
      doing={await doingOf(ctx, proposal)}
      relatives={await relativesOf(ctx, proposal)}
      merges={known ? await mergesOf(known, proposal) : []}
      talk={proposal.stage === 'idea' ? undefined : await parts.talk?.(ctx, proposal)}
      level={proposal.level && (await levelOf(ctx, proposal.level.caseId))}
      more={await parts.more?.(ctx, proposal)}
      values={values}
      errors={errors}
    />,
  )
}

async function levelOf(ctx: Context, caseId: string): Promise<ComponentChildren> {
  const found = await caseOf(ctx, caseId)
  return (
    <>
      <LevelPart language={ctx.language} found={found} />
      <Moves language={ctx.language} moves={found.moves} />
    </>
  )
}

async function asAuthor(c: Request): Promise<{ ctx: ViewerContext; proposal: Proposal }> {
  const { ctx, proposal } = await foundByViewer(c)
  requireAuthor(ctx, proposal)
  requireGoing(proposal)
  return { ctx, proposal }
}

/** Votes stay open for a week when nothing else is said. */
const usual = 7 * day

async function showVote(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, proposal } = await asAuthor(c)
  requireText(proposal)
  const { language } = ctx
  const closesDay = onTheWall(after(ctx.now(), usual)).toPlainDate().toString()
  const small = (proposal.community?.members ?? 0) <= 12
  const values = {
    closesDay,
    method: proposal.community && small ? 'consent' : 'majority',
    ...typed.values,
    id: formId(typed.values),
  }
  return render(
    c,
    frameOf(c, proposal, words[language].vote.title, typed.errors),
    <VotePage language={language} proposal={proposal} values={values} errors={typed.errors} />,
  )
}

async function showMerge(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, proposal } = await asAuthor(c)
  requireWritable(proposal)
  const { language } = ctx
  return render(
    c,
    frameOf(c, proposal, words[language].merge.title, typed.errors),
    <MergePage language={language} proposal={proposal} others={await mergeable(ctx, proposal)} {...typed} />,
  )
}

async function showWithdraw(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, proposal } = await asAuthor(c)
  requireWritable(proposal)
  const { language } = ctx
  return render(
    c,
    frameOf(c, proposal, words[language].end.withdraw, typed.errors),
    <WithdrawPage language={language} proposal={proposal} {...typed} />,
  )
}

async function showOutcome(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, proposal } = await asAuthor(c)
  const { language } = ctx
  return render(
    c,
    frameOf(c, proposal, words[language].end.title, typed.errors),
    <OutcomePage language={language} proposal={proposal} {...typed} />,
  )
}
