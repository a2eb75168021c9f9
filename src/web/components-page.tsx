/**
 * Every part in every state, for those who build pages. Only served in development, so its sample
 * words stand here and not in the catalogue.
 */
import type { JSX } from 'preact'
import {
  Actions,
  Agenda,
  AreaMap,
  Breadcrumb,
  Button,
  Choices,
  Columns,
  Dialog,
  Door,
  DoorBands,
  Empty,
  End,
  ErrorSummary,
  Facts,
  Field,
  FieldRow,
  Fold,
  Group,
  Label,
  Labels,
  Legend,
  Lesson,
  Levels,
  Linked,
  LinkButton,
  List,
  ListItem,
  NextMeeting,
  Notice,
  Opener,
  Page,
  type PageProps,
  Pager,
  Person,
  Piece,
  Progress,
  Promises,
  Quote,
  ReachChooser,
  Say,
  Scene,
  Search,
  Sheet,
  Stack,
  Stop,
  Story,
  Street,
  Table,
  Thing,
  ThreeLines,
  TimeLeft,
  Voice,
  WalkMap,
  Why,
  type Words,
} from './components/index.ts'

const LONG = 'Arbeidsongeschiktheidsverzekeringsmaatschappijenoverleg'

/** The components page inside the frame of the site. */
export function ComponentsPage(frame: Omit<PageProps, 'title' | 'children'>): JSX.Element {
  return (
    <Page {...frame} title="Onderdelen" size="daily">
      <Opener heading="Onderdelen" lede="Elk ding in elke stand. Zo ziet het eruit, zo voelt het." />
      <Stop line="sun" id="forms" heading="Vragen en knoppen" letterbox>
        <Buttons />
        <Fields />
        <ChoiceParts />
        <InFormErrors />
      </Stop>
      <Stop line="sky" id="pieces" heading="Stukken" sign="flag">
        <Pieces />
        <Messages />
        <Tables />
      </Stop>
      <Stop
        line="plum"
        id="civic"
        heading="Samen"
        sign="lamp"
        rubric="Rubriek"
        lede="De delen die met buren en besluiten te maken hebben."
      >
        <Together />
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
    </Page>
  )
}

const Part = ({ name, children }: { name: string; children: Words }): JSX.Element => (
  <section class="specimen">
    <h3>{name}</h3>
    {children}
  </section>
)

const Buttons = (): JSX.Element => (
  <Part name="Knoppen">
    {(['main', 'quiet', 'text'] as const).map((kind) => (
      <Actions>
        <Button kind={kind}>Begin samen</Button>
        <Button kind={kind} shown="hover">
          Muis erop
        </Button>
        <Button kind={kind} shown="focus">
          Toetsenbord
        </Button>
        <Button kind={kind} disabled>
          Uit
        </Button>
        <LinkButton kind={kind} href="#forms">
          Als link
        </LinkButton>
      </Actions>
    ))}
    <Button wide>Breed, en met een lang woord: {LONG}</Button>
    <p>
      <a href="#forms">Gewone link</a>,{' '}
      <a href="#forms" class="is-hover">
        muis erop
      </a>
      ,{' '}
      <a href="#forms" class="is-focus">
        toetsenbord
      </a>
    </p>
  </Part>
)

const Fields = (): JSX.Element => (
  <Part name="Invoer">
    <Columns kind="three">
      <Field name="plain" label="Gewoon" value="Lijnbaan" />
      <Field name="hover" label="Muis erop" value="Lijnbaan" shown="hover" />
      <Field name="focus" label="Toetsenbord" value="Lijnbaan" shown="focus" />
      <Field name="wrong" label="Fout" error="Vul je straat in. De rest is bewaard." />
      <Field name="off" label="Uit" value="Ravenhorst" disabled />
      <Field
        name="picked"
        label="Keuzelijst"
        kind="select"
        options={[{ value: 'a', label: 'Kerkpleinbuurt' }]}
      />
      <Field name="story" label="Wat wil je vertellen?" help="Schrijf zoals je praat" kind="textarea" />
      <Field name="photo" label="Foto" optional="(niet verplicht)" kind="file" />
      <Field name="short" label="Huisnummer" short inputmode="numeric" value={LONG} />
    </Columns>
    <FieldRow>
      <Field name="day" label="Dag" kind="select" options={[{ value: '26', label: 'dinsdag 26 mei' }]} />
      <Field name="hour" label="Tijd" kind="select" options={[{ value: '19', label: 'half acht' }]} />
      <Field name="place" label="Plek" value="Bankje op het Kerkplein" />
    </FieldRow>
    <Search
      action="#"
      label="Vind je straat"
      help="Typ je straat of je postcode"
      button="Zoek"
      suggest={{ src: '/suggest?q=', count: '{n} voorstellen' }}
    />
  </Part>
)

