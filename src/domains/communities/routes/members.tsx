import type { ComponentChildren } from 'preact'
import {
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import type { ViewerContext } from '../../residents/index.ts'
import {
  acceptByToken,
  declineByToken,
  invite,
  inviteByMail,
  InvitationOver,
} from '../actions/invitations.ts'
import { blockAsker, blockInviter, blockMember } from '../actions/blocking.ts'
import { removeMember } from '../actions/members.ts'
import { wishManager } from '../actions/manager.ts'
import { requireLiving, requireMember } from '../community.ts'
import { words } from '../messages/index.ts'
import { InvitationPage, InvitePage } from '../pages/invite.tsx'
import { MemberPage, MembersPage } from '../pages/members.tsx'
import { invitationByToken } from '../queries/about.ts'
import { invitable, invitedTo, managerWishes, memberProfile, membersOf } from '../queries/members.ts'
import { enteredByViewer, flashOf, tried } from './entered.ts'

/** What later domains add to the page of a member. */
export interface MemberParts {
  /** The way to write to them. */
  write?: (ctx: ViewerContext, residentId: string) => Promise<ComponentChildren>
}

export function memberRoutes(app: App, parts: MemberParts): void {
  app.get('/leefomgeving/:slug/leden', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    const named = (c.req.query('q') ?? '').trim().slice(0, 60)
    const { items, next } = await membersOf(ctx, community, { after: c.req.query('na'), named })
    return render(
      c,
      {
        title: `${words[ctx.language].members.title}: ${community.name}`,
        nav: 'communities',
        line: 'sky',
        flash: flashOf(c),
      },
      <MembersPage
        language={ctx.language}
        community={community}
        viewerId={ctx.viewer.id}
        members={items}
        named={named}
        next={next}
        wishes={await managerWishes(ctx, community)}
      />,
    )
  })

  app.get('/leefomgeving/:slug/leden/:id', (c) => showMember(c, parts))

  app.post('/leefomgeving/:slug/leden/:id/wens', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const none = valueOf(await readValues(c), 'wish') === 'none'
    await wishManager(ctx, community.id, none ? undefined : c.req.param('id'))
    return seeOther(c, `${path}/leden?klaar=${none ? 'wensweg' : 'wens'}#beheerder`)
  })

  app.post('/leefomgeving/:slug/leden/:id/blokkeer', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    await blockMember(ctx, community, c.req.param('id'))
    return seeOther(c, '/ik/veilig?klaar=blocked')
  })

  app.post('/leefomgeving/:slug/beheer/aanvraag/:id/blokkeer', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    await blockAsker(ctx, community, c.req.param('id'))
    return seeOther(c, '/ik/veilig?klaar=blocked')
  })
  app.post('/leefomgeving/:slug/blokkeer', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    await blockInviter(ctx, community)
    return seeOther(c, '/ik/veilig?klaar=blocked')
  })

  app.post('/leefomgeving/:slug/leden/:id/haal-weg', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const values = await readValues(c)
    const errors = await tried(() =>
      removeMember(ctx, community.id, c.req.param('id'), valueOf(values, 'reason')),
    )
    return errors ? showMember(c, parts, { values, errors }) : seeOther(c, `${path}/leden?klaar=weggehaald`)
  })

  app.get('/leefomgeving/:slug/nodig-uit', (c) => showInvite(c))
  app.post('/leefomgeving/:slug/nodig-uit', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const values = await readValues(c)
    if (valueOf(values, 'what') !== 'mail') {
      const resident = valueOf(values, 'resident')
      if (!resident) return showInvite(c, { values, errors: { resident: 'toMissing' } })
      const sent = await invite(ctx, { communityId: community.id, residentId: resident })
      return seeOther(c, `${path}/nodig-uit?klaar=${sent ? 'uitgenodigd' : 'nietuitgenodigd'}`)
    }
    let wrong: string[] = []
    let sent = 0
    const errors = await tried(async () => {
      ;({ sent, wrong } = await inviteByMail(
        ctx,
        community.id,
        valueOf(values, 'list').replaceAll('\r\n', '\n'),
      ))
    })
    if (errors) return showInvite(c, { values, errors })
    if (wrong.length === 0) return seeOther(c, `${path}/nodig-uit?klaar=verstuurd-${sent}`)
    // What was wrong stays in the field, so that it can be put right and sent again.
    return showInvite(c, { values: { list: wrong.join('\n') }, wrong, sent })
  })

  app.get('/uitnodiging/:token', async (c) => {
    const ctx = c.get('ctx')
    const token = c.req.param('token')
    const invitation = await invitationByToken(ctx, token)
    if (!invitation) throw new InvitationOver()
    return render(
      c,
      { title: words[ctx.language].invitation.title(invitation.name), line: 'sun' },
      <InvitationPage
        language={ctx.language}
        {...invitation}
        token={token}
        signedIn={ctx.viewer !== undefined}
      />,
    )
  })
  app.post('/uitnodiging/:token', async (c) => {
    const { slug, acceptance } = await acceptByToken(c.get('ctx'), c.req.param('token'))
    if (acceptance === 'asked') return seeOther(c, '/leefomgevingen?klaar=gevraagd')
    return seeOther(c, `/leefomgeving/${slug}?klaar=${acceptance === 'joined' ? 'lid' : 'wacht'}`)
  })
  app.post('/uitnodiging/:token/wijs-af', async (c) => {
    await declineByToken(c.get('ctx'), c.req.param('token'))
    return seeOther(c, '/leefomgevingen?klaar=nee')
  })
}

async function showMember(
  c: Request,
  { write }: MemberParts,
  typed: { values?: FormValues; errors?: FormErrors } = {},
): Promise<Response> {
  const { ctx, community } = await enteredByViewer(c)
  const profile = await memberProfile(ctx, community, c.req.param('id') ?? '')
  return render(
    c,
    { title: profile.displayName, nav: 'communities', line: 'sky', status: typed.errors ? 422 : 200 },
    <MemberPage
      language={ctx.language}
      community={community}
      profile={profile}
      viewerId={ctx.viewer.id}
      write={await write?.(ctx, profile.id)}
      {...typed}
    />,
  )
}

async function showInvite(
  c: Request,
  typed: { values?: FormValues; errors?: FormErrors; wrong?: string[]; sent?: number } = {},
): Promise<Response> {
  const { ctx, community, path } = await enteredByViewer(c)
  requireMember(community)
  requireLiving(community)
  const t = words[ctx.language]
  return render(
    c,
    {
      title: t.invite.title,
      nav: 'communities',
      line: 'sun',
      status: typed.errors || typed.wrong ? 422 : 200,
      flash: typed.sent ? t.mailed(typed.sent) : flashOf(c),
    },
    <InvitePage
      language={ctx.language}
      community={community}
      offered={await invitable(ctx, community)}
      invited={await invitedTo(ctx, community)}
      wrong={typed.wrong ?? []}
      link={`${ctx.services.config.origin}${path}`}
      values={typed.values}
      errors={typed.errors}
    />,
  )
}
