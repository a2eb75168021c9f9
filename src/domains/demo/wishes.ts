import { sql } from 'drizzle-orm'
import { after, day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import { Dice } from './dice.ts'
import type { Person } from './people.ts'

/** An ambition with how loved it is, for making up wishes. */
export interface Wishable {
  id: number
  slug: string
  label: string
  themes: number[]
}

/** Ambitions that can be wished: the leaves of the tree, in a fixed order. */
export async function readWishables(ctx: Context): Promise<Wishable[]> {
  return rows<Wishable>(
    ctx.db,
    sql`select c.id, c.slug, t.text as label,
        array(select to_id from concept_relations n where n.from_id = c.id and n.kind = 'needs' order by to_id) as themes
      from concepts c join concept_texts t on t.concept_id = c.id and t.kind = 'pref' and t.language = 'nl'
      where c.scheme = 'ambition' and c.status = 'accepted'
        and exists (select 1 from concept_relations b where b.from_id = c.id and b.kind = 'broader')
      order by c.slug`,
  )
}

/**
 * How wishes lie over a town, as in life: a few are loved everywhere (a Zipf law), and each buurt has its own taste,
 * so that some wishes cluster and others are nowhere to be found.
 */
export class Tastes {
  readonly #wishables: readonly Wishable[]
  readonly #loved: number[]
  readonly #byBuurt = new Map<number | null, { weights: number[]; total: number }>()
  readonly #seed: number

  constructor(wishables: readonly Wishable[], seed: number) {
    this.#wishables = wishables
    this.#seed = seed
    const order = new Dice(`taste:${seed}`).some(
      wishables.map((_, index) => index),
      wishables.length,
    )
    this.#loved = Array.from({ length: wishables.length }, () => 0)
    for (const [rank, index] of order.entries()) this.#loved[index] = 1 / (rank + 3)
  }

  /** Some wishes of somebody in this buurt: one to four, seldom more. */
  wishesIn(buurtId: number | null, dice: Dice): Wishable[] {
    const count = dice.chance(0.15) ? 0 : 1 + Math.floor(dice.next() * dice.next() * 5)
    const { weights, total } = this.#tasteOf(buurtId)
    const chosen = new Set<number>()
    for (let n = 0; n < count; n++) chosen.add(dice.weighted(weights, total))
    return [...chosen].map((index) => this.#wishables[index]!)
  }

  /** One wish that fits this buurt, to found a community for. */
  oneIn(buurtId: number | null, dice: Dice): Wishable {
    const { weights, total } = this.#tasteOf(buurtId)
    return this.#wishables[dice.weighted(weights, total)]!
  }

  #tasteOf(buurtId: number | null): { weights: number[]; total: number } {
    const known = this.#byBuurt.get(buurtId)
    if (known) return known
    const dice = new Dice(`buurt:${this.#seed}:${buurtId}`)
    const weights = this.#loved.map((love) => {
      const liking = dice.next()
      return love * (liking < 0.35 ? 0 : liking < 0.9 ? liking : 8)
    })
    const taste = { weights, total: weights.reduce((sum, weight) => sum + weight, 0) }
    this.#byBuurt.set(buurtId, taste)
    return taste
  }
}

/** A made-up wish before it is written. */
export interface Wish {
  person: Person
  wishable: Wishable
  dream: string
  /** Of a persona: since when, so that their story fits. They can always be found. */
  daysAgo?: number
}

/** Writes wishes. Four in five may be found on them. */
export async function writeWishes(ctx: Context, wishes: readonly Wish[], dice: Dice): Promise<void> {
  await insertRows(
    ctx.db,
    'wishes',
    {
      resident_id: 'uuid',
      concept_id: 'int',
      dream: 'text',
      reach: 'text',
      findable: 'boolean',
      since: 'timestamptz',
    },
    wishes.map(({ person, wishable, dream, daysAgo }) => ({
      resident_id: person.id,
      concept_id: wishable.id,
      dream,
      reach: dice.pick(['street', 'buurt', 'buurt', 'wijk', '500', '1000']),
      findable: dice.chance(0.8) || daysAgo !== undefined,
      since: after(ctx.now(), -(daysAgo ?? dice.whole(1, 600)) * day).toISOString(),
    })),
  )
}
