import type { ComponentChildren } from 'preact'
import type { Context } from '../platform/context.ts'
import { NotFound } from '../platform/errors.ts'
import { momentById, type Moment } from '../domains/activities/index.ts'
import { threadPart, type FindThings, type Thing } from '../domains/conversations/index.ts'
import { documentById, type Document } from '../domains/documents/index.ts'
import { hrefOf, proposalById, type Proposal } from '../domains/proposals/index.ts'

/** What is said about an activity is said in the community that planned it, and read by who comes in through that one. */
function ofActivity({ id, title, communityId, ownerId }: Moment): Thing | undefined {
  return communityId === ownerId
    ? { kind: 'activity', id, communityId, title, href: `/afspraak/${id}` }
    : undefined
}

/** What only members read has no conversation of its own: its title would stand among those that others read. */
function ofDocument({ id, title, community, shownTo, withdrawn }: Document): Thing | undefined {
  return !withdrawn && (shownTo === 'readers' || community.access === 'besloten')
    ? { kind: 'document', id, communityId: community.id, title, href: `/document/${id}` }
    : undefined
}

/** What is said about a proposal is said where it lies; not before its author opened the dialogue. */
function ofProposal({ id, title, stage, community, level }: Proposal): Thing | undefined {
  const place = community ? { communityId: community.id } : level && { areaId: level.area.id }
  return place && stage !== 'idea' ? { kind: 'proposal', id, title, href: hrefOf(id), ...place } : undefined
}

/** Things of a community that people talk about on the page of the thing itself. */
export const things: FindThings = {
  activity: async (ctx, id) => known(ofActivity(await momentById(ctx, id))),
  document: async (ctx, id) => known(ofDocument(await documentById(ctx, id))),
  proposal: async (ctx, id) => known(ofProposal(await proposalById(ctx, id))),
}

function known(thing: Thing | undefined): Thing {
  if (!thing) throw new NotFound()
  return thing
}

/** What is said about an activity, for its page. */
export const activityTalk = (ctx: Context, moment: Moment) => talkOn(ctx, ofActivity(moment))

/** What is said about a document, for its page. */
export const documentTalk = (ctx: Context, document: Document) => talkOn(ctx, ofDocument(document))

/** What is said about a proposal, for its page. */
export const proposalTalk = (ctx: Context, proposal: Proposal) => talkOn(ctx, ofProposal(proposal))

async function talkOn(ctx: Context, thing: Thing | undefined): Promise<ComponentChildren> {
  return thing && threadPart(ctx, thing)
}
