import type { Context } from '../../platform/context.ts'
import type { Language } from '../../platform/i18n.ts'

/**
 * Something that happened in a community, for its members: one item for each thing and each person who did something to
 * it, so that whoever reads can be spared their own acts and those of people they blocked.
 */
export interface News {
  /** Id of the community. */
  community: string
  /** Such as `activity.planned`; the domain that gives it has the words. */
  kind: string
  /** Id of the thing: what has the same id is told as one. */
  id: string
  /** As people wrote it. Never where somebody lives, nor a meeting place. */
  title: string
  /** Path on this site. */
  href: string
  at: Date
  /** Who did it; null where nobody can be named. To leave out what is one's own or of somebody blocked; not for showing. */
  by: string | null
  /** How often this person did it, such as replies. */
  count: number
  /** When it takes place, of what is planned. */
  starts?: Date
}

/** A thing as a bundle tells it: the news of everybody about it, taken together. */
export interface NewsThing {
  /** Each once, of the newest first. */
  kinds: readonly string[]
  id: string
  /** Each once, of the newest first. */
  titles: readonly string[]
  count: number
  href: string
  at: Date
  starts: Date | undefined
}

/** What a domain gives to the bundles. */
export interface NewsSource {
  /**
   * What happened in these communities after `from`, until and including `to`; at most fifty of each community. The caller
   * makes sure that only members read it.
   */
  since(ctx: Context, communityIds: readonly string[], from: Date, to: Date): Promise<News[]>
  /** A sentence about a thing; undefined for one of another domain. */
  say(language: Language, thing: NewsThing): string | undefined
}
