/** When and where neighbours meet. */
import type { JSX } from 'preact'
import { AreaMap, Columns, LinkButton, NextMeeting, WalkMap } from '../components/index.ts'
import { Part } from './part.tsx'

/** The poster of the next meeting, with maps. */
export const Meeting = (): JSX.Element => (
  <Part name="Affiche en kaarten">
    <Columns>
      <NextMeeting
        id="next"
        rubric="De volgende keer"
        heading="Zondag om drie uur"
        note="Regent het? Dan bij Bram in de poort."
        actions={
          <>
            <LinkButton href="#civic">Ik kom ook</LinkButton>
            <LinkButton kind="text" href="#civic">
              Zet in mijn agenda
            </LinkButton>
          </>
        }
      >
        <p>17 mei, 15.00 uur, onder de grote plataan.</p>
      </NextMeeting>
      <SampleWalk />
      <AreaMap
        label="Getekende kaart van drie buurten; de Kerkpleinbuurt is gekleurd."
        viewBox={[0, 0, 300, 190]}
        line="plum"
        areas={[
          { d: 'M10 20L110 10L120 90L20 100Z', name: 'Vlierhof' },
          { d: 'M110 10L280 24L270 100L120 90Z', name: 'Kerkpleinbuurt', here: true },
          { d: 'M20 100L120 90L270 100L250 180L30 176Z', name: 'Singel' },
        ]}
        caption="Drie buurten."
      />
      <AreaMap
        label="Getekende kaart van drie buurten, elk met een link."
        viewBox={[0, 0, 300, 190]}
        line="sky"
        areas={[
          { d: 'M10 20L110 10L120 90L20 100Z', name: 'Vlierhof', href: '#civic' },
          { d: 'M110 10L280 24L270 100L120 90Z', name: 'Kerkpleinbuurt', href: '#next', here: true },
          { d: 'M20 100L120 90L270 100L250 180L30 176Z', name: 'Singel', href: '#forms' },
        ]}
      />
    </Columns>
  </Part>
)

/** A walk through made-up streets. */
const SampleWalk = (): JSX.Element => (
  <WalkMap
    label="Getekende kaart: van de Lijnbaan loop je langs de Torenstraat naar het Kerkplein."
    viewBox={[0, 0, 380, 250]}
    seed={8}
    areas={[{ d: 'M176 84L268 80L272 150L180 156Z', here: true, name: 'Kerkplein', at: [226, 104] }]}
    streets={[
      { d: 'M0 74L380 66', name: 'Torenstraat', at: [262, 71] },
      { d: 'M92 0L84 250', name: 'Lijnbaan', at: [90, 34] },
      { d: 'M320 0L312 250' },
      { d: 'M0 224Q190 200 380 228', water: true },
    ]}
    walk={[
      [88, 168],
      [90, 120],
      [96, 76],
      [160, 70],
      [192, 92],
      [222, 128],
    ]}
    from="jij"
    to="soep"
    caption="De streep is jouw wandeling: 4 minuten."
  />
)
