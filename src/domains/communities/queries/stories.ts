import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { mayEnter } from '../visible.ts'
import type { OutcomeWords } from './about.ts'
import { partOf, readCursor, type Part, type Range } from './lists.ts'

/** What became of an ambition, told by those who did it. */
export interface Story extends OutcomeWords {
  id: string
  slug: string
  name: string
  places: string[]
}

const storyColumns = sql`c.id, c.slug, c.name, o.result, o.worked, o.failed, o.lesson, o.thanks, o.story,
  o.started_with as "startedWith", o.people, o.weeks, o.told,
  array(select a.name from community_areas ca join areas a on a.id = ca.area_id
    where ca.community_id = c.id group by a.name order by min(a.id) limit 3) as places`

const dated = (story: Story): Story => ({ ...story, told: new Date(story.told) })

/** Ended communities with something to tell, newest first. */
export async function storiesOf(ctx: Context, { after, limit = 12 }: Range = {}): Promise<Part<Story>> {
  const from = readCursor(after)
  const found = await rows<Story>(
    ctx.db,
    sql`select ${storyColumns} from outcomes o join communities c on c.id = o.community_id
        where (o.story <> '' or o.lesson <> '') and ${mayEnter(ctx)}
          ${from ? sql`and (o.told < ${from.moment}::timestamptz or (o.told = ${from.moment}::timestamptz and c.id > ${from.id}::uuid))` : sql``}
        order by o.told desc, c.id limit ${limit + 1}`,
  )
  return partOf(found.map(dated), limit, ({ told, id }) => ({ moment: told, id }))
}

/** The story of one community. @throws NotFound, also when the viewer may not know of it. */
export async function storyBySlug(ctx: Context, slug: string): Promise<Story> {
  const found = await row<Story>(
    ctx.db,
    sql`select ${storyColumns} from outcomes o join communities c on c.id = o.community_id
        where c.slug = ${slug} and ${mayEnter(ctx)}`,
  )
  if (!found) throw new NotFound()
  return dated(found)
}
