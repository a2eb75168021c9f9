import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { readTable } from './files.ts'

const overlayKinds = ['stadsdeel', 'regio', 'waterschap']

/** What an import of overlays did. A line is one area of one overlay. */
export interface OverlaysImported {
  overlays: number
  added: number
  removed: number
  unchanged: number
  skipped: { line: number; why: 'fields' | 'kind' | 'unknown-area' }[]
}

/**
 * Reads overlays (stadsdelen, regio's, waterschappen) from a CSV file with the columns kind, code, name and
 * area_code. The file is complete for every overlay it names; other overlays stay as they are. Importing twice
 * changes nothing.
 */
export async function importOverlays(ctx: Context, file: string): Promise<OverlaysImported> {
  const lines = await readTable(file, ['kind', 'code', 'name', 'area_code'])
  const result: OverlaysImported = { overlays: 0, added: 0, removed: 0, unchanged: 0, skipped: [] }
  await transact(ctx, async (ctx) => {
    const codes = lines.flatMap(({ values }) => (values ? [values.area_code.toUpperCase()] : []))
    const areas = await rows<{ id: number; code: string }>(
      ctx.db,
      sql`select id, code from areas where current and code = any(${sql.param([...new Set(codes)])}::text[])`,
    )
    const ids = new Map(areas.map(({ id, code }) => [code, id]))
    const overlays = new Map<string, { kind: string; name: string; areaIds: Set<number> }>()
    for (const { line, values } of lines) {
      const areaId = ids.get(values?.area_code.toUpperCase() ?? '')
      if (!values || !values.code || !values.name) result.skipped.push({ line, why: 'fields' })
      else if (!overlayKinds.includes(values.kind)) result.skipped.push({ line, why: 'kind' })
      else if (areaId === undefined) result.skipped.push({ line, why: 'unknown-area' })
      else {
        const overlay = overlays.get(values.code) ?? { ...values, areaIds: new Set<number>() }
        overlays.set(values.code, overlay)
        overlay.areaIds.add(areaId)
      }
    }
    result.overlays = overlays.size
    for (const [code, { kind, name, areaIds }] of overlays) {
      const overlay = await row<{ id: number }>(
        ctx.db,
        sql`insert into overlays (kind, code, name) values (${kind}, ${code}, ${name})
            on conflict (code) do update set kind = excluded.kind, name = excluded.name
            returning id`,
      )
      const given = sql.param([...areaIds])
      const removed = await rows(
        ctx.db,
        sql`delete from overlay_areas where overlay_id = ${overlay!.id} and area_id <> all(${given}::integer[])
            returning area_id`,
      )
      const added = await rows(
        ctx.db,
        sql`insert into overlay_areas (overlay_id, area_id)
            select ${overlay!.id}::integer, unnest(${given}::integer[])
            on conflict do nothing returning area_id`,
      )
      result.removed += removed.length
      result.added += added.length
      result.unchanged += areaIds.size - added.length
    }
  })
  return result
}
