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
import { isId, newId } from '../../../platform/ids.ts'
import { render } from '../../../web/render.tsx'
import { enteredByViewer, tried } from '../../communities/index.ts'
import { advise, answerQuestion, ask, askAdvice, bringCase, takeAlong } from '../actions/rounds.ts'
import { caseForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { RoundPage, RoundsPage } from '../pages/rounds.tsx'
import { circleOf } from '../queries/circles.ts'
import { roundById, roundsOf } from '../queries/rounds.ts'
import { flashOf } from './flash.ts'

const list = '/leefomgeving/:slug/intervisie'
const one = `${list}/:id`

export function roundRoutes(app: App): void {
  app.get(list, (c) => showRounds(c))
  app.post(list, async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const form = await readForm(c, caseForm)
    if (!form.ok) return showRounds(c, form)
    const id = isId(form.data.id) ? form.data.id : newId()
    const errors = await tried(() => bringCase(ctx, { ...form.data, id, communityId: community.id }))
    if (errors) return showRounds(c, { values: form.values, errors })
    return seeOther(c, `${path}/intervisie/${id}?klaar=ingebracht`)
  })

  app.get(one, (c) => showRound(c))
  app.post(`${one}/vraag`, (c) =>
    step(c, 'question', 'gevraagd', (words) => ask(c.get('ctx'), idOf(c), words)),
  )
  app.post(`${one}/antwoord/:said`, (c) =>
    step(c, 'answer', 'geantwoord', (words) =>
      answerQuestion(c.get('ctx'), idOf(c), c.req.param('said')!, words),
    ),
  )
  app.post(`${one}/advies`, (c) => step(c, '', 'advies', () => askAdvice(c.get('ctx'), idOf(c))))
  app.post(`${one}/raad`, (c) => step(c, 'advice', 'raad', (words) => advise(c.get('ctx'), idOf(c), words)))
  app.post(`${one}/mee`, (c) => step(c, 'taken', 'mee', (words) => takeAlong(c.get('ctx'), idOf(c), words)))
}

const idOf = (c: Request): string => c.req.param('id') ?? ''

/** One step of a round: one field, and back to the round. */
async function step(
  c: Request,
  field: string,
  done: string,
  act: (words: string) => Promise<void>,
): Promise<Response> {
  const { path } = await enteredByViewer(c)
  const values = await readValues(c)
  const errors = await tried(() => act(valueOf(values, field)))
  return errors
    ? showRound(c, { values, errors })
    : seeOther(c, `${path}/intervisie/${idOf(c)}?klaar=${done}`)
}

interface Typed {
  values?: FormValues
  errors?: FormErrors
}

async function showRounds(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, community } = await enteredByViewer(c)
  const { language } = ctx
  const circle = await circleOf(ctx, community.id)
  if (!circle || circle === 'ambition') throw new NotFound()
  const after = c.req.query('na')
  const given = valueOf(typed.values, 'id')
  return render(
    c,
    {
      title: words[language].rounds.name(community.name),
      nav: 'communities',
      line: 'plum',
      status: typed.errors ? 422 : 200,
      flash: flashOf(c),
    },
    <RoundsPage
      language={language}
      community={community}
      rounds={await roundsOf(ctx, community, after)}
      later={after !== undefined}
      formId={isId(given) ? given : newId()}
      {...typed}
    />,
  )
}

async function showRound(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, community } = await enteredByViewer(c)
  const round = await roundById(ctx, community, idOf(c))
  return render(
    c,
    {
      title: round.title,
      nav: 'communities',
      line: 'plum',
      status: typed.errors ? 422 : 200,
      flash: flashOf(c),
    },
    <RoundPage language={ctx.language} community={community} round={round} {...typed} />,
  )
}
