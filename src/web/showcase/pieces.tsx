/** What residents read. */
import type { JSX } from 'preact'
import {
  Actions,
  Agenda,
  Breadcrumb,
  Button,
  Columns,
  Dialog,
  Empty,
  Facts,
  Fold,
  Label,
  Labels,
  Lesson,
  LinkButton,
  List,
  ListItem,
  Notice,
  Own,
  Pager,
  Piece,
  Promises,
  Quote,
  Story,
  Table,
  Why,
} from '../components/index.ts'
import { LONG, Part } from './part.tsx'

/** Items and lists, messages, tables. */
export const Pieces = (): JSX.Element => (
  <>
    <Items />
    <Messages />
    <Tables />
  </>
)

const Items = (): JSX.Element => (
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
    <Quote>شاي على الرصيف، كل يوم أحد.</Quote>
    <p>
      Van <Own>ياسمين</Own>, Lijnbaan 12.
    </p>
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
      label="Pagina’s"
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
