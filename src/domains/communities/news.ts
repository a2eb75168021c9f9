/**
 * Something that happened in a community, for its members: one item for each thing and each person who did something to
 * it, so that whoever reads can be spared their own acts and those of people they blocked.
 */
export interface News {
  /** Id of the community. */
  community: string
  /** Such as `activity.planned`; the domain that gives it has the words. */
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
}
