import type { ComponentChildren } from 'preact'
import type { Context } from '../../platform/context.ts'
import { AreaMap } from '../../web/components/index.ts'
import { words } from './messages/index.ts'
import { areaById, type Area } from './queries.ts'
import { mapOf } from './queries/maps.ts'

/** A small drawn map of an area; nothing when its borders are not known. */
export async function SmallMap(ctx: Context, areaId: number): Promise<ComponentChildren> {
  const area = await areaById(ctx, areaId)
  return area ? mapFor(ctx, area) : null
}

/** The same for an area that is at hand. */
export async function mapFor(ctx: Context, area: Area): Promise<ComponentChildren> {
  const drawing = await mapOf(ctx, area)
  if (!drawing) return null
  const t = words[ctx.language].area
  return <AreaMap label={t.map(area.name)} viewBox={drawing.viewBox} areas={drawing.areas} />
}
