import type { ComponentChildren } from 'preact'
import type { Context } from '../../platform/context.ts'
import { areaHref, type Area } from '../areas/index.ts'
import { isAwake, isOwn, type Community } from '../communities/index.ts'
import { homeAreas, mayRead } from '../conversations/index.ts'
import { words } from './messages/index.ts'
import { ProposalsStop } from './pages/list.tsx'
import { proposalsIn } from './queries/lists.ts'

/** Proposals on the page of a place before it leads on. */
const shown = 3

/** On the page of a community: what is proposed now; nothing for who may not read it. */
export async function proposalsHere(ctx: Context, community: Community): Promise<ComponentChildren> {
  if (!mayRead(community)) return undefined
  const { items } = await proposalsIn(ctx, { communityId: community.id }, { limit: shown, over: false })
  const may = isOwn(community) && isAwake(community)
  if (items.length === 0 && !may) return undefined
  return (
    <ProposalsStop
      language={ctx.language}
      lines={items}
      path={`/leefomgeving/${community.slug}/voorstellen`}
      all={words[ctx.language].list.all}
      begin={may ? `/voorstellen/nieuw?leefomgeving=${community.slug}` : undefined}
    />
  )
}

/** On the page of an area: the same, for everybody; for who lives there also while there is nothing. */
export async function proposalsInArea(ctx: Context, area: Area): Promise<ComponentChildren> {
  const { items } = await proposalsIn(ctx, { areaId: area.id }, { limit: shown, over: false })
  const home = homeAreas(ctx).includes(area.id)
  if (items.length === 0 && !home) return undefined
  return (
    <ProposalsStop
      language={ctx.language}
      lines={items}
      path={`${areaHref(area)}/voorstellen`}
      all={words[ctx.language].list.allIn(area.name)}
      begin={home ? `/niveaukompas?gebied=${encodeURIComponent(area.code)}` : undefined}
    />
  )
}
