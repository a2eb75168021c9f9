import type { JSX } from 'preact'

/** A text with what went out of it and what came in, in reading order. The words for both are read out, not seen. */
export const Changes = (props: {
  pieces: readonly { kind: 'same' | 'out' | 'in'; words: string }[]
  out: string
  in: string
}): JSX.Element => (
  <div class="changes" dir="auto">
    {props.pieces.map(({ kind, words }) =>
      kind === 'same' ? (
        words
      ) : kind === 'out' ? (
        <del>
          <span class="visually-hidden">{props.out} </span>
          {words}
        </del>
      ) : (
        <ins>
          <span class="visually-hidden">{props.in} </span>
          {words}
        </ins>
      ),
    )}
  </div>
)