const ChoiceParts = (): JSX.Element => (
  <Part name="Kiezen">
    <Columns kind="three">
      <Choices
        name="one"
        legend="Eén antwoord"
        options={[
          { value: 'yes', label: 'Ja', checked: true },
          { value: 'no', label: 'Nee', help: 'Muis erop', shown: 'hover' },
          { value: 'off', label: 'Kan nu niet', disabled: true },
        ]}
      />
      <Choices
        name="more"
        type="checkbox"
        legend="Meer antwoorden"
        optional="(niet verplicht)"
        help="Kies wat past"
        options={[
          { value: 'found', label: 'Ik wil gevonden worden', checked: true },
          { value: 'letter', label: 'Stuur me een brief', help: 'Toetsenbord', shown: 'focus' },
        ]}
      />
      <Choices
        name="missed"
        legend="Met een fout"
        error="Kies één antwoord. Je tekst is bewaard."
        options={[
          { value: 'yes', label: 'Ja' },
          { value: 'no', label: 'Nee' },
        ]}
      />
    </Columns>
    <ReachChooser
      legend="Hoe ver wil je kijken?"
      options={['straat', 'buurt', 'wijk', '250 m', '500 m', '1 km', '2 km'].map((label, i) => ({
        value: label,
        label,
        checked: i === 4,
      }))}
      note="500 meter is zes minuten lopen."
    />
    <Progress n={2} of={5} label="Vraag 2 van 5" />
  </Part>
)

const InFormErrors = (): JSX.Element => (
  <Part name="Formulier met fouten">
    <Sheet>
      <ErrorSummary
        heading="We vinden dit adres niet"
        words="Er is niets kwijt. Kijk nog even naar:"
        errors={[
          { field: 'number', text: 'je huisnummer' },
          { field: 'wish', text: 'je keuze' },
        ]}
      />
      <form action="#">
        <Field
          name="number"
          label="Huisnummer"
          error="Nummer 214 bestaat niet aan de Lijnbaan. De straat loopt tot 96."
          value="214"
          short
        />
        <Choices
          name="wish"
          legend="Kun je dinsdag?"
          error="Kies één antwoord."
          options={[
            { value: 'yes', label: 'Ja' },
            { value: 'no', label: 'Nee' },
          ]}
        />
        <Actions>
          <Button>Ga verder</Button>
          <Button kind="text">Bewaar voor later</Button>
        </Actions>
      </form>
    </Sheet>
  </Part>
)

const Pieces = (): JSX.Element => (
  <Part name="Lijsten en stukken">
    <Breadcrumb
      label="Kruimelpad"
      steps={[
        { href: '#', label: 'Ambities' },
        { href: '#', label: 'Spelen en bewegen' },
        { label: 'Boules' },
      ]}
    />
    <Columns>
      <Piece
        heading="Boules onder de platanen"
        href="#pieces"
        framed
        why="Omdat dit binnen 250 meter begint."
        actions={<LinkButton href="#pieces">Sluit je aan</LinkButton>}
        level={4}
      >
        <p>Twee buren, in vorming.</p>
      </Piece>
      <Piece
        heading={LONG}
        href="#pieces"
        rubric="Lange woorden"
        why="Omdat niet elk woord kort is."
        labels={
          <Labels>
            <Label>Gerealiseerd</Label>
          </Labels>
        }
        level={4}
      >
        <p>Aangewezen door 14 van de 40 leden.</p>
        <Lesson title="Wat zij leerden">Vraag eerst de overburen. Zij horen de ballen.</Lesson>
      </Piece>
      <List>
        <ListItem heading="Een jeu-de-boules-baan" href="#pieces" why="Omdat je dit in maart koos." level={4}>
          <p>12 buren willen dit ook.</p>
        </ListItem>
        <ListItem heading="Minder stenen, meer groen" href="#pieces" level={4} />
      </List>
      <Agenda
        level={4}
        items={[
          {
            datetime: '2026-05-14T19:30',
            time: 'half acht',
            day: 'vandaag, 19.30',
            heading: 'Stekjes ruilen op de stoep',
            href: '#pieces',
            text: 'Lijnbaan, bij het bankje.',
          },
          {
            datetime: '2026-05-17T15:00',
            time: 'drie uur',
            day: 'zondag, 15.00',
            heading: 'Soep en plannen',
            why: 'Omdat je op de Lijnbaan woont.',
          },
        ]}
      />
    </Columns>
    <Labels>
      <Label line="sun" thing="kite">
        Ambitie
      </Label>
      <Label line="sky" thing="flag">
        Ambassadeur
      </Label>
      <Label line="plum" thing="lamp">
        Autoriteit
      </Label>
      <Label full>Actief</Label>
      <Label tentative>Geprobeerd</Label>
      <Label>In vorming</Label>
    </Labels>
    <Quote>‘Graag tot tien uur. Mijn zoon slaapt aan de pleinkant.’</Quote>
    <Quote dream>Een plein waar je blijft hangen.</Quote>
    <Why>Omdat elke keuze een reden heeft.</Why>
    <div>
      <Fold summary="Hoe tellen we?">
        <p>Geen groot bezwaar? Dan gaat het door.</p>
      </Fold>
      <Fold summary="Open: wie ziet mijn adres?" open>
        <p>Niemand. Het ligt in de kluis.</p>
      </Fold>
    </div>
    <Story>
      <p>Elke ochtend hield Fatma haar hart vast. Haar dochter moest de Singelweg over.</p>
      <p>Drie buren bleken hetzelfde te willen.</p>
    </Story>
    <Promises
      items={[
        { heading: 'Alleen bewoners', text: 'Iedereen is een mens met een voordeur.' },
        { heading: 'Nooit reclame', text: 'We verkopen niets.' },
        { heading: 'Een pagina houdt op', text: 'Dan ga je lekker naar buiten.' },
      ]}
    />
  </Part>
)

