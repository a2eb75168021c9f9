import type { JSX } from 'preact'
import { Door } from '../art/index.ts'
import type { Line, Words } from './types.ts'

/** One question per page, beside the door it is about. The cord grows with every answer. */
export const Question = (props: { line?: Line; seed?: number; children: Words }): JSX.Element => (
  <div class="question" data-line={props.line ?? 'sun'}>
    <div class="question__words stack">{props.children}</div>
    <div class="question__door" aria-hidden="true">
      <Door seed={props.seed ?? 54} beside="bare" />
    </div>
  </div>
)
