/** What residents fill in and press. */
import type { JSX } from 'preact'
import {
  Actions,
  Button,
  Choices,
  Columns,
  ErrorSummary,
  Field,
  FieldRow,
  LinkButton,
  Progress,
  ReachChooser,
  Search,
  Sheet,
} from '../components/index.ts'
import { LONG, Part } from './part.tsx'

/** Buttons, fields, choices, and a form that came back. */
export const Forms = (): JSX.Element => (
  <>
    <Buttons />
    <Fields />
    <ChoiceParts />
    <InFormErrors />
  </>
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
        focused={false}
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
