import type { JSX } from 'preact'
import type { Words } from './types.ts'

/** A story in columns, opening with a large letter. Its children are paragraphs. */
export const Story = ({ children }: { children: Words }): JSX.Element => <div class="story">{children}</div>

/** What others may learn from it. */
export const Lesson = ({ title, children }: { title: Words; children: Words }): JSX.Element => (
  <p class="lesson">
    <b>{title}</b>
    {children}
  </p>
)
