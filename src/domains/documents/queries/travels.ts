import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import type { Document } from '../document.ts'
import { mayRead } from '../visible.ts'

/** Where a copy came from, as far as the viewer may know it. */
export interface Origin {
  /** Absent where the viewer may not read it, or it is there no more. */
  document: { id: string; title: string } | undefined
  /** Absent where the viewer may not know of the community. */
  community: { slug: string; name: string } | undefined
  adopted: Date
  adapted: boolean
  report: string
  reported: Date | undefined
}

/** Where this came from; undefined for what was written here. */
export async function originOf(ctx: Context, document: Document): Promise<Origin | undefined> {
  const found = await row<{
    id: string | null
    title: string | null
    slug: string | null
    name: string | null
    adopted: Date
    adapted: boolean
    report: string
    reported: Date | null
  }>(
    ctx.db,
    // The community is named where the viewer may read what came from it: that it has this at all may be for members.
    sql`select o.id, o.title, o.slug, o.name, a.adopted, a.adapted is not null as adapted, a.report, a.reported
        from adoptions a
        left join lateral (select d.id, d.title, c.slug, c.name from documents d join communities c on c.id = d.community_id
          where d.id = a.from_id and ${mayRead(ctx)}) o on true
        where a.to_id = ${document.id}`,
  )
  if (!found) return undefined
  const { id, title, slug, name, reported } = found
  return {
    document: id && title ? { id, title } : undefined,
    community: slug && name ? { slug, name } : undefined,
    adopted: new Date(found.adopted),
    adapted: found.adapted,
    report: found.report,
    reported: reported ? new Date(reported) : undefined,
  }
}

/** A community that took a document over, and what came back. */
export interface Journey {
  /** Absent where the viewer may not know that it is there. */
  to: { documentId: string; slug: string; name: string } | undefined
  adapted: boolean
  report: string
}

/** Journeys that a page shows; of more only the number is told. */
const mostShown = 20

/** Where a document travelled: which communities, how many there are in all, and what they told. */
export interface Travels {
  /** Those with a name or a report, those that told something first, then the newest. */
  shown: Journey[]
  /** Communities beyond those, that stay nameless. */
  others: number
}

/**
 * Where this went from here. A community is named only to whoever may read its copy; any other is counted as one, without
 * when it was: that could tell which. What a nameless one told is shown in its words.
 */
export async function travelsOf(ctx: Context, document: Document): Promise<Travels> {
  const found = await rows<{
    documentId: string | null
    slug: string | null
    name: string | null
    adapted: boolean
    report: string
    total: number
  }>(
    ctx.db,
    sql`with gone as (
          select a.*, t.id as "documentId", t.slug, t.name, count(*) over ()::int as total
          from adoptions a join documents kept on kept.id = a.to_id and kept.withdrawn is null
          left join lateral (select d.id, c.slug, c.name from documents d join communities c on c.id = d.community_id
            where d.id = a.to_id and ${mayRead(ctx)}) t on true
          where a.from_id = ${document.id})
        select "documentId", slug, name, slug is not null and adapted is not null as adapted, report, total from gone
        order by report <> '' desc, slug is null, case when slug is null then null else adopted end desc, to_id
        limit ${mostShown}`,
  )
  const shown = found
    .filter(({ slug, report }) => slug !== null || report !== '')
    .map(({ documentId, slug, name, adapted, report }) => ({
      to: documentId && slug && name ? { documentId, slug, name } : undefined,
      adapted,
      report,
    }))
  return { shown, others: (found[0]?.total ?? 0) - shown.length }
}
