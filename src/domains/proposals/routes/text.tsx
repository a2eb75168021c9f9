import { NotFound } from '../../../platform/errors.ts'
import { readForm, seeOther, valueOf, type App, type Request } from '../../../platform/http.ts'
import { newId } from '../../../platform/ids.ts'
import { render } from '../../../web/render.tsx'
import { tried, type Typed } from '../../communities/index.ts'
import { bothTexts } from '../../documents/index.ts'
import { declineSuggestion, suggestChange, takeOver, withdrawSuggestion } from '../actions/amend.ts'
import { keepAside, restoreVersion, saveText, type Saved } from '../actions/text.ts'
import { amendForm, reasonForm, textForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { VersionPage, VersionsPage } from '../pages/history.tsx'
import { AmendPage, WritePage } from '../pages/write.tsx'
import { proposalForPage, requireAuthor, requireOwn, requireWritable } from '../proposal.ts'
import { suggestionById, versionOf, versionsOf } from '../queries/about.ts'
import { parts as textParts, type Words } from '../rules.ts'
import { foundByViewer, frameOf, showProposal, type ProposalParts } from './proposal.tsx'

/** Writing the text, its versions, and what others suggest. */
export function textRoutes(app: App, parts: ProposalParts): void {
  app.get('/voorstel/:id/tekst', (c) => showWrite(c))
  app.post('/voorstel/:id/tekst', async (c) => {
    const { ctx, proposal, path } = await foundByViewer(c)
    const form = await readForm(c, textForm)
    if (!form.ok) return showWrite(c, form)
    const { way, amendment, ...text } = form.data
    if (way === 'theirs') {
      const errors = await tried(() => keepAside(ctx, proposal.id, text))
      return errors ? showWrite(c, { values: form.values, errors }) : seeOther(c, `${path}?klaar=bleef`)
    }
    let saved: Saved = { saved: true }
    const errors = await tried(async () => {
      saved = await saveText(ctx, proposal.id, { ...text, amendmentId: amendment })
    })
    if (errors) return showWrite(c, { values: form.values, errors })
    return (await meanwhile(c, saved, text, form.values)) ?? seeOther(c, `${path}?klaar=bewaard`)
  })

  app.get('/voorstel/:id/teksten', async (c) => {
    const ctx = c.get('ctx')
    const proposal = await proposalForPage(ctx, c.req.param('id'))
    if (proposal.version === 0) throw new NotFound()
    const before = Number(/^\d{1,7}$/.exec(c.req.query('voor') ?? '')?.[0] ?? 0)
    const { items, next } = await versionsOf(ctx, proposal, { before: before || undefined })
    return render(
      c,
      frameOf(c, proposal, words[ctx.language].history.title),
      <VersionsPage language={ctx.language} proposal={proposal} versions={items} next={next} />,
    )
  })
  app.get('/voorstel/:id/teksten/:n', async (c) => {
    const ctx = c.get('ctx')
    const proposal = await proposalForPage(ctx, c.req.param('id'))
    const version = await versionOf(ctx, proposal, numberOf(c))
    return render(
      c,
      frameOf(c, proposal, words[ctx.language].history.version(version.version)),
      <VersionPage language={ctx.language} proposal={proposal} version={version} />,
    )
  })
  app.post('/voorstel/:id/teksten/:n/terug', async (c) => {
    const { ctx, proposal, path } = await foundByViewer(c)
    await restoreVersion(ctx, proposal.id, numberOf(c))
    return seeOther(c, `${path}?klaar=terug`)
  })

  app.get('/voorstel/:id/wijziging', (c) => showAmend(c))
  app.post('/voorstel/:id/wijziging', async (c) => {
    const { ctx, proposal, path } = await foundByViewer(c)
    const form = await readForm(c, amendForm)
    if (!form.ok) return showAmend(c, form)
    const errors = await tried(() => suggestChange(ctx, proposal.id, form.data))
    return errors
      ? showAmend(c, { values: form.values, errors })
      : seeOther(c, `${path}?klaar=gewijzigd#wijzigingen`)
  })
  app.post('/voorstel/:id/wijziging/:wijziging/neem-over', async (c) => {
    const { ctx, proposal, path } = await foundByViewer(c)
    const taken = await takeOver(ctx, proposal.id, c.req.param('wijziging'))
    return seeOther(
      c,
      taken
        ? `${path}?klaar=overgenomen`
        : `${path}/tekst?wijziging=${encodeURIComponent(c.req.param('wijziging'))}`,
    )
  })
  app.post('/voorstel/:id/wijziging/:wijziging/wijs-af', async (c) => {
    const { ctx, proposal, path } = await foundByViewer(c)
    const suggestion = c.req.param('wijziging')
    const form = await readForm(c, reasonForm)
    const values = { ...form.values, suggestion }
    if (!form.ok) return showProposal(c, parts, values, form.errors)
    const errors = await tried(() => declineSuggestion(ctx, proposal.id, suggestion, form.data.reason))
    return errors
      ? showProposal(c, parts, values, errors)
      : seeOther(c, `${path}?klaar=afgewezen#wijzigingen`)
  })
  app.post('/voorstel/:id/wijziging/:wijziging/neem-terug', async (c) => {
    const { ctx, proposal, path } = await foundByViewer(c)
    await withdrawSuggestion(ctx, proposal.id, c.req.param('wijziging'))
    return seeOther(c, `${path}?klaar=teruggenomen#wijzigingen`)
  })
}

const numberOf = (c: Request) => Number(/^\d{1,7}$/.exec(c.req.param('n') ?? '')?.[0] ?? 0)

async function showWrite(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, proposal } = await foundByViewer(c)
  requireAuthor(ctx, proposal)
  requireWritable(proposal)
  const { language } = ctx
  const suggestionId = typed.values ? valueOf(typed.values, 'amendment') : c.req.query('wijziging')
  const suggestion = suggestionId ? await suggestionById(ctx, proposal, suggestionId) : undefined
  const { title, body, idea, costs, who, sources, version } = proposal
  const values = typed.values ?? {
    title,
    body: version === 0 ? idea : body,
    costs,
    who,
    sources,
    amendment: suggestion?.id ?? '',
  }
  return render(
    c,
    frameOf(c, proposal, words[language].write.title, typed.errors),
    <WritePage
      language={language}
      proposal={typed.values ? { ...proposal, version: Number(valueOf(typed.values, 'base')) } : proposal}
      suggestion={suggestion}
      values={values}
      errors={typed.errors}
    />,
  )
}

