import type { Context } from '../../platform/context.ts'
import type { Language } from '../../platform/i18n.ts'

/**
 * Something that happened in a community, for its members: one item for each thing and each person who did something to
 * it, so that whoever reads can be spared their own acts and those of people they blocked.
 */
export interface News {
  /** Id of the community. */
  community: string
  /** Such as `activity.planned`; the domain that gives it has the words. `conversation` can be followed or kept quiet. */
  kind: string
  /** Id of the thing: what has the same kind and id is told as one. */
  id: string
  /** As people wrote it. Never where somebody lives, nor a meeting place. */
  title: string
  /** Path on this site. */
  href: string
  at: Date
  /** Who did it; null where nobody can be named. */
  by: string | null
  /** How often this person did it, such as replies. */
  count: number
  /** When it takes place, of what is planned. */
  starts?: Date
  /** Not for who is under eighteen. */
  adults?: boolean
}

/** A thing as a bundle tells it: the news of everybody about it, taken together. */
export interface NewsThing {
  kind: string
  id: string
  /** Each title once, newest first. */
  titles: readonly string[]
  count: number
  href: string
  at: Date
  starts: Date | undefined
}

/** What a domain gives to the bundles. */
export interface NewsSource {
  /**
   * What happened in these communities after `from`, until and including `to`; the newest of a kind, at most fifty for
   * each community. For members: the caller makes sure that only they read it.
   */
  since(ctx: Context, communityIds: readonly string[], from: Date, to: Date): Promise<News[]>
  /** A sentence about a thing; undefined for a kind of another domain. */
  say(language: Language, thing: NewsThing): string | undefined
}
