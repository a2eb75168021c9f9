/** Something that happened in a community within a stretch of time: one item a thing, for a digest. */
export interface News {
  /** Id of the community. */
  community: string
  kind: string
  /** Id of the thing. */
  id: string
  title: string
  href: string
  at: Date
  /** First name of who did it, as the reader may know it. */
  by: string | null
  /** How often it happened, such as the number of replies. */
  count: number
}
