import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { recordsOf } from '../../platform/db/bulk.ts'
import { rows } from '../../platform/db/store.ts'
import { hashOver, nameOf, nodesOver, type Node } from './tree.ts'

/** The hashes of complete nodes, with one query; undefined when one of them is not there. */
export async function hashesOf(ctx: Context, nodes: readonly Node[]): Promise<Uint8Array[] | undefined> {
  if (nodes.length === 0) return []
  const found = await rows<Node & { hash: Uint8Array }>(
    ctx.db,
    sql`select n.level, n.place::float8 as place, n.hash
        from ${recordsOf(
          { level: 'smallint', place: 'bigint' },
          nodes.map(({ level, place }) => ({ level, place })),
        )}
        join register_nodes n on n.level = r.level and n.place = r.place`,
  )
  const hashes = new Map(found.map((node) => [nameOf(node), node.hash]))
  const inOrder = nodes.map((node) => hashes.get(nameOf(node)))
  return inOrder.every((hash) => hash !== undefined) ? inOrder : undefined
}

/** One hash over each of these stretches of entries, with one query; undefined when the log is not that long. */
export async function hashesOver(
  ctx: Context,
  stretches: readonly (readonly [number, number])[],
): Promise<Uint8Array[] | undefined> {
  const nodes = stretches.map(nodesOver)
  const hashes = await hashesOf(ctx, nodes.flat())
  if (!hashes) return undefined
  let at = 0
  return nodes.map(({ length }) => hashOver(hashes.slice(at, (at += length))))
}
