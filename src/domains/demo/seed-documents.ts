import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { after, day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { keepFile } from '../../platform/files/index.ts'
import { addDocument, adoptDocument, changeStep, reportBack, saveDocument } from '../documents/index.ts'
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { idOf } from './dice.ts'

/** The id of a document of the demo, by its key in `documents.json`: always the same one. */
export function documentId(key: string): string {
  return idOf(`document:${key}`)
}

interface Tick {
  /** Of a plan that was taken over: which of its parts. */
  part?: string
  step: number
  persona: string
  deed: 'tick' | 'take'
}

/** What people of the demo town write down, keep or take over, as it stands in `documents.json`. */
interface Written {
  key: string
  community: string
  /** Somebody of the town; the manager when left out. */
  persona?: string
  kind?: 'page' | 'checklist' | 'file' | 'plan'
  plan?: string
  title?: string
  text?: string
  steps?: string[]
  file?: string
  content?: string
  shownTo?: 'members' | 'readers'
  known?: 'own' | 'heard' | 'official' | 'research'
  by?: 'other'
  author?: string
  source?: string
  link?: string
  licence?: 'name' | 'share' | 'free'
  daysAgo: number
  edits?: { persona: string; daysAgo: number; text: string }[]
  ticks?: Tick[]
  /** Taken over from the document with this key, and how it went. */
  adopts?: string
  report?: string
  /** It goes with the story of a community that ended. */
  story?: boolean
}

/** Lets people of the demo town write things down, by the very actions that people use. */
export async function writeDocuments(ctx: Context, folder: string): Promise<void> {
  const written = JSON.parse(await readFile(join(folder, 'documents.json'), 'utf8')) as Written[]
  for (const one of written) await write(ctx, one)
  await thank(ctx)
}

async function write(ctx: Context, one: Written): Promise<void> {
  const community = await row<{ id: string; slug: string; state: string; manager: string }>(
    ctx.db,
    sql`select c.id, c.slug, c.state, t.resident_id as manager from communities c
        join manager_terms t on t.community_id = c.id and t.ended is null where c.id = ${idOf(`community:${one.community}`)}`,
  )
  if (!community) throw new Error(`${one.community} is not in the demo town`)
  const by = (persona: string | undefined, daysAgo: number) =>
    as(ctx, persona ? idOf(`persona:${persona}`) : community.manager, daysAgo)
  // What rests or ended by now was awake when this was written.
  await ctx.db.execute(sql`update communities set state = 'active' where id = ${community.id}`)
  const writer = await by(one.persona, one.daysAgo)
  const id = documentId(one.key)
  if (one.adopts) {
    const adoption = { id, slug: community.slug, shownTo: 'readers' as const }
    await adoptDocument(writer, documentId(one.adopts), adoption)
    if (one.report) await reportBack(await by(one.persona, one.daysAgo - 30), id, one.report)
  } else await add(writer, one, id, community.id)
  for (const [n, { persona, daysAgo, text }] of (one.edits ?? []).entries())
    await saveDocument(await by(persona, daysAgo), id, { base: n + 1, title: one.title ?? '', body: text })
  for (const tick of one.ticks ?? [])
    await ticked(ctx, await by(tick.persona, Math.min(3, one.daysAgo)), id, tick)
  await ctx.db.execute(sql`update communities set state = ${community.state} where id = ${community.id}`)
  if (one.story)
    await ctx.db.execute(
      sql`insert into outcome_documents (outcome_id, document_id, place)
          select o.id, ${id}::uuid, (select count(*) from outcome_documents l where l.outcome_id = o.id)
          from outcomes o where o.community_id = ${community.id} and o.concept_id is null`,
    )
}

async function add(ctx: ViewerContext, one: Written, id: string, communityId: string): Promise<void> {
  const { kind = 'page', title = '', text = '', steps = [] } = one
  const bytes = new TextEncoder().encode(one.content ?? '')
  const fileId = one.file ? await keepFile(ctx, { bytes, name: one.file, type: 'text/plain' }) : undefined
  await addDocument(ctx, {
    id,
    communityId,
    kind,
    title,
    body: kind === 'checklist' ? `${text}\n\n${steps.map((step) => `- [ ] ${step}`).join('\n')}` : text,
    planId: one.plan && documentId(one.plan),
    fileId,
    shownTo: one.shownTo ?? 'readers',
    about: {
      byMe: one.by !== 'other',
      author: one.author ?? '',
      source: one.source ?? '',
      link: one.link ?? '',
      written: '',
      licence: one.licence ?? 'name',
      licenceWords: '',
      known: one.known ?? 'own',
    },
  })
}

async function ticked(
  ctx: Context,
  who: ViewerContext,
  id: string,
  { part, step, deed }: Tick,
): Promise<void> {
  const [found] = await rows<{ document: string; step: string }>(
    ctx.db,
    sql`select d.id as document, s.id as step from documents d join document_steps s on s.document_id = d.id
        where ${part ? sql`d.plan_id = ${id} and d.title = ${part}` : sql`d.id = ${id}`} and s.place = ${step}`,
  )
  if (found) await changeStep(who, found.document, found.step, deed)
}

/** Those who told how the crossing came about thank two who helped; one of them answered. */
async function thank(ctx: Context): Promise<void> {
  for (const [persona, answer] of [
    ['henk', 'named'],
    ['marja', null],
  ] as const)
    await ctx.db.execute(
      sql`insert into outcome_thanks (id, outcome_id, resident_id, given, answer, answered)
          select ${idOf(`thanks:${persona}`)}::uuid, o.id, ${idOf(`persona:${persona}`)}::uuid, o.told, ${answer}::text,
            case when ${answer}::text is null then null else o.told end
          from outcomes o where o.community_id = ${idOf('community:oversteek-vlierschool')} and o.concept_id is null
            and o.told_by is distinct from ${idOf(`persona:${persona}`)}`,
    )
}

/** Somebody of the town as they were so many days ago. */
async function as(ctx: Context, residentId: string, daysAgo: number): Promise<ViewerContext> {
  const viewer = await loadViewer(ctx, residentId)
  if (!viewer) throw new Error('There is no such resident')
  const then = after(ctx.now(), -daysAgo * day)
  return { ...ctx, viewer, now: () => then }
}
