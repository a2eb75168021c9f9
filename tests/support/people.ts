import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { readConfig } from '../../src/platform/config.ts'
import { systemContext, type Context, type Services } from '../../src/platform/context.ts'
import { keysFrom } from '../../src/platform/crypto.ts'
import { row, rows, type Store } from '../../src/platform/db/store.ts'
import { newId } from '../../src/platform/ids.ts'
import type { FileStore } from '../../src/platform/files/index.ts'
import type { Mail } from '../../src/platform/mail.ts'
import { planActivity } from '../../src/domains/activities/index.ts'
import { putInVault, subscriptions } from '../../src/domains/identity/index.ts'
import {
  createResident,
  loadViewer,
  setLevel,
  type Level,
  type ResidentPlace,
  type ViewerContext,
} from '../../src/domains/residents/index.ts'

/** What a process has, around the store of a test: a clock that stands still until moved, and mail that is kept. */
export interface TestServices extends Services {
  /** Lets time pass, in milliseconds. */
  pass(milliseconds: number): void
  readonly sent: Mail[]
}

/** A file store that is gone with the test. */
export function memoryFiles(): FileStore {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  return {
    async put(key, bytes) {
      kept.set(key, new Uint8Array(bytes))
    },
    get: async (key) => kept.get(key),
    async remove(key) {
      kept.delete(key)
    },
  }
}

export const testOrigin = 'http://localhost:3000'

export function testServices(store: Store, start = new Date('2026-05-14T10:00:00Z')): TestServices {
  let now = start
  const sent: Mail[] = []
  return {
    store,
    config: readConfig({
      DHZ_ORIGIN: testOrigin,
      DHZ_REQUESTS_PER_MINUTE: '0',
      DHZ_REGISTER_KEY: Buffer.alloc(32, 'only in tests ').toString('base64'),
    }),
    keys: keysFrom('a secret that is only used in tests'),
    clock: { now: () => now },
    log: pino({ enabled: false }),
    mailer: {
      async send(mail) {
        sent.push(mail)
      },
    },
    files: memoryFiles(),
    wake: () => {},
    sent,
    pass(milliseconds) {
      now = new Date(now.getTime() + milliseconds)
    },
  }
}

/** A visitor whom nobody knows. */
export function visitor(services: Services): Context {
  return systemContext(services)
}

export interface NewResident {
  name?: string
  level?: Level
  adult?: boolean
  place?: Partial<ResidentPlace>
}

/** Makes a resident as the program itself does; verified unless said otherwise. */
export async function newResident(ctx: Context, given: NewResident = {}): Promise<string> {
  const { name = 'Buur', level = 'verified', adult = true, place } = given
  const id = newId()
  const nowhere: ResidentPlace = { streetId: null, buurtId: null, wijkId: null, gemeenteId: null, cell: null }
  await createResident(ctx, { id, displayName: name, language: 'nl', adult, place: { ...nowhere, ...place } })
  if (level !== 'applicant') {
    // What stands for it, so that looking again at the level finds the same.
    await ctx.db.execute(
      sql`insert into proofs (id, resident_id, kind, proves_address, proves_person, given)
          values (${newId()}, ${id}, 'command', true, ${level === 'assured'}, ${ctx.now().toISOString()})`,
    )
    await setLevel(ctx, id, level, 'test')
  }
  return id
}

/** The context in which this resident asks, who has just shown who they are. */
export async function as(ctx: Context, residentId: string): Promise<ViewerContext> {
  const viewer = await loadViewer(ctx, residentId)
  if (!viewer) throw new Error('There is no such resident')
  return { ...ctx, viewer: { ...viewer, confirmed: ctx.now() } }
}

/** A new resident and the context in which they ask. */
export async function newViewer(ctx: Context, given: NewResident = {}): Promise<ViewerContext> {
  return as(ctx, await newResident(ctx, given))
}

/** An area and the path down to it, made when it is not there yet. */
export async function newArea(
  ctx: Context,
  area: { kind: string; code: string; name: string; parent?: number; lat?: number; lon?: number },
): Promise<number> {
  const made = await row<{ id: number }>(
    ctx.db,
    sql`insert into areas (kind, code, year, name, place, search, parent_id, path, lat, lon)
        values (${area.kind}, ${area.code}, 2025, ${area.name}, ${area.kind === 'street' ? 'Ravenhorst' : null},
          ${area.name.toLowerCase()}, ${area.parent ?? null}, '', ${area.lat ?? null}, ${area.lon ?? null})
        returning id`,
  )
  const { id } = made!
  await ctx.db.execute(
    sql`update areas set path = coalesce((select path from areas where id = ${area.parent ?? null}), '') || ${`${id}/`}
        where id = ${id}`,
  )
  return id
}

