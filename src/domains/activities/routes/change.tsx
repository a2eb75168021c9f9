import { Conflict } from '../../../platform/errors.ts'
import {
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { tried } from '../../communities/index.ts'
import { requireViewer } from '../../residents/index.ts'
import { cancelActivity, cancellable } from '../actions/cancel.ts'
import { changeActivity, moveActivity } from '../actions/move.ts'
import { cancelForm, clockOf, editForm, moveForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { momentById, requireHost } from '../moment.ts'
import { CancelPage, EditPage, MovePage } from '../pages/plan.tsx'

interface Typed {
  values?: FormValues
  errors?: FormErrors
}

export function changeRoutes(app: App): void {
  app.get('/afspraak/:id/verander', (c) => showEdit(c))
  app.post('/afspraak/:id/verander', async (c) => {
    const form = await readForm(c, editForm)
    if (!form.ok) return showEdit(c, form)
    const errors = await tried(() => changeActivity(c.get('ctx'), c.req.param('id'), form.data))
    return errors ? showEdit(c, { values: form.values, errors }) : done(c, 'bewaard')
  })

  app.get('/afspraak/:id/verzet', (c) => showMove(c))
  app.post('/afspraak/:id/verzet', async (c) => {
    const form = await readForm(c, moveForm)
    if (!form.ok) return showMove(c, form)
    const errors = await tried(() => moveActivity(c.get('ctx'), c.req.param('id'), form.data))
    return errors ? showMove(c, { values: form.values, errors }) : done(c, 'verzet')
  })

  app.get('/afspraak/:id/gaat-niet-door', (c) => showCancel(c))
  app.post('/afspraak/:id/gaat-niet-door', async (c) => {
    const form = await readForm(c, cancelForm)
    if (!form.ok) return showCancel(c, form)
    const { why, scope } = form.data
    await cancelActivity(c.get('ctx'), c.req.param('id'), { why, rest: scope === 'rest' })
    return done(c, 'afgezegd')
  })
}

function done(c: Request, what: string): Response {
  return seeOther(c, `/afspraak/${c.req.param('id')}?klaar=${what}`)
}

async function showEdit(c: Request, typed: Typed = {}): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const moment = await momentById(ctx, c.req.param('id') ?? '')
  requireHost(moment)
  const { title, about, places, mostGuests } = moment
  const now = {
    title,
    about,
    place: moment.usualPlace ?? moment.place ?? '',
    places: places === null ? '' : String(places),
    guests: String(mostGuests),
  }
  return render(
    c,
    { title: words[ctx.language].edit.title, nav: 'agenda', line: 'sun', status: typed.errors ? 422 : 200 },
    <EditPage language={ctx.language} moment={moment} values={typed.values ?? now} errors={typed.errors} />,
  )
}

async function showMove(c: Request, typed: Typed = {}): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const moment = await momentById(ctx, c.req.param('id') ?? '')
  requireHost(moment)
  if (moment.cancelled || moment.starts.getTime() <= ctx.now().getTime()) throw new Conflict('activityOver')
  const starts = clockOf(moment.starts, moment.zone)
  const ends = clockOf(moment.ends, moment.zone)
  const lastDay = clockOf(new Date(moment.ends.getTime() - 1), moment.zone).day
  const now: FormValues = {
    ...starts,
    lasts: moment.allDay ? 'day' : '120',
    until: moment.allDay ? '' : ends.time,
    lastDay: moment.allDay && lastDay !== starts.day ? lastDay : '',
    place: moment.place ?? '',
  }
  return render(
    c,
    { title: words[ctx.language].move.title, nav: 'agenda', line: 'sun', status: typed.errors ? 422 : 200 },
    <MovePage
      language={ctx.language}
      moment={moment}
      min={ctx.now().toISOString().slice(0, 10)}
      values={typed.values ?? now}
      errors={typed.errors}
    />,
  )
}

async function showCancel(c: Request, typed: Typed = {}): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const { language } = ctx
  return render(
    c,
    { title: words[language].cancel.title, nav: 'agenda', line: 'sun', status: typed.errors ? 422 : 200 },
    <CancelPage language={language} found={await cancellable(ctx, c.req.param('id') ?? '')} {...typed} />,
  )
}
