import { areaHref } from '../../areas/index.ts'
import type { Decision } from '../decision.ts'

/** Where a decision is at home. */
export function placeOf({ community, area }: Decision): { name: string; href: string } {
  if (community) return { name: community.name, href: `/leefomgeving/${community.slug}` }
  return { name: area?.name ?? '', href: area ? areaHref(area) : '/' }
}
