import type { ComponentChildren } from 'preact'
import type { Context } from '../platform/context.ts'
import { NotFound } from '../platform/errors.ts'
import { momentById, type Moment } from '../domains/activities/index.ts'
import { threadPart, type FindThings } from '../domains/conversations/index.ts'
import { documentById, type Document } from '../domains/documents/index.ts'

/** Things of a community that people talk about on the page of the thing itself. */
export const things: FindThings = {
  activity: async (ctx, id) => {
    const moment = await momentById(ctx, id)
    if (!isOfOwner(moment)) throw new NotFound()
    return { communityId: moment.ownerId, title: moment.title, href: `/afspraak/${moment.id}` }
  },
  document: async (ctx, id) => {
    const document = await documentById(ctx, id)
    if (!isTalkedOf(document)) throw new NotFound()
    return { communityId: document.community.id, title: document.title, href: `/document/${document.id}` }
  },
}

/** What is said about an activity is said in the community that planned it, and read by who comes in through that one. */
const isOfOwner = ({ communityId, ownerId }: Moment) => communityId === ownerId

/** What only members read has no conversation of its own: its title would stand among those that others read. */
const isTalkedOf = ({ shownTo, community, withdrawn }: Document) =>
  !withdrawn && (shownTo === 'readers' || community.access === 'besloten')

export const activityTalk = async (ctx: Context, moment: Moment): Promise<ComponentChildren> =>
  isOfOwner(moment)
    ? threadPart(ctx, { kind: 'activity', id: moment.id, communityId: moment.ownerId, title: moment.title })
    : undefined

export const documentTalk = async (ctx: Context, document: Document): Promise<ComponentChildren> =>
  isTalkedOf(document)
    ? threadPart(ctx, {
        kind: 'document',
        id: document.id,
        communityId: document.community.id,
        title: document.title,
      })
    : undefined
