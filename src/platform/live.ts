import type { Context } from './context.ts'
import type { Store } from './db/store.ts'

/** Milliseconds between looking whether another process added something. */
const lookEvery = 3_000

type Listener = () => void

/** Asks the store for the number of the newest part of each of these; those that are gone are left out. */
export type Newest = (ctx: Context, ids: readonly string[]) => Promise<{ id: string; seq: number }[]>

/**
 * Who is waiting in this process for what is added to things of one kind, whose parts are numbered. One question for all that
 * somebody watches tells what another process added; what this process adds is known at once.
 */
class Watch {
  readonly #newest: Newest
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #known = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #looking = false

  constructor(newest: Newest) {
    this.#newest = newest
  }

  /** Calls back when something was added to this one. @returns how to stop. */
  add(ctx: Context, id: string, seq: number, listener: Listener): () => void {
    const listeners = this.#listeners.get(id) ?? new Set()
    this.#listeners.set(id, listeners.add(listener))
    this.#known.set(id, Math.max(seq, this.#known.get(id) ?? 0))
    if (!this.#timer) {
      this.#timer = setInterval(() => void this.#look(ctx), lookEvery)
      this.#timer.unref()
    }
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      this.#listeners.delete(id)
      this.#known.delete(id)
      if (this.#listeners.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    }
  }

  announce(id: string): void {
    for (const listener of this.#listeners.get(id) ?? []) listener()
  }

  async #look(ctx: Context): Promise<void> {
    // A slow store is not asked again before it answered.
    if (this.#looking) return
    this.#looking = true
    try {
      const { services } = ctx
      const found = await this.#newest({ ...ctx, db: services.store.db }, [...this.#listeners.keys()])
      for (const { id, seq } of found) {
        if (seq <= (this.#known.get(id) ?? seq)) continue
        this.#known.set(id, seq)
        this.announce(id)
      }
    } catch {
      // The next round asks again; a page that is loaded anew shows everything.
    } finally {
      this.#looking = false
    }
  }
}

/** The watch over things of one kind, one for each store. */
export function watching(newest: Newest): (ctx: Context) => Watch {
  const watches = new WeakMap<Store, Watch>()
  return ({ services: { store } }) => {
    const watch = watches.get(store) ?? new Watch(newest)
    watches.set(store, watch)
    return watch
  }
}

export type { Watch }
