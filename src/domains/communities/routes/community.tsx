import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Context } from '../../../platform/context.ts'
import { seeOther, type App } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { raw } from '../../../web/raw.ts'
import { render, sendKept } from '../../../web/render.tsx'
import { areaHref } from '../../areas/index.ts'
import { isVerified, type ViewerContext } from '../../residents/index.ts'
import { acceptInvitation, declineInvitation } from '../actions/invitations.ts'
import { join, leave } from '../actions/members.ts'
import { isOwn, requireMember, type Community } from '../community.ts'
import { words } from '../messages/index.ts'
import { CommunityPage, type CommunityMeetings } from '../pages/community.tsx'
import { LeavePage } from '../pages/leave.tsx'
import {
  ambitionsOf,
  areasOf,
  linksOf,
  ownInvitation,
  type Linked,
  type OutcomeWords,
} from '../queries/about.ts'
import { membersOf } from '../queries/members.ts'
import { enteredAs, enteredByViewer, flashOf } from './entered.ts'
import { communityWithOwn, pageFor, pageForVisitors, type OwnParts } from './kept-pages.ts'

/** What later domains add to the page of a community. */
export interface CommunityParts extends OwnParts {
  /** Who may be asked: ambassadors and authorities. */
  people?: (ctx: Context, community: Community) => Promise<ComponentChildren>
  /** What people do together. */
  meetings?: (ctx: Context, community: Community) => Promise<CommunityMeetings>
  /** Sentences about what was just done by a later domain, for this page. */
  done?: (language: Language, what: string) => string | undefined
  /** What its members talk about. */
  talk?: (ctx: Context, community: Community) => Promise<ComponentChildren>
  /** What ties it to others; gets what the page knows already. */
  fabric?: (ctx: Context, community: Community, known: Ties) => Promise<ComponentChildren>
  /** How it looks back, once it ended. */
  outcome?: (ctx: Context, community: Community) => Promise<OutcomeWords | undefined>
  /** What they decide together, now. */
  decisions?: (ctx: Context, community: Community) => Promise<ComponentChildren>
  /** What they wrote down. */
  documents?: (ctx: Context, community: Community) => Promise<ComponentChildren>
  /** What its members ask each other. */
  asked?: (ctx: Context, community: Community) => Promise<ComponentChildren>
}

/** Where a community lies and what it is connected with. */
export interface Ties {
  areas: { code: string; name: string }[]
  links: Linked[]
}

export function communityRoutes(app: App, parts: CommunityParts): void {
  app.get('/leefomgeving/:slug', async (c) => {
    const { ctx, community } = await enteredAs(c, (ctx, slug) => communityWithOwn(ctx, slug, parts))
    const options = {
      title: community.name,
      description: community.purpose,
      nav: 'communities',
      line: 'sun',
    } as const
    const flash = flashOf(c) ?? parts.done?.(ctx.language, c.req.query('klaar') ?? '')
    const content = () => communityPage(ctx, community, parts)
    if (!ctx.viewer && !c.req.url.includes('?'))
      return sendKept(c, await pageForVisitors(c, community, options, content))
    return render(c, { ...options, flash }, raw(await pageFor(ctx, community, community.own, parts, content)))
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
}

/** The page below its frame, made anew. */
async function communityPage(ctx: Context, community: Community, parts: CommunityParts): Promise<string> {
  const areas = await areasOf(ctx, community.id)
  const links = await linksOf(ctx, community.id)
  return renderToString(
    <CommunityPage
      language={ctx.language}
      community={community}
      viewer={ctx.viewer ? (isVerified(ctx) ? 'verified' : 'applicant') : 'nobody'}
      areas={areas.map((area) => ({ name: area.name, href: areaHref(area) }))}
      ambitions={await ambitionsOf(ctx, community.id)}
      meetings={await parts.meetings?.(ctx, community)}
      members={
        isOwn(community) ? (await membersOf(ctx as ViewerContext, community, { limit: 12 })).items : []
      }
      invitation={
        community.role === 'invited' ? await ownInvitation(ctx as ViewerContext, community.id) : undefined
      }
      links={links}
      talk={await parts.talk?.(ctx, community)}
      fabric={await parts.fabric?.(ctx, community, { areas, links })}
      outcome={community.state === 'ended' ? await parts.outcome?.(ctx, community) : undefined}
      people={await parts.people?.(ctx, community)}
      decisions={await parts.decisions?.(ctx, community)}
      documents={await parts.documents?.(ctx, community)}
      asked={await parts.asked?.(ctx, community)}
    />,
  )
}
