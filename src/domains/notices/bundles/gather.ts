import type { Context } from '../../../platform/context.ts'
import type { News, NewsSource } from '../../communities/index.ts'

/** Communities whose news is asked for at once. */
const atOnce = 500

/** Items that are kept: some tens of megabytes. When there are more, the oldest are asked for again. */
const mostKept = 100_000

/**
 * The news of communities in one stretch of time, asked for once and kept while residents have their turn: neighbours
 * belong to the same communities.
 */
export class GatheredNews {
  readonly #sources: readonly NewsSource[]
  readonly #from: Date
  readonly #to: Date
  readonly #most: number
  readonly #kept = new Map<string, News[]>()
  #items = 0
  /** How many communities were asked for, the same one more than once where it had to make room. */
  asked = 0

  constructor(sources: readonly NewsSource[], from: Date, to: Date, most = mostKept) {
    this.#sources = sources
    this.#from = from
    this.#to = to
    this.#most = most
  }

  /** Makes sure that these are there; what is kept of others may go. */
  async load(ctx: Context, communityIds: Iterable<string>): Promise<void> {
    const wanted = new Set(communityIds)
    const missing = [...wanted].filter((id) => !this.#kept.has(id))
    for (let start = 0; start < missing.length; start += atOnce) {
      const some = missing.slice(start, start + atOnce)
      this.asked += some.length
      const found = new Map<string, News[]>(some.map((id) => [id, []]))
      for (const source of this.#sources) {
        for (const news of await source.since(ctx, some, this.#from, this.#to))
          found.get(news.community)?.push(news)
      }
      for (const [id, news] of found) this.#keep(id, news)
    }
    this.#makeRoom(wanted)
  }

  of(communityId: string): readonly News[] {
    return this.#kept.get(communityId) ?? []
  }

  #keep(id: string, news: News[]): void {
    this.#kept.set(id, news)
    this.#items += news.length + 1
  }

  #makeRoom(wanted: ReadonlySet<string>): void {
    for (const [id, news] of this.#kept) {
      if (this.#items <= this.#most) return
      if (wanted.has(id)) continue
      this.#kept.delete(id)
      this.#items -= news.length + 1
    }
  }
}
