import type { JSX } from 'preact'

/** What a resident wrote in Markdown. `html` was made safe when it was stored (`platform/markdown.ts`). */
export const Written = ({ html }: { html: string }): JSX.Element => (
  <div class="written" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
)
