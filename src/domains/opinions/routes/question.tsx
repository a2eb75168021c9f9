import type { ComponentChildren } from 'preact'
import type { Context } from '../../../platform/context.ts'
import {
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { formId, tried } from '../../communities/index.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { answerStatement } from '../actions/answer.ts'
import { closeQuestion } from '../actions/ask.ts'
import { addStatement, AlikeFound, judgeStatement } from '../actions/state.ts'
import { answerForm, closeForm, judgeForm, stateForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { HostPage } from '../pages/host.tsx'
import { MinePage } from '../pages/mine.tsx'
import { QuestionPage } from '../pages/question.tsx'
import { StatementPage } from '../pages/statement.tsx'
import { TablePage } from '../pages/table.tsx'
import {
  ownAnswers,
  ownStatements,
  partOf,
  rejectedOf,
  resultOf,
  statementsOf,
  turnOf,
} from '../queries/question.ts'
import {
  hrefOf,
  mayHost,
  questionForPage,
  requireAnswering,
  requireHost,
  requireOwn,
  silentBecause,
  type Question,
} from '../question.ts'

/** What later domains add to the page of a question. */
export interface OpinionParts {
  /** What can be done with what was found, such as making a proposal of it. */
  next?: (ctx: Context, question: Question) => Promise<ComponentChildren>
}

interface Typed {
  values?: FormValues
  errors?: FormErrors
}

export function questionRoutes(app: App, parts: OpinionParts): void {
  app.get('/vraag/:id', (c) => showQuestion(c, parts))
  app.post('/vraag/:id/antwoord', async (c) => {
    const { ctx, question, path } = await foundByViewer(c)
    const form = await readForm(c, answerForm)
    if (!form.ok) return seeOther(c, path)
    const { statement, answer, back, page } = form.data
    await answerStatement(ctx, question.id, statement, answer)
    return seeOther(
      c,
      back === 'mine' ? `${path}/mijn?klaar=bewaard&blad=${page}` : `${path}?klaar=bewaard#stelling`,
    )
  })

  app.get('/vraag/:id/mijn', async (c) => {
    const { ctx: asked, question } = await foundByViewer(c)
    const ctx = requireOwn(asked, question)
    const { language } = ctx
    return render(
      c,
      { title: words[language].mine.title, nav: navOf(question), line: 'sky', flash: flashOf(c) },
      <MinePage
        language={language}
        question={question}
        answers={partOf(await ownAnswers(ctx, question), pageOf(c))}
        statements={await ownStatements(ctx, question)}
        open={silentBecause(question) === undefined}
      />,
    )
  })

  app.get('/vraag/:id/stelling', (c) => showStatement(c))
  app.post('/vraag/:id/stelling', async (c) => {
    const { ctx, question, path } = await foundByViewer(c)
    const form = await readForm(c, stateForm)
    if (!form.ok) return showStatement(c, form)
    let waits = false
    try {
      const errors = await tried(async () => {
        waits = await addStatement(ctx, question.id, form.data)
      })
      if (errors) return showStatement(c, { values: form.values, errors })
    } catch (error) {
      if (!(error instanceof AlikeFound)) throw error
      return showStatement(c, { values: form.values, alike: error.found })
    }
    if (form.data.seed) return seeOther(c, `${path}/beheer?klaar=toegevoegd`)
    return seeOther(c, `${path}?klaar=${waits ? 'wacht' : 'toegevoegd'}`)
  })

  app.get('/vraag/:id/tabel', (c) => showTable(c))

  app.get('/vraag/:id/beheer', (c) => showHost(c))
  app.post('/vraag/:id/oordeel', async (c) => {
    const { ctx, question, path } = await foundByViewer(c)
    const form = await readForm(c, judgeForm)
    if (!form.ok) return showHost(c, form)
    const { statement: statementId, ...verdict } = form.data
    const errors = await tried(() => judgeStatement(ctx, question.id, { statementId, ...verdict }))
    return errors ? showHost(c, { values: form.values, errors }) : seeOther(c, `${path}/beheer?klaar=gezien`)
  })
  app.post('/vraag/:id/sluit', async (c) => {
    const { ctx, question, path } = await foundByViewer(c)
    const form = await readForm(c, closeForm)
    if (!form.ok) return showHost(c, form)
    const errors = await tried(() => closeQuestion(ctx, question.id, form.data.why))
    return errors ? showHost(c, { values: form.values, errors }) : seeOther(c, `${path}?klaar=gesloten`)
  })
}

const navOf = ({ community }: Question) => (community ? 'communities' : 'buurt')
const flashOf = (c: Request) => doneFlash(c, words[c.get('ctx').language].done)
const pageOf = (c: Request) => Number.parseInt(c.req.query('blad') ?? '1', 10) || 1

async function found(c: Request): Promise<{ ctx: Context; question: Question; path: string }> {
  const ctx = c.get('ctx')
  const question = await questionForPage(ctx, c.req.param('id') ?? '')
  return { ctx, question, path: hrefOf(question.id) }
}

async function foundByViewer(c: Request): Promise<{ ctx: ViewerContext; question: Question; path: string }> {
  const ctx = requireViewer(c.get('ctx'))
  return { ...(await found(c)), ctx }
}

async function showQuestion(c: Request, parts: OpinionParts): Promise<Response> {
  const { ctx, question } = await found(c)
  const { language } = ctx
  // What somebody thinks is not for who helps them.
  const own = question.own && !ctx.viewer?.helper
  const silent = silentBecause(question)
  return render(
    c,
    { title: question.title, nav: navOf(question), line: 'sky', flash: flashOf(c) },
    <QuestionPage
      language={language}
      question={question}
      turn={own && !silent ? await turnOf(ctx as ViewerContext, question) : undefined}
      own={own}
      host={mayHost(ctx, question)}
      silent={silent && words[language].page.silent[silent]}
      result={await resultOf(ctx, question)}
      next={await parts.next?.(ctx, question)}
    />,
  )
}

async function showStatement(
  c: Request,
  typed: Typed & { alike?: { id: string; text: string }[] } = {},
): Promise<Response> {
  const { ctx: asked, question } = await foundByViewer(c)
  const ctx = requireAnswering(asked, question)
  return render(
    c,
    {
      title: words[ctx.language].add.title,
      nav: navOf(question),
      line: 'sky',
      status: typed.errors || typed.alike ? 422 : 200,
    },
    <StatementPage
      language={ctx.language}
      question={question}
      values={{ ...typed.values, id: formId(typed.values) }}
      errors={typed.errors}
      alike={typed.alike}
    />,
  )
}

async function showTable(c: Request): Promise<Response> {
  const { ctx, question } = await found(c)
  const result = await resultOf(ctx, question)
  const statements = result?.published.statements.filter(({ id }) => result.texts.has(id)) ?? []
  return render(
    c,
    { title: words[ctx.language].table.title, nav: navOf(question), line: 'sky' },
    <TablePage
      language={ctx.language}
      question={question}
      part={partOf(statements, pageOf(c))}
      groups={result?.published.groups.length ?? 0}
      texts={result?.texts ?? new Map()}
      rejected={await rejectedOf(ctx, question)}
    />,
  )
}

async function showHost(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx: asked, question } = await foundByViewer(c)
  const ctx = requireHost(asked, question)
  return render(
    c,
    {
      title: words[ctx.language].host.title,
      nav: navOf(question),
      line: 'sky',
      status: typed.errors ? 422 : 200,
      flash: flashOf(c),
    },
    <HostPage
      language={ctx.language}
      question={question}
      statements={await statementsOf(ctx, question)}
      values={typed.values}
      errors={typed.errors}
    />,
  )
}
