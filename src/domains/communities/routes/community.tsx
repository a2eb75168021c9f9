import type { ComponentChildren } from 'preact'
import type { Context } from '../../../platform/context.ts'
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
import type { Language } from '../../../platform/i18n.ts'
import { render } from '../../../web/render.tsx'
import { areaHref } from '../../areas/index.ts'
import { isVerified, requireViewer, type ViewerContext } from '../../residents/index.ts'
import {
  answerActivity,
  cancelActivity,
  cancellable,
  planActivity,
  requireAwake,
} from '../actions/activities.ts'
import { acceptInvitation, declineInvitation } from '../actions/invitations.ts'
import { join, leave } from '../actions/members.ts'
import { isOwn, requireMember, type Community } from '../community.ts'
import { planForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { CommunityPage } from '../pages/community.tsx'
import { CancelPage, LeavePage, PlanPage } from '../pages/plan.tsx'
import { ambitionsOf, areasOf, linksOf, outcomeOf, ownInvitation, type Linked } from '../queries/about.ts'
import { activityCommunity, upcomingActivities } from '../queries/activities.ts'
import { membersOf } from '../queries/members.ts'
import { entered, enteredByViewer, flashOf, formId, tried } from './entered.ts'

/** What later domains add to the page of a community. */
export interface CommunityParts {
  /** Who may be asked: ambassadors and authorities. */
  people?: (ctx: Context, community: Community) => Promise<ComponentChildren>
  /** Sentences about what was just done by a later domain, for this page. */
  done?: (language: Language, what: string) => string | undefined
  /** What ties it to others; gets what the page knows already. */
  fabric?: (ctx: Context, community: Community, known: Ties) => Promise<ComponentChildren>
}

/** Where a community lies and what it is connected with. */
export interface Ties {
  areas: { code: string; name: string }[]
  links: Linked[]
}

export function communityRoutes(app: App, parts: CommunityParts): void {
  app.get('/leefomgeving/:slug', async (c) => {
    const { ctx, community } = await entered(c)
    const own = isOwn(community)
    const viewer = ctx.viewer ? (isVerified(ctx) ? 'verified' : 'applicant') : 'nobody'
    const areas = await areasOf(ctx, community.id)
    const links = await linksOf(ctx, community.id)
    return render(
      c,
      {
        title: community.name,
        description: community.purpose,
        nav: 'communities',
        line: 'sun',
        flash: flashOf(c) ?? parts.done?.(ctx.language, c.req.query('klaar') ?? ''),
      },
      <CommunityPage
        language={ctx.language}
        now={ctx.now()}
        community={community}
        viewer={viewer}
        areas={areas.map((area) => ({ name: area.name, href: areaHref(area) }))}
        ambitions={await ambitionsOf(ctx, community.id)}
        activities={await upcomingActivities(ctx, { communityIds: [community.id], limit: 6 })}
        members={own ? (await membersOf(ctx as ViewerContext, community, { limit: 12 })).items : []}
        invitation={
          community.role === 'invited' ? await ownInvitation(ctx as ViewerContext, community.id) : undefined
        }
        links={links}
        fabric={await parts.fabric?.(ctx, community, { areas, links })}
        outcome={community.state === 'ended' ? await outcomeOf(ctx, community.id) : undefined}
        people={await parts.people?.(ctx, community)}
      />,
    )
  })

  app.post('/leefomgeving/:slug/doe-mee', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    await (community.role === 'invited' ? acceptInvitation(ctx, community.id) : join(ctx, community.id))
    return seeOther(c, `${path}?klaar=lid`)
  })

  app.post('/leefomgeving/:slug/nee-bedankt', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    await declineInvitation(ctx, community.id)
    return seeOther(c, '/leefomgevingen?klaar=nee')
  })

  app.get('/leefomgeving/:slug/verlaat', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    requireMember(community)
    const { language } = ctx
    return render(
      c,
      { title: words[language].leave.title(community.name), nav: 'communities', line: 'sky' },
      <LeavePage language={language} community={community} />,
    )
  })
  app.post('/leefomgeving/:slug/verlaat', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    await leave(ctx, community.id)
    return seeOther(c, '/leefomgevingen?klaar=weg')
  })

  app.get('/leefomgeving/:slug/plan', (c) => showPlan(c))
  app.post('/leefomgeving/:slug/plan', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const form = await readForm(c, planForm)
    if (!form.ok) return showPlan(c, form)
    const errors = await tried(() => planActivity(ctx, { communityId: community.id, ...form.data }))
    return errors ? showPlan(c, { values: form.values, errors }) : seeOther(c, `${path}?klaar=gepland`)
  })

  app.post('/afspraak/:id', async (c) => {
    const ctx = c.get('ctx')
    const answer = valueOf(await readValues(c), 'answer') === 'no' ? 'no' : 'yes'
    const id = c.req.param('id')
    await answerActivity(ctx, id, answer)
    return seeOther(
      c,
      `/leefomgeving/${await activityCommunity(ctx, id)}?klaar=${answer === 'yes' ? 'komt' : 'komtniet'}`,
    )
  })
  app.get('/afspraak/:id/gaat-niet-door', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    return render(
      c,
      { title: words[language].cancel.title, nav: 'communities', line: 'sun' },
      <CancelPage language={language} activity={await cancellable(ctx, c.req.param('id'))} />,
    )
  })
  app.post('/afspraak/:id/gaat-niet-door', async (c) => {
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    await cancelActivity(ctx, id)
    return seeOther(c, `/leefomgeving/${await activityCommunity(ctx, id)}?klaar=afgezegd`)
  })
}

async function showPlan(
  c: Request,
  typed: { values?: FormValues; errors?: FormErrors } = {},
): Promise<Response> {
  const { ctx, community } = await enteredByViewer(c)
  requireMember(community)
  requireAwake(community)
  return render(
    c,
    {
      title: words[ctx.language].plan.title,
      nav: 'communities',
      line: 'sun',
      status: typed.errors ? 422 : 200,
    },
    <PlanPage
      language={ctx.language}
      community={community}
      min={ctx.now().toISOString().slice(0, 10)}
      {...typed}
      values={{ ...typed.values, id: formId(typed.values) }}
    />,
  )
}
