import { sql } from 'drizzle-orm'
import { newTown, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import { row, type Store } from '../../platform/db/store.ts'
import { planActivity } from '../activities/index.ts'
import { foundCommunity, join } from '../communities/index.ts'
import { helpKinds, type HelpKind, type ViewerContext } from '../residents/index.ts'
import { answerAsk, askHelper } from './actions.ts'
import { helpingsOf } from './queries.ts'

export const all: readonly HelpKind[] = helpKinds

/** How a community begins that everybody may join. */
export const open = (name: string) => ({
  name,
  purpose: '',
  access: 'extranet' as const,
  areaIds: [],
  conceptIds: [],
})

/** Truus and Kees know each other from the square; Aylin is there too, and manages it. */
export async function setUp(store: Store) {
  const services = testServices(store)
  const ctx = visitor(services)
  const site = new Site(services)
  const town = await newTown(ctx)
  const person = (name: string) => newViewer(ctx, { name, place: town.home })
  const [truus, kees, aylin] = [await person('Truus'), await person('Kees'), await person('Aylin')]
  const square = await foundCommunity(aylin, open('Plein'))
  await join(truus, square.id)
  await join(kees, square.id)
  return { services, ctx, site, town, person, truus, kees, aylin, square }
}

/** One helps the other with these things. @returns the id of that. */
export async function helps(helper: ViewerContext, helped: ViewerContext, kinds = all): Promise<string> {
  await askHelper(helped, { helperId: helper.viewer.id, kinds })
  const asked = (await helpingsOf(helper, 'helper')).find(({ name }) => name === helped.viewer.displayName)
  if (!asked) throw new Error('Nobody was asked')
  await answerAsk(helper, asked.id, true)
  return asked.id
}

/** A browser in which the helper is helping now. */
export async function helpingNow(site: Site, helper: ViewerContext, id: string): Promise<Browser> {
  const browser = await site.signedIn(helper.viewer.id)
  const { status } = await browser.post(`/helpen/${id}/nu`)
  if (status !== 303) throw new Error(`Helping does not begin: ${status}`)
  return browser
}

/** The context of an action that somebody does for somebody else. */
export function asHelperOf(helped: ViewerContext, helper: ViewerContext): ViewerContext {
  const { id, displayName } = helper.viewer
  return { ...helped, viewer: { ...helped.viewer, helper: { id, displayName, may: all } } }
}

export async function meeting(ctx: ViewerContext, communityId: string): Promise<string> {
  const starts = new Date('2026-05-20T17:00:00Z')
  return planActivity(ctx, { communityId, title: 'Soep', place: 'Plein', starts })
}

export async function answerOf(ctx: ViewerContext, activityId: string, residentId: string) {
  const found = await row<{ answer: string }>(
    ctx.db,
    sql`select answer from attendances where moment_id = ${activityId} and resident_id = ${residentId}`,
  )
  return found?.answer
}
