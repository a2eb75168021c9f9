import type { JSX } from 'preact'

interface Leaf {
  href: string
  label: string
  current?: boolean
}

/** Leafing through a list that does not fit on one page. */
export const Pager = (props: {
  label: string
  previous?: Leaf
  pages?: readonly Leaf[]
  next?: Leaf
}): JSX.Element => (
  <nav aria-label={props.label}>
    <ul class="pager">
      {[props.previous, ...(props.pages ?? []), props.next].map(
        (leaf) =>
          leaf && (
            <li>
              <a
                href={leaf.href}
                aria-current={leaf.current ? 'page' : undefined}
                rel={leaf === props.previous ? 'prev' : leaf === props.next ? 'next' : undefined}
              >
                {leaf.label}
              </a>
            </li>
          ),
      )}
    </ul>
  </nav>
)
