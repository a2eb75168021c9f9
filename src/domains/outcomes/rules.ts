/** How long what is told may be, in signs. */
export const longest = {
  worked: 2000,
  failed: 2000,
  lesson: 500,
  thanks: 500,
  story: 8000,
  alt: 300,
} as const

/** What goes with one story. */
export const most = { pictures: 4, documents: 30, thanked: 60 } as const
