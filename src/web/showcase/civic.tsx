/** What has to do with neighbours and decisions. */
import type { JSX } from 'preact'
import {
  Columns,
  DoorBands,
  Group,
  Legend,
  Levels,
  Linked,
  Person,
  Say,
  TimeLeft,
  Voice,
} from '../components/index.ts'
import { Part } from './part.tsx'

/** Neighbours, people, levels and voices. */
export const Civic = (): JSX.Element => (
  <>
    <DoorsNearby />
    <People />
    <LevelParts />
    <Voices />
  </>
)

const doors = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => ({
    seed: from + i * 7,
    match: i % 4 === 2 ? ('related' as const) : ('exact' as const),
  }))

const DoorsNearby = (): JSX.Element => (
  <Part name="Deuren op afstand">
    <DoorBands
      level={4}
      bands={[
        { label: 'tot 100 meter', summary: '3 buren, waarvan 2 precies dit.', doors: doors(3, 40) },
        { label: 'tot 250 meter', summary: '4 buren.', doors: doors(4, 61) },
        {
          label: 'tot 500 meter',
          summary: '5 buren. Wim wil met naam gevonden worden.',
          doors: doors(5, 96).map((door, i) =>
            i === 2 ? { ...door, name: 'Wim', href: '#civic', note: 'koos boules' } : door,
          ),
        },
      ]}
    />
    <Legend
      items={[
        { match: 'exact', text: 'koos precies deze ambitie (9)' },
        { match: 'related', text: 'koos iets dat erop lijkt (3)' },
      ]}
    />
  </Part>
)

const People = (): JSX.Element => (
  <Part name="Mensen">
    <Columns>
      <Person
        name="Tineke"
        href="#civic"
        seed={61}
        beside="flag"
        why="Omdat het Kerkplein binnen jouw 500 meter ligt."
        level={4}
      >
        <p>
          <strong>14 van de 40 leden</strong> wezen haar aan.
        </p>
      </Person>
      <Person name="Giel" href="#civic" seed={79} beside="lamp" rubric="Jeu de boules" level={4}>
        <p>Speelt al veertig jaar.</p>
      </Person>
    </Columns>
    <Group heading="Ambassadeurs" thing="flag" line="sky" level={4}>
      <ul class="list">
        <Person as="li" name="Ruud" seed={50} beside="flag" level={4}>
          <p>Aangewezen door 7 van de 40 leden.</p>
        </Person>
      </ul>
    </Group>
  </Part>
)

const LevelParts = (): JSX.Element => (
  <Part name="Niveaus">
    <Levels
      levels={[
        {
          level: 'street',
          name: 'Straat',
          text: 'Te klein: het plein is van meer straten.',
          state: 'passed',
        },
        { level: 'buurt', name: 'Buurt', text: 'Hier valt het besluit.', state: 'here' },
        { level: 'wijk', name: 'Wijk', text: 'Krijgt bericht.' },
        { level: 'gemeente', name: 'Gemeente', text: 'Geeft de vergunning.' },
      ]}
    />
    <Levels
      levels={[
        { level: 'provincie', name: 'Provincie', text: 'Breder.' },
        { level: 'land', name: 'Land', text: 'Nog breder.' },
        { level: 'europa', name: 'Europa', text: 'Samen met de buren.' },
      ]}
    />
  </Part>
)

const Voices = (): JSX.Element => (
  <Part name="Stem en tijd">
    <Columns kind="three">
      <Say kind="say" heading="Zeggenschap">
        <p>Wij beslissen zelf.</p>
      </Say>
      <Say kind="advice" heading="Inspraak">
        <p>De gemeente beslist.</p>
      </Say>
      <TimeLeft until="Tot woensdag 20 mei, 20.00 uur.">Nog 6 dagen</TimeLeft>
    </Columns>
    <Voice from="Jij" verb="geeft volmacht aan" to="Chantal">
      <p>Jouw stem over ‘openbare ruimte’ gaat nu naar Chantal.</p>
    </Voice>
    <Linked
      items={['Vlierhof Samen', 'Ravenhorst-Oost', 'Pétanque aan de Singel'].map((heading) => ({
        heading,
        href: '#civic',
        text: 'Partner.',
      }))}
    />
  </Part>
)
