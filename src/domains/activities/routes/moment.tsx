import type { ComponentChildren } from 'preact'
import type { Context } from '../../../platform/context.ts'
import { orSignIn } from '../../../platform/errors.ts'
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
import { render } from '../../../web/render.tsx'
import { formId, tried } from '../../communities/index.ts'
import { isVerified, requireViewer, type ViewerContext } from '../../residents/index.ts'
import { answerActivity } from '../actions/answer.ts'
import { addThing, giveBack, removeThing, takeThing } from '../actions/things.ts'
import { answerForm, thingForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { momentById, wasThere, type Moment } from '../moment.ts'
import type { AfterProps } from '../pages/after.tsx'
import { MomentPage } from '../pages/moment.tsx'
import {
  communitiesOfActivity,
  helpersOf,
  hostsOf,
  nextTimes,
  picturesOf,
  remarksOf,
  thanksToMe,
  thingsOf,
} from '../queries/moment.ts'

/** What other domains add to the page of an activity. */
export interface ActivityParts {
  /** What is said about it. */
  talk?: (ctx: Context, moment: Moment) => Promise<ComponentChildren>
}

/** What a form that is not right yet brings back. */
export interface Shown {
  values?: FormValues
  errors?: FormErrors
  /** A photo that was kept meanwhile. */
  kept?: string | undefined
}

export function momentRoutes(app: App, parts: ActivityParts): void {
  app.get('/afspraak/:id', (c) => showMoment(c, parts))
  app.post('/afspraak/:id', async (c) => {
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    const form = await readForm(c, answerForm)
    if (!form.ok) return showMoment(c, parts, form)
    let became = ''
    const errors = await tried(async () => {
      became = await answerActivity(ctx, id, form.data.answer, form.data.guests, { rest: form.data.rest })
    })
    if (errors) return showMoment(c, parts, { values: form.values, errors })
    return seeOther(c, `/afspraak/${id}?klaar=${became}`)
  })

  app.post('/afspraak/:id/lijst', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const id = c.req.param('id')
    const form = await readForm(c, thingForm)
    if (!form.ok) return showMoment(c, parts, form)
    const errors = await tried(() => addThing(ctx, id, form.data))
    if (errors) return showMoment(c, parts, { values: form.values, errors })
    return seeOther(c, `/afspraak/${id}?klaar=bewaard#lijst`)
  })
  app.post('/afspraak/:id/lijst/:thing', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { id, thing } = c.req.param()
    const what = valueOf(await readValues(c), 'what')
    if (what === 'remove') await removeThing(ctx, id, thing)
    else if (what === 'back') await giveBack(ctx, id, thing)
    else await takeThing(ctx, id, thing)
    const done = { remove: 'bewaard', back: 'terug' }[what] ?? 'genomen'
    return seeOther(c, `/afspraak/${id}?klaar=${done}#lijst`)
  })
}

/** The moment of this address. A visitor is asked to sign in first, also where there is no such moment. */
export async function enteredMoment(c: Request): Promise<{ ctx: Context; moment: Moment }> {
  const ctx = c.get('ctx')
  return { ctx, moment: await momentById(ctx, c.req.param('id') ?? '').catch(orSignIn(ctx)) }
}

/** The page of a moment, with a form that is not right yet. */
export async function showMoment(c: Request, parts: ActivityParts, shown: Shown = {}): Promise<Response> {
  const { ctx, moment } = await enteredMoment(c)
  const verified = isVerified(ctx) ? (ctx as ViewerContext) : undefined
  const hosts = verified ? await hostsOf(verified, moment) : []
  const done = c.req.query('klaar') ?? ''
  const { done: sentences } = words[ctx.language]
  const talk = await parts.talk?.(ctx, moment)
  return render(
    c,
    {
      title: moment.title,
      nav: 'agenda',
      line: 'sun',
      islands: talk ? ['draft'] : [],
      status: shown.errors ? 422 : 200,
      flash: Object.hasOwn(sentences, done) ? sentences[done] : undefined,
    },
    <MomentPage
      language={ctx.language}
      now={ctx.now()}
      moment={moment}
      viewer={verified ? 'verified' : ctx.viewer ? 'applicant' : 'nobody'}
      hosts={hosts}
      together={await communitiesOfActivity(ctx, moment)}
      things={verified ? await thingsOf(verified, moment) : []}
      next={await nextTimes(ctx, moment)}
      asked={hosts.some(({ id, accepted }) => id === ctx.viewer?.id && !accepted)}
      talk={talk}
      after={verified && (await afterOf(verified, moment, shown))}
      values={{ ...shown.values, id: formId(shown.values) }}
      errors={shown.errors}
    />,
  )
}

/** How it was, once it has begun. What is between two people is not shown to who helps one of them. */
async function afterOf(ctx: ViewerContext, moment: Moment, shown: Shown): Promise<AfterProps | undefined> {
  if (moment.cancelled || moment.starts.getTime() > ctx.now().getTime()) return undefined
  const there = wasThere(moment, ctx.now())
  const alone = ctx.viewer.helper === undefined
  return {
    language: ctx.language,
    moment,
    there: there && alone,
    pictures: await picturesOf(ctx, moment),
    remarks: await remarksOf(ctx, moment),
    helpers: there && alone ? await helpersOf(ctx, moment) : [],
    thanks: alone ? await thanksToMe(ctx, moment) : [],
    ...shown,
  }
}
