import type { ComponentChildren } from 'preact'
import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { Stop } from '../../web/components/index.ts'
import { areaHref, type Area } from '../areas/index.ts'
import { isOwn, type Community } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { Decisions } from './pages/list.tsx'
import { runningIn, waitingFor } from './queries/about.ts'

/** On the page of a community: what is to be decided now, and the way to all that was. Nothing for who does not belong. */
export async function decisionsHere(ctx: Context, community: Community): Promise<ComponentChildren> {
  if (!isOwn(community)) return undefined
  return part(ctx, `/leefomgeving/${community.slug}`, { communityId: community.id })
}

/** On the page of an area: the same, for everybody; and for who lives there also while there is nothing. */
export async function decisionsInArea(ctx: Context, area: Area): Promise<ComponentChildren> {
  const { viewer } = ctx
  const home = viewer && [viewer.streetId, viewer.buurtId, viewer.wijkId, viewer.gemeenteId].includes(area.id)
  return part(ctx, areaHref(area), { areaId: area.id }, Boolean(home))
}

/** On the home of the neighbourhood: where the viewer can vote and did not yet. Undefined when there is nothing. */
export async function decisionsWaiting(ctx: ViewerContext): Promise<ComponentChildren> {
  const decisions = await waitingFor(ctx)
  if (decisions.length === 0) return undefined
  const { language } = ctx
  return (
    <Stop line="plum" id="beslis" heading={words[language].yourVote} side>
      <Decisions language={language} decisions={decisions} now={ctx.now()} placed />
    </Stop>
  )
}

async function part(
  ctx: Context,
  path: string,
  where: { communityId: string } | { areaId: number },
  always = true,
): Promise<ComponentChildren> {
  const { language } = ctx
  const t = words[language]
  const decisions = await runningIn(ctx, where)
  if (decisions.length === 0 && !always) return undefined
  return (
    <Stop line="plum" id="besluiten" heading={t.decides} side>
      {decisions.length > 0 ? (
        <Decisions language={language} decisions={decisions} now={ctx.now()} />
      ) : (
        <p>{t.list.noneNow}</p>
      )}
      <p>
        <a href={`${path}/besluiten`}>{t.list.back}</a>
      </p>
    </Stop>
  )
}

/** On which of what is to be decided in a community the viewer voted already: the page of the community says so. */
export function ownVotes(ctx: ViewerContext, communityId: SQL): SQL {
  return sql`(select string_agg(d.id::text, ' ' order by d.id) from decisions d
    where d.community_id = ${communityId} and d.state = 'open' and (
      exists (select 1 from decision_ballots b where b.decision_id = d.id and b.round = d.round and b.resident_id = ${ctx.viewer.id})
      or exists (select 1 from decision_marks m where m.decision_id = d.id and m.resident_id = ${ctx.viewer.id} and not m.paper)))`
}
