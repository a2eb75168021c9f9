import { createHash } from 'node:crypto'

/** Chance that repeats itself: the same seed always throws the same. */
export class Dice {
  #state: number
  constructor(seed: number | string) {
    this.#state = typeof seed === 'number' ? seed : createHash('sha256').update(seed).digest().readInt32LE()
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from `low` up to and including `high`. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.next() * items.length)]
    if (item === undefined) throw new Error('Nothing to pick from')
    return item
  }

  /** `count` different items, or all when there are fewer. */
  some<Item>(items: readonly Item[], count: number): Item[] {
    const left = [...items]
    const taken: Item[] = []
    while (taken.length < count && left.length > 0) {
      taken.push(...left.splice(Math.floor(this.next() * left.length), 1))
    }
    return taken
  }

  /** An index, each as likely as its weight says. `total` is the sum of the weights. */
  weighted(weights: readonly number[], total: number): number {
    let left = this.next() * total
    for (const [index, weight] of weights.entries()) {
      left -= weight
      if (left < 0) return index
    }
    return weights.length - 1
  }

  uuid(): string {
    const hex = Array.from({ length: 8 }, () => this.whole(0, 0xffff).toString(16).padStart(4, '0')).join('')
    return shapeUuid(hex)
  }
}

/** The same identifier for the same words, always: how a persona is found again. */
export function idOf(words: string): string {
  return shapeUuid(createHash('sha256').update(words).digest('hex').slice(0, 32))
}

/** Version 8 of RFC 9562: made by a rule of our own. */
function shapeUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
