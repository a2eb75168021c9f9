/** The cord, doors, and things that hang from it. */
import type { JSX } from 'preact'
import { Columns, Door, Scene, Thing, ThreeLines } from '../components/index.ts'
import { Part } from './part.tsx'

/** Every drawing that stands beside words. */
export const Drawings = (): JSX.Element => (
  <>
    <Part name="Deuren en dingen">
      <p>Het touwtje begint bij een brievenbus. Bij elke kop zit een lus. Aan het eind hangt een kraal.</p>
      <div class="specimens">
        <Thing name="letterbox" />
        <Thing name="loop" />
        <Thing name="bead" />
        <Thing name="mark" />
        {(['kite', 'flag', 'lamp', 'kite-large', 'flag-large', 'lamp-large'] as const).map((name) => (
          <span data-line={{ k: 'sun', f: 'sky', l: 'plum' }[name[0]!]}>
            <Thing name={name} />
          </span>
        ))}
        {[1, 2, 3, 5, 8].map((seed) => (
          <Door seed={seed} />
        ))}
        <Door seed={3} beside="flag" />
        <Door seed={5} beside="lamp" />
        <Door seed={5} cord />
      </div>
      <ThreeLines
        lines={[
          { heading: 'Ambities', text: 'Wat je graag wilt.' },
          { heading: 'Ambassadeurs', text: 'Buren die jullie plek het best kennen.' },
          { heading: 'Autoriteiten', text: 'Buren die ergens veel van weten.' },
        ]}
      />
    </Part>
    <Columns>
      <Scene name="open-door" />
      <Scene name="crossing" />
    </Columns>
  </>
)
