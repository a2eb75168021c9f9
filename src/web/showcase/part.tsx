import type { JSX } from 'preact'
import type { Words } from '../components/index.ts'

/** A word that is too long for most places. */
export const LONG = 'Arbeidsongeschiktheidsverzekeringsmaatschappijenoverleg'

/** One kind of part, in all its states. */
export const Part = ({ name, children }: { name: string; children: Words }): JSX.Element => (
  <section class="specimen">
    <h3>{name}</h3>
    {children}
  </section>
)