const Messages = (): JSX.Element => (
  <Part name="Meldingen, leeg, dialoog">
    <Columns>
      <Notice heading="Je brief is onderweg" line="sky">
        <p>Je krijgt hem binnen drie dagen.</p>
      </Notice>
      <Notice kind="done" heading="Gelukt">
        <p>Zes buren hebben je bericht.</p>
      </Notice>
      <Notice kind="error" heading="Dat lukte niet">
        <p>
          Je woorden zijn bewaard. <a href="#pieces">Probeer het opnieuw</a>.
        </p>
      </Notice>
      <div>
        <Empty
          heading="Jij bent de eerste in deze straat"
          actions={
            <LinkButton kind="quiet" href="#pieces">
              Print een briefje
            </LinkButton>
          }
        >
          <p>Doe het bij drie buren in de bus.</p>
        </Empty>
      </div>
    </Columns>
    <Dialog id="withdraw" heading="Neem je de aanwijzing terug?" close={{ label: 'Sluit' }} inline>
      <p>Tineke is dan nog door 13 buren aangewezen.</p>
      <Actions>
        <Button>Neem terug</Button>
        <Button kind="text">Laat zo</Button>
      </Actions>
    </Dialog>
  </Part>
)

const Tables = (): JSX.Element => (
  <Part name="Tabel en bladeren">
    <Table
      caption="Besluiten"
      columns={['Besluit', 'Waar', 'Stemmen']}
      figures={[2]}
      rows={[
        [<a href="#pieces">Bank bij de Lijnbaan</a>, 'Straat', '108'],
        [<a href="#pieces">Eenrichting Smidsstraat</a>, 'Wijk', '1.240'],
      ]}
    />
    <Pager
      label="Bladzijden"
      previous={{ href: '#', label: 'Vorige' }}
      pages={[
        { href: '#', label: '1' },
        { href: '#', label: '2', current: true },
        { href: '#', label: '3' },
      ]}
      next={{ href: '#', label: 'Volgende' }}
    />
    <Facts
      facts={[
        { term: 'Begonnen met', value: '4 buren' },
        { term: 'Klaar in', value: '11 weken' },
      ]}
    />
  </Part>
)

const doors = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => ({
    seed: from + i * 7,
    match: i % 4 === 2 ? ('related' as const) : ('exact' as const),
  }))

const Together = (): JSX.Element => (
  <>
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
      </Columns>
    </Part>
  </>
)

/** A walk through made-up streets. */
export const SampleWalk = (): JSX.Element => (
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

const Drawings = (): JSX.Element => (
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

/** The same parts in a language from right to left: the cord hangs on the other side. */
const RightToLeft = (): JSX.Element => (
  <div dir="rtl" lang="ar">
    <Street of={0} line="sky" />
    <Stop line="sky" id="rtl" heading="باب الجيران مفتوح" rubric="الحي">
      <Stack>
        <Why>لأنك تسكن في هذا الشارع.</Why>
        <Progress n={2} of={4} label="سؤال ٢ من ٤" />
        <Actions>
          <Button>ابدأوا معا</Button>
          <Button kind="quiet">لاحقا</Button>
        </Actions>
      </Stack>
    </Stop>
    <Stop line="door" id="rtl-letterbox" heading="صندوق البريد" letterbox />
  </div>
)