/** A small town: a gemeente with two wijken, in the first two buurten, in the first of those a street. */
export interface Town {
  gemeente: number
  wijk: number
  otherWijk: number
  buurt: number
  otherBuurt: number
  street: number
  /** Where somebody in that street lives. */
  home: ResidentPlace
  /** Where somebody in the other wijk lives. */
  away: ResidentPlace
}

let towns = 0

export async function newTown(ctx: Context): Promise<Town> {
  towns += 1
  const n = String(towns).padStart(4, '0')
  const gemeente = await newArea(ctx, {
    kind: 'gemeente',
    code: `GM${n}`,
    name: `Ravenhorst ${n}`,
    lat: 52.3,
    lon: 5.2,
  })
  const wijk = await newArea(ctx, {
    kind: 'wijk',
    code: `WK${n}01`,
    name: 'Oost',
    parent: gemeente,
    lat: 52.3,
    lon: 5.2,
  })
  const otherWijk = await newArea(ctx, { kind: 'wijk', code: `WK${n}02`, name: 'West', parent: gemeente })
  const buurt = await newArea(ctx, {
    kind: 'buurt',
    code: `BU${n}0101`,
    name: 'Kerkpleinbuurt',
    parent: wijk,
    lat: 52.301,
    lon: 5.201,
  })
  const otherBuurt = await newArea(ctx, { kind: 'buurt', code: `BU${n}0102`, name: 'Singel', parent: wijk })
  const street = await newArea(ctx, {
    kind: 'street',
    code: `BU${n}0101:lijnbaan`,
    name: 'Lijnbaan',
    parent: buurt,
    lat: 52.301,
    lon: 5.201,
  })
  return {
    gemeente,
    wijk,
    otherWijk,
    buurt,
    otherBuurt,
    street,
    home: {
      streetId: street,
      buurtId: buurt,
      wijkId: wijk,
      gemeenteId: gemeente,
      cell: '622236750694711295',
    },
    away: {
      streetId: null,
      buurtId: null,
      wijkId: otherWijk,
      gemeenteId: gemeente,
      cell: '622236750694711295',
    },
  }
}

/** An accepted concept with a Dutch label. */
export async function newConcept(
  ctx: Context,
  concept: { scheme: 'ambition' | 'theme'; slug: string; label: string; sensitive?: boolean },
): Promise<number> {
  const now = ctx.now().toISOString()
  const made = await row<{ id: number }>(
    ctx.db,
    sql`insert into concepts (scheme, slug, sensitive, created, changed)
        values (${concept.scheme}, ${concept.slug}, ${concept.sensitive ?? false}, ${now}, ${now}) returning id`,
  )
  const { id } = made!
  await ctx.db.execute(
    sql`insert into concept_texts (concept_id, language, kind, text, search, stems)
        values (${id}, 'nl', 'pref', ${concept.label}, ${concept.label.toLowerCase()}, to_tsvector('dutch', ${concept.label}))`,
  )
  return id
}

/** Something in person that this member plans in a community. */
export function newMeeting(
  ctx: ViewerContext,
  communityId: string,
  plan: { starts: Date; title?: string; place?: string },
): Promise<string> {
  return planActivity(ctx, { communityId, title: 'Soep', place: 'Plein', ...plan })
}

/** Lets a resident live somewhere else. */
export async function moveTo(ctx: Context, residentId: string, place: ResidentPlace): Promise<void> {
  await ctx.db.execute(
    sql`update residents set street_id = ${place.streetId}, buurt_id = ${place.buurtId}, wijk_id = ${place.wijkId},
          gemeente_id = ${place.gemeenteId}, cell = ${place.cell}::bigint where id = ${residentId}`,
  )
}

/** Puts a resident in the vault with this mail address, so that mail reaches them. */
export async function withMail(who: ViewerContext, mail: string): Promise<void> {
  const address = {
    street: 'Lijnbaan',
    number: 1,
    letter: '',
    addition: '',
    postcode: '9990AA',
    place: 'Ravenhorst',
  }
  await putInVault(who, who.viewer.id, { name: who.viewer.displayName, mail, address })
}

/** Sends the mail that waits, as the worker does. */
export async function deliverMail(ctx: Context): Promise<void> {
  const deliver = subscriptions.find(({ fact }) => fact === 'identity.mail-asked')
  const waiting = await rows<{ id: string }>(ctx.db, sql`select id from sealed_mail order by created`)
  for (const { id } of waiting) await deliver?.handle(ctx, { sealed: id } as never)
}
