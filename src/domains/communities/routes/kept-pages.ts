import { sql, type SQL } from 'drizzle-orm'
import { minute, onTheWall } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import type { Request } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { keeping } from '../../../platform/kept.ts'
import { raw } from '../../../web/raw.ts'
import { pageToKeep, type KeptPage, type PageOptions } from '../../../web/render.tsx'
import { isVerified, type ViewerContext } from '../../residents/index.ts'
import { communityBySlugWith, type Community } from '../community.ts'

/** What later domains tell of the page of a community that is not the same for all who are alike. */
export interface OwnParts {
  /** Texts that tell what on this page is the viewer's own, such as what they answered; null or empty for most. */
  own?: ((ctx: ViewerContext, communityId: SQL) => SQL)[]
  /** What is new to the viewer: ids as text[], each of which the page marks by `markOf`, and what stands there then. */
  marks?: { ids: (ctx: ViewerContext, communityId: SQL) => SQL; html: (language: Language) => string }
}

/** Where the page may say that something is new to whoever looks; see `OwnParts.marks`. */
export function markOf(id: string) {
  return raw(`\uE000${id}\uE001`)
}

const marks = /\uE000([^\uE001]*)\uE001/g

/**
 * A page is kept until something changes that it shows (`community_versions`), and for a minute at most: what will be has begun by
 * then, and a theme or area may have another name. Whether somebody may see it is asked each time, before.
 */
const longest = { milliseconds: minute, most: 300 }
const forVisitors = keeping<KeptPage>(longest)
const forResidents = keeping<string>(longest)

/** What makes the page another one for everybody. The version was read before the page is made, so it is never older. */
function keyOf(ctx: Context, { id, version, role }: Community): string {
  const today = onTheWall(ctx.now()).toPlainDate().toString()
  return [id, version, role, ctx.language, today].join(' ')
}

/** The whole page for who is not signed in: the same for all of them. */
export function pageForVisitors(
  c: Request,
  community: Community,
  options: Pick<PageOptions, 'title' | 'description' | 'nav' | 'line'>,
  content: () => Promise<string>,
): Promise<KeptPage> {
  const ctx = c.get('ctx')
  return forVisitors(ctx, keyOf(ctx, community), async () => {
    const html = (await content()).replaceAll(marks, '')
    return pageToKeep(c, options, raw(html))
  })
}

/**
 * The page below its frame. Residents who are the same to the community share it: of one role, with the same answers, who know of
 * the same closed communities, blocked nobody and are blocked by nobody. What is new to this very viewer is put in afterwards.
 */
export async function pageFor(
  ctx: Context,
  community: Community,
  own: Own | null,
  parts: OwnParts,
  content: () => Promise<string>,
): Promise<string> {
  if (!own) return (await content()).replaceAll(marks, '')
  const alike = !own.blocks && !ctx.viewer?.helper && community.role !== 'invited'
  const key = `${keyOf(ctx, community)} ${isVerified(ctx)} ${JSON.stringify(own.texts)}`
  const html = await (alike ? forResidents(ctx, key, content) : content())
  const fresh = new Set(own.fresh)
  const mark = parts.marks?.html(ctx.language) ?? ''
  return html.replaceAll(marks, (_, id: string) => (fresh.has(id) ? mark : ''))
}

/** What of the page is the viewer's own. */
interface Own {
  blocks: boolean
  texts: (string | null)[]
  fresh: string[]
}

/**
 * Closed communities that the viewer may know of. Any of them may be named on the page of another one: as connected, as host, as
 * where words came from. Only who knows of the same ones reads the same page.
 */
function closedKnown({ viewer, now }: ViewerContext): SQL {
  return sql`(select string_agg(closed.id::text, ' ' order by closed.id) from (
    select community_id as id from memberships where resident_id = ${viewer.id} and ended is null
    union select community_id from invitations where resident_id = ${viewer.id} and answer is null
      and ends > ${now().toISOString()}::timestamptz) known
    join communities closed on closed.id = known.id and closed.access = 'besloten')`
}

/** The community at this address, and in the same question what of its page is the viewer's own. @throws NotFound */
export function communityWithOwn(
  ctx: Context,
  slug: string,
  { own = [], marks: news }: OwnParts,
): Promise<Community & { own: Own | null }> {
  const { viewer } = ctx
  if (!viewer) return communityBySlugWith(ctx, slug, sql`null as own`)
  const known: ViewerContext = { ...ctx, viewer }
  const id = sql`c.id`
  const texts = [closedKnown(known), ...own.map((part) => part(known, id))]
  return communityBySlugWith(
    ctx,
    slug,
    sql`json_build_object(
      'blocks', exists (select 1 from blocks where blocker_id = ${viewer.id} and lifted is null)
        or exists (select 1 from blocks where blocked_id = ${viewer.id} and lifted is null),
      'texts', array[${sql.join([sql`null::text`, ...texts], sql`, `)}],
      'fresh', ${news ? news.ids(known, id) : sql`'{}'::text[]`}) as own`,
  )
}
