import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Context } from '../../platform/context.ts'
import { NotFound, Refusal, unlessNotFound } from '../../platform/errors.ts'
import {
  readForm,
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { streamAdded } from '../../platform/stream.ts'
import { LinkButton } from '../../web/components/index.ts'
import { doneFlash } from '../../web/flash.ts'
import { render } from '../../web/render.tsx'
import { tried } from '../communities/index.ts'
import { draftName, signedOut, wordsKept } from '../conversations/index.ts'
import { readerNow } from '../identity/index.ts'
import { isVerified, type ViewerContext } from '../residents/index.ts'
import { acceptLetters, blockOther, closeLetters, declineLetters, leaveLetters } from './actions/answer.ts'
import { markRead } from './actions/reading.ts'
import { judgeReport, reportLetter } from './actions/report.ts'
import { beginLetters, writeLetter } from './actions/write.ts'
import {
  correspondenceById,
  hrefOf,
  otherById,
  refused,
  requireSelf,
  requireWriter,
} from './correspondence.ts'
import { judgeForm, letterForm, reportForm } from './forms.ts'
import { watchOf } from './live.ts'
import { words } from './messages/index.ts'
import { ListPage } from './pages/list.tsx'
import { LetterItem } from './pages/parts.tsx'
import { ReportsPage } from './pages/reports.tsx'
import { ThreadPage } from './pages/thread.tsx'
import { BeginPage, ReportPage } from './pages/write.tsx'
import { isClosed, linesOf, reportsToJudge, wordsOf } from './queries.ts'
import { mayBegin } from './rules.ts'

/** `closing` says that the program stops, so that streams end. */
export function routes(app: App, { closing }: { closing?: AbortSignal | undefined } = {}): void {
  app.get('/brieven', async (c) => {
    const ctx = requireSelf(c.get('ctx'))
    const after = c.req.query('voor')
    const { title, done } = words[ctx.language]
    return render(
      c,
      { title, nav: 'me', line: 'sky', flash: doneFlash(c, done) },
      <ListPage
        language={ctx.language}
        now={ctx.now()}
        lines={await linesOf(ctx, { after })}
        further={after !== undefined}
        closed={await isClosed(ctx)}
      />,
    )
  })

  app.post('/brieven/instellen', async (c) => {
    const closed = valueOf(await readValues(c), 'closed') === 'yes'
    await closeLetters(c.get('ctx'), closed)
    return seeOther(c, `/brieven?klaar=${closed ? 'dicht' : 'open'}#wie`)
  })

  app.get('/brieven/aan/:resident', async (c) => {
    const ctx = requireWriter(c.get('ctx'))
    const { correspondenceId, standing } = await otherById(ctx, c.req.param('resident'))
    // Where they wrote before it goes on, unless the viewer left that.
    const there = correspondenceId && (await correspondenceById(ctx, correspondenceId).catch(unlessNotFound))
    if (there) return seeOther(c, hrefOf(there.id))
    const no = correspondenceId ? undefined : mayBegin(standing)
    if (no) throw refused(no)
    return showBegin(c, { id: newId(), ...(await wordsKept(ctx, c.req.path, c.req.query('bewaard'))) })
  })
  app.post('/brieven/aan/:resident', async (c) => {
    const ctx = c.get('ctx')
    const path = c.req.path
    if (!ctx.viewer) return signedOut(c, path)
    const form = await readForm(c, letterForm)
    if (!form.ok) return showBegin(c, form.values, form.errors)
    let id = ''
    const errors = await tried(async () => {
      id = await beginLetters(ctx, c.req.param('resident'), form.data)
    })
    if (errors) return showBegin(c, form.values, errors)
    watchOf(ctx).announce(id)
    return seeOther(c, `${hrefOf(id)}?klaar=verstuurd&concept=${encodeURIComponent(path)}#schrijf`)
  })

  app.get('/brieven/:id', async (c) => {
    const ctx = requireSelf(c.get('ctx'))
    const kept = await wordsKept(ctx, c.req.path, c.req.query('bewaard'))
    return showThread(c, { id: newId(), ...kept })
  })
  app.post('/brieven/:id', async (c) => {
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    if (!ctx.viewer) return signedOut(c, c.req.path)
    const form = await readForm(c, letterForm)
    if (!form.ok) return showThread(c, form.values, form.errors)
    let seq = 0
    const errors = await tried(async () => {
      seq = await writeLetter(ctx, id, form.data)
    })
    if (errors) return showThread(c, form.values, errors)
    watchOf(ctx).announce(id)
    return seeOther(c, `${hrefOf(id)}?klaar=verstuurd#b${seq}`)
  })

  app.get('/brieven/:id/stroom', async (c) => {
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    const { lastSeq } = await correspondenceById(ctx, id)
    return streamAdded(c, {
      id,
      lastSeq,
      watch: watchOf(ctx),
      reader: () => readerNow(c),
      since: (still, seen) => newLetters(still, id, seen),
      closing,
    })
  })

  app.post('/brieven/:id/goed', async (c) => {
    await acceptLetters(c.get('ctx'), c.req.param('id'))
    return seeOther(c, `${hrefOf(c.req.param('id'))}?klaar=goed#schrijf`)
  })
  app.post('/brieven/:id/nee', async (c) => {
    await declineLetters(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/brieven?klaar=nee')
  })
  app.post('/brieven/:id/weg', async (c) => {
    await leaveLetters(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/brieven?klaar=weg')
  })
  app.post('/brieven/:id/blokkeer', async (c) => {
    await blockOther(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/veilig?klaar=blocked')
  })

  app.get('/brieven/:id/meld/:seq', (c) => showReport(c))
  app.post('/brieven/:id/meld/:seq', async (c) => {
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    const form = await readForm(c, reportForm)
    if (!form.ok) return showReport(c, form.values, form.errors)
    const errors = await tried(() => reportLetter(ctx, id, seqOf(c), form.data.why))
    if (errors) return showReport(c, form.values, errors)
    if (!form.data.block) return seeOther(c, `${hrefOf(id)}?klaar=gemeld`)
    await blockOther(ctx, id)
    return seeOther(c, '/brieven?klaar=gemeld')
  })

  app.get('/beheer/meldingen', (c) => showReports(c))
  app.post('/beheer/meldingen/:report', async (c) => {
    const id = c.req.param('report')
    const form = await readForm(c, judgeForm)
    if (!form.ok) return showReports(c, { id, values: form.values, errors: form.errors })
    const errors = await tried(() => judgeReport(c.get('ctx'), id, form.data))
    return errors
      ? showReports(c, { id, values: form.values, errors })
      : seeOther(c, '/beheer/meldingen?klaar=beoordeeld')
  })
}

/** The way to write to somebody, for a page on which the viewer sees them; nothing where nobody may begin. */
export async function writePart(ctx: Context, residentId: string): Promise<ComponentChildren> {
  if (!isVerified(ctx) || ctx.viewer?.helper || ctx.viewer?.id === residentId) return undefined
  const other = await otherById(ctx as ViewerContext, residentId).catch(unlessNotFound)
  if (!other || (!other.correspondenceId && mayBegin(other.standing))) return undefined
  return (
    <LinkButton kind="quiet" href={`/brieven/aan/${residentId}`}>
      {words[ctx.language].writeTo(other.name)}
    </LinkButton>
  )
}

const number = (text: string | undefined) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined)

function seqOf(c: Request): number {
  const seq = number(c.req.param('seq'))
  if (seq === undefined) throw new NotFound()
  return seq
}

async function showBegin(c: Request, values: FormValues, errors?: FormErrors): Promise<Response> {
  const ctx = requireWriter(c.get('ctx'))
  const { name } = await otherById(ctx, c.req.param('resident') ?? '')
  const { language } = ctx
  return render(
    c,
    {
      title: words[language].begin.title(name),
      nav: 'me',
      line: 'sky',
      islands: ['draft'],
      status: errors ? 422 : 200,
    },
    <BeginPage
      language={language}
      name={name}
      action={c.req.path}
      values={values}
      errors={errors}
      draft={draftName(ctx, c.req.path)}
    />,
  )
}

async function showThread(c: Request, values: FormValues, errors?: FormErrors): Promise<Response> {
  const ctx = requireSelf(c.get('ctx'))
  const id = c.req.param('id') ?? ''
  const correspondence = await correspondenceById(ctx, id)
  const { language } = ctx
  const before = number(c.req.query('voor'))
  const { items, earlier } = await wordsOf(ctx, correspondence, { before })
  const atEnd = before === undefined || (items.at(-1)?.seq ?? 0) >= correspondence.lastSeq
  if (atEnd && correspondence.readSeq < correspondence.lastSeq)
    await markRead(ctx, id, correspondence.lastSeq)
  const sent = c.req.query('klaar') === 'verstuurd'
  return render(
    c,
    {
      title: correspondence.name ?? words[language].someone,
      nav: 'me',
      line: 'sky',
      islands: [...(correspondence.silence ? [] : ['draft']), 'live'],
      flash: doneFlash(c, words[language].done),
      status: errors ? 422 : 200,
    },
    <ThreadPage
      language={language}
      now={ctx.now()}
      correspondence={correspondence}
      shown={items}
      earlier={earlier}
      atEnd={atEnd}
      form={{
        values,
        errors,
        draft: draftName(ctx, hrefOf(id)),
        done: sent ? draftName(ctx, c.req.query('concept')?.slice(0, 200) ?? hrefOf(id)) : undefined,
      }}
    />,
  )
}

/** What came after `seen`, as HTML, which is read by it; undefined when this reader may not read it any more. */
async function newLetters(
  ctx: Context,
  id: string,
  seen: number,
): Promise<{ seq: number; html: string } | undefined> {
  try {
    const known = requireSelf(ctx)
    const correspondence = await correspondenceById(known, id)
    const { items } = await wordsOf(known, correspondence, { after: seen })
    if (correspondence.lastSeq > seen) await markRead(known, id, correspondence.lastSeq)
    const html = items.map((shown) =>
      renderToString(
        <LetterItem
          language={ctx.language}
          now={ctx.now()}
          path={hrefOf(id)}
          name={correspondence.name}
          shown={shown}
        />,
      ),
    )
    return { seq: correspondence.lastSeq, html: html.join('') }
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

async function showReport(c: Request, values?: FormValues, errors?: FormErrors): Promise<Response> {
  const ctx = requireSelf(c.get('ctx'))
  const seq = seqOf(c)
  const correspondence = await correspondenceById(ctx, c.req.param('id') ?? '')
  const { items } = await wordsOf(ctx, correspondence, { before: seq + 1 })
  const shown = items.at(-1)
  if (shown?.seq !== seq || shown.own || shown.html === undefined) throw new NotFound()
  const { language } = ctx
  return render(
    c,
    { title: words[language].report.title, nav: 'me', line: 'door', status: errors ? 422 : 200 },
    <ReportPage
      language={language}
      path={hrefOf(correspondence.id)}
      seq={seq}
      html={shown.html}
      {...(values && { values })}
      errors={errors}
    />,
  )
}

async function showReports(
  c: Request,
  failed?: { id: string; values: FormValues; errors: FormErrors },
): Promise<Response> {
  const ctx = c.get('ctx')
  const reports = await reportsToJudge(ctx)
  const { judge, done } = words[ctx.language]
  return render(
    c,
    { title: judge.title, nav: 'me', status: failed ? 422 : 200, flash: doneFlash(c, done) },
    <ReportsPage language={ctx.language} reports={reports} failed={failed} />,
  )
}
