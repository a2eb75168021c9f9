import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { after, hour } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { beginLetters, writeLetter } from '../letters/index.ts'
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { idOf } from './dice.ts'

/** Two who write to each other, as it stands in `letters.json`. */
interface Written {
  key: string
  to: string
  words: { by: string; hoursAgo: number; words: string }[]
}

/** The correspondence with this key in `letters.json`. */
export function demoLetters(key: string): string {
  return idOf(`letters:${key}`)
}

/** What neighbours wrote to each other, by personas and by a member of the square whom nobody steps in as. */
export async function writeLetters(ctx: Context, folder: string): Promise<void> {
  const all = JSON.parse(await readFile(join(folder, 'letters.json'), 'utf8')) as Written[]
  const member = await row<{ id: string }>(
    ctx.db,
    sql`select m.resident_id as id from memberships m join communities c on c.id = m.community_id and c.slug = 'kerkplein-leeft'
        join residents r on r.id = m.resident_id and r.adult and r.level <> 'applicant' and not r.protected
        where m.ended is null order by m.joined desc, m.id limit 1`,
  )
  const idFor = (key: string) => (key === 'member' ? member!.id : idOf(`persona:${key}`))
  const who = async (key: string, hoursAgo: number): Promise<ViewerContext> => {
    const viewer = await loadViewer(ctx, idFor(key))
    const then = after(ctx.now(), -hoursAgo * hour)
    return { ...ctx, viewer: viewer!, now: () => then }
  }
  for (const { key, to, words } of all) {
    const [first, ...rest] = words
    const id = demoLetters(key)
    await beginLetters(await who(first!.by, first!.hoursAgo), idFor(to), { words: first!.words }, id)
    for (const { by, hoursAgo, words } of rest) await writeLetter(await who(by, hoursAgo), id, { words })
  }
}