/**
 * Somebody else saved in between: both texts, joined where that can be done without choosing. Of the other parts stands what the
 * other made of it where the writer changed nothing, and otherwise what the writer did.
 */
async function meanwhile(
  c: Request,
  saved: Saved,
  mine: Words,
  values: NonNullable<Typed['values']>,
): Promise<Response | undefined> {
  if (saved.saved) return undefined
  const { now, base } = saved
  const joined = base === undefined ? undefined : bothTexts(base.body, now.body, mine.body)
  const kept = (name: keyof Words) => (mine[name] === (base?.[name] ?? '') ? now[name] : mine[name])
  const { language } = c.get('ctx')
  return render(
    c,
    { ...frameOf(c, now, words[language].write.both), status: 409 },
    <WritePage
      language={language}
      proposal={now}
      meanwhile={joined === undefined ? 'notJoined' : 'joined'}
      values={{
        ...values,
        title: kept('title'),
        body: joined ?? mine.body,
        costs: kept('costs'),
        who: kept('who'),
        sources: kept('sources'),
      }}
    />,
  )
}

async function showAmend(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, proposal } = await foundByViewer(c)
  requireOwn(ctx, proposal)
  requireWritable(proposal)
  if (proposal.version === 0) throw new NotFound()
  const asked = typed.values ? valueOf(typed.values, 'part') : c.req.query('deel')
  const part = textParts.find((each) => each === asked) ?? 'body'
  const { language } = ctx
  return render(
    c,
    frameOf(c, proposal, words[language].amend.title, typed.errors),
    <AmendPage
      language={language}
      proposal={proposal}
      part={part}
      values={typed.values ?? { id: newId(), base: String(proposal.version), words: proposal[part] }}
      errors={typed.errors}
    />,
  )
}
