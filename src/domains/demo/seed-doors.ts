import { sql } from 'drizzle-orm'
import { after, day, hour, onTheWall, week } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { closesAt } from '../latchstrings/index.ts'
import { idOf } from './dice.ts'
import type { Person } from './people.ts'
import type { People, Town } from './town.ts'

/** From door to door: an open door in the street of Samira, what is asked and offered, and somebody who wants to meet her. */
export async function writeDoors(ctx: Context, town: Town, people: People): Promise<void> {
  const samira = people.persona.get('samira')
  if (!samira) return
  const personas = new Set(people.persona.values())
  const around = people.all.filter(
    (person) =>
      !personas.has(person) &&
      person.level !== 'applicant' &&
      person.adult &&
      !person.isProtected &&
      person.home.wijkId === samira.home.wijkId &&
      person.home.cell !== null,
  )
  await openADoor(ctx, town, around)
  await askAndOffer(ctx, town, people, around)
  await introduceTo(ctx, samira, around)
}

async function openADoor(ctx: Context, town: Town, around: readonly Person[]): Promise<void> {
  const { street, words } = town.doors.latchstring
  const opener = around.find(({ home }) => home.street === street && home.streetId !== null)
  if (!opener) return
  await ctx.db.execute(
    sql`insert into latchstrings (id, resident_id, words, reach, cell, street_ids, opened, ends)
        values (${idOf('latchstring')}, ${opener.id}, ${words}, 'street', ${opener.home.cell}::bigint,
          array[${opener.home.streetId}::int], ${ctx.now().toISOString()}, ${closesAt(ctx.now(), 180).toISOString()})`,
  )
}

async function askAndOffer(
  ctx: Context,
  town: Town,
  people: People,
  around: readonly Person[],
): Promise<void> {
  for (const [n, { side, kind, words, persona, to }] of town.doors.exchanges.entries()) {
    const who = persona ? people.persona.get(persona) : around[(n * 7) % around.length]
    if (!who) continue
    const id = idOf(`exchange:${n}`)
    const posted = after(ctx.now(), -(n % 12) * day - hour)
    await ctx.db.execute(
      sql`insert into exchanges (id, side, kind, words, resident_id, posted, ends, shown)
          values (${id}, ${side}, ${kind}, ${words}, ${who.id}, ${posted.toISOString()}, ${after(posted, 4 * week).toISOString()},
            ${side === 'ask' && !to ? posted.toISOString() : null})`,
    )
    const asked = to && people.persona.get(to)
    if (!asked) continue
    // Posted lately, so that there is still time to answer.
    await ctx.db.execute(
      sql`insert into exchange_turns (id, ask_id, offer_id, resident_id, asked)
          select ${idOf(`turn:${n}`)}::uuid, ${id}::uuid, o.id, o.resident_id, ${after(ctx.now(), -hour).toISOString()}::timestamptz
          from exchanges o where o.resident_id = ${asked.id} and o.side = 'offer' and o.kind = ${kind} limit 1`,
    )
  }
}

/** Samira takes part, and this month somebody nearby said yes already. */
async function introduceTo(ctx: Context, samira: Person, around: readonly Person[]): Promise<void> {
  const other = around.find(({ home }) => home.street !== samira.home.street)
  if (!other) return
  const since = after(ctx.now(), -5 * week).toISOString()
  for (const person of [samira, other])
    await ctx.db.execute(
      sql`insert into hello_terms (id, resident_id, since) values (${idOf(`hello-term:${person.id}`)}, ${person.id}, ${since})`,
    )
  const id = idOf('hello')
  const month = onTheWall(ctx.now()).toPlainDate().with({ day: 1 }).toString()
  const made = after(ctx.now(), -day)
  await ctx.db.execute(
    sql`insert into hellos (id, month, made, ends)
        values (${id}, ${month}::date, ${made.toISOString()}, ${after(made, week).toISOString()})`,
  )
  await ctx.db.execute(
    sql`insert into hello_people (hello_id, resident_id, month, answer, answered, note)
        values (${id}, ${samira.id}, ${month}::date, null, null, null),
          (${id}, ${other.id}, ${month}::date, 'yes', ${made.toISOString()}, 'Zondag om elf uur, bij de plataan op het Kerkplein?')`,
  )
}
