/**
 * Every part in every state, for those who build pages. Only served in development, so its sample
 * words stand here and not in the catalogue.
 */
import type { JSX } from 'preact'
import { End, Opener, Stop, Street } from '../components/index.ts'
import { Civic } from './civic.tsx'
import { Drawings } from './drawings.tsx'
import { Forms } from './forms.tsx'
import { Meeting } from './meeting.tsx'
import { Pieces } from './pieces.tsx'
import { RightToLeft } from './right-to-left.tsx'

/** What stands inside the frame of the page. */
export const Showcase = (): JSX.Element => (
  <>
    <Opener heading="Onderdelen" lede="Elk ding in elke stand. Zo ziet het eruit, zo voelt het." />
    <Stop line="sun" id="forms" heading="Vragen en knoppen" letterbox>
      <Forms />
    </Stop>
    <Stop line="sky" id="pieces" heading="Stukken" sign="flag">
      <Pieces />
    </Stop>
    <Stop
      line="plum"
      id="civic"
      heading="Samen"
      sign="lamp"
      rubric="Rubriek"
      lede="De delen die met buren en besluiten te maken hebben."
    >
      <Civic />
      <Meeting />
    </Stop>
    <Stop line="door" id="art" heading="Touw, deuren en dingen" sign="kite">
      <Drawings />
    </Stop>
    <Stop line="sun" id="side" heading="Kop opzij" side rubric="Halte">
      <p>Op een breed scherm staat de kop naast de tekst.</p>
    </Stop>
    <Stop line="sky" id="folds" heading="Vouwt op een telefoon" side folds>
      <p>Op een breed scherm altijd open. Op een telefoon pas na een tik.</p>
    </Stop>
    <RightToLeft />
    <Stop line="plum" id="streets" heading="Straten">
      <p>Zeven karakters. Elke plek heeft haar eigen rij.</p>
    </Stop>
    {[0, 1, 2, 3, 4, 5, 6].map((seed) => (
      <Street of={seed} line={(['sun', 'sky', 'plum', 'door'] as const)[seed % 4] ?? 'sun'} />
    ))}
    <End line="sun" label="Einde van de pagina">
      Klaar. Bouw maar.
    </End>
  </>
)
