import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { Store } from '../../platform/db/store.ts'
import { arrayOf, rows } from '../../platform/db/store.ts'

/** Milliseconds between looking whether another process added something. */
const lookEvery = 3_000

type Listener = () => void

/**
 * Who is waiting for replies in this process. One question for all conversations that somebody watches tells what another
 * process added; what this process adds is known at once.
 */
class Watch {
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #known = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #looking = false

  /** Calls back when something was added to a conversation. @returns how to stop. */
  add(ctx: Context, conversationId: string, seq: number, listener: Listener): () => void {
    const listeners = this.#listeners.get(conversationId) ?? new Set()
    this.#listeners.set(conversationId, listeners.add(listener))
    this.#known.set(conversationId, Math.max(seq, this.#known.get(conversationId) ?? 0))
    if (!this.#timer) {
      this.#timer = setInterval(() => void this.#look(ctx), lookEvery)
      this.#timer.unref()
    }
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      this.#listeners.delete(conversationId)
      this.#known.delete(conversationId)
      if (this.#listeners.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    }
  }

  announce(conversationId: string): void {
    for (const listener of this.#listeners.get(conversationId) ?? []) listener()
  }

  async #look(ctx: Context): Promise<void> {
    // A slow store is not asked again before it answered.
    if (this.#looking) return
    this.#looking = true
    try {
      const found = await rows<{ id: string; seq: number }>(
        ctx.services.store.db,
        sql`select id, last_seq as seq from conversations where id = any(${arrayOf(this.#listeners.keys(), 'uuid')})`,
      )
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

const watches = new WeakMap<Store, Watch>()

/** The watch over the conversations of this store. */
export function watchOf({ services: { store } }: Context): Watch {
  const watch = watches.get(store) ?? new Watch()
  watches.set(store, watch)
  return watch
}
