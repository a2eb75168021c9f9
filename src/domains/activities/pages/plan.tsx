import type { ComponentChildren } from 'preact'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Button,
  Choices,
  Field,
  FieldRow,
  Fold,
  LinkButton,
  Question,
} from '../../../web/components/index.ts'
import { backTo, FormPage, type Community, type Typed } from '../../communities/index.ts'
import type { Cancellable } from '../actions/cancel.ts'
import { words } from '../messages/index.ts'
import type { Moment } from '../moment.ts'
import { repeats } from '../series.ts'
import { whenInWords } from '../when.ts'

interface Fields {
  language: Language
  values: FormValues | undefined
  errors: FormErrors | undefined
}

/** The sentence about what is wrong with a field. */
const errorOf = ({ language, errors }: Fields, name: string) =>
  errors?.[name] && (words[language].errors[errors[name]] ?? errors[name])

/** What and where. */
function WordFields(props: Fields) {
  const { language, values } = props
  const t = words[language].plan
  return (
    <>
      <Field
        name="title"
        label={t.what}
        maxlength={120}
        value={valueOf(values, 'title')}
        error={errorOf(props, 'title')}
      />
      <PlaceField {...props} />
    </>
  )
}

function PlaceField(props: Fields) {
  const t = words[props.language].plan
  return (
    <Field
      name="place"
      label={t.where}
      help={t.whereHelp}
      maxlength={200}
      value={valueOf(props.values, 'place')}
      error={errorOf(props, 'place')}
    />
  )
}

/** When, and how long. */
function TimeFields(props: Fields & { min: string }) {
  const { language, values } = props
  const t = words[language].plan
  return (
    <>
      <FieldRow>
        <Field
          name="day"
          kind="date"
          label={t.day}
          min={props.min}
          value={valueOf(values, 'day')}
          error={errorOf(props, 'day')}
        />
        <Field
          name="time"
          kind="time"
          label={t.time}
          value={valueOf(values, 'time') || '19:30'}
          error={errorOf(props, 'time')}
        />
        <Field
          name="lasts"
          kind="select"
          label={t.lasts}
          value={valueOf(values, 'lasts') || '120'}
          options={Object.entries(t.lengths).map(([value, label]) => ({ value, label }))}
        />
      </FieldRow>
    </>
  )
}

/** Exact end, last day: what is seldom needed. */
function EndFields(props: Fields) {
  const { language, values } = props
  const t = words[language].plan
  return (
    <FieldRow>
      <Field
        name="until"
        kind="time"
        label={t.until}
        help={t.untilHelp}
        optional={t.optional}
        value={valueOf(values, 'until')}
        error={errorOf(props, 'until')}
      />
      <Field
        name="lastDay"
        kind="date"
        label={t.lastDay}
        help={t.lastDayHelp}
        optional={t.optional}
        value={valueOf(values, 'lastDay')}
        error={errorOf(props, 'lastDay')}
      />
    </FieldRow>
  )
}

function AboutField(props: Fields) {
  const t = words[props.language].plan
  return (
    <Field
      name="about"
      kind="textarea"
      label={t.about}
      help={t.aboutHelp}
      optional={t.optional}
      maxlength={4000}
      value={valueOf(props.values, 'about')}
      error={errorOf(props, 'about')}
    />
  )
}

function RoomFields(props: Fields) {
  const { language, values } = props
  const t = words[language].plan
  return (
    <>
      <Field
        name="places"
        kind="number"
        label={t.places}
        help={t.placesHelp}
        optional={t.optional}
        short
        min={1}
        max={1000}
        value={valueOf(values, 'places')}
        error={errorOf(props, 'places')}
      />
      <Field
        name="guests"
        kind="select"
        label={t.guests}
        value={valueOf(values, 'guests') || '2'}
        options={[0, 1, 2, 3, 4, 5].map((n) => ({
          value: String(n),
          label: n === 0 ? t.guestsNone : String(n),
        }))}
      />
    </>
  )
}

/** Whether it comes back, and until when. */
function RepeatFields(props: Fields) {
  const { language, values } = props
  const t = words[language].plan
  const skipped = [values?.['skips'] ?? []].flat()
  return (
    <>
      <Field
        name="repeat"
        kind="select"
        label={t.repeat}
        value={valueOf(values, 'repeat')}
        error={errorOf(props, 'repeat')}
        options={['', ...repeats].map((value) => ({ value, label: t.repeats[value] ?? value }))}
      />
      <p class="small soft">{t.repeatEndHelp}</p>
      <FieldRow>
        <Field
          name="repeatUntil"
          kind="date"
          label={t.repeatUntil}
          optional={t.optional}
          value={valueOf(values, 'repeatUntil')}
          error={errorOf(props, 'repeatUntil')}
        />
        <Field
          name="repeatTimes"
          kind="number"
          label={t.repeatTimes}
          optional={t.optional}
          min={2}
          max={200}
          value={valueOf(values, 'repeatTimes')}
          error={errorOf(props, 'repeatTimes')}
        />
      </FieldRow>
      <fieldset class="choice-set">
        <legend class="field__label">
          {t.skips} <span class="field__optional">{t.optional}</span>
        </legend>
        <p class="small soft">{t.skipsHelp}</p>
        <FieldRow>
          {[0, 1, 2].map((n) => (
            <Field
              name="skips"
              id={`skips-${n}`}
              kind="date"
              label={t.skip(n + 1)}
              value={skipped[n] ?? ''}
            />
          ))}
        </FieldRow>
      </fieldset>
      <Field
        name="zone"
        label={t.zone}
        spellcheck={false}
        maxlength={60}
        value={valueOf(values, 'zone') || 'Europe/Amsterdam'}
        error={errorOf(props, 'zone')}
      />
    </>
  )
}

/** Fields that are folded away; where one of them is wrong, or was filled in, the fold stands open. */
const folded = ['about', 'until', 'lastDay', 'repeat', 'repeatUntil', 'repeatTimes', 'places', 'zone']

/** What, where and when; the rest is folded away. */
export function PlanPage(props: Typed & { language: Language; community: Community; min: string }) {
  const { language, community, values, errors } = props
  const t = words[language].plan
  const fields = { language, values, errors }
  const wrong = folded.some((name) => errors?.[name] || (name !== 'zone' && valueOf(values, name)))
  return (
    <FormPage
      language={language}
      heading={t.title}
      lede={t.lede}
      errors={errors}
      messages={words[language].errors}
      back={backTo(community)}
    >
      <form action={`/leefomgeving/${community.slug}/plan`} method="post" class="stack" novalidate>
        <input type="hidden" name="id" value={valueOf(values, 'id')} />
        <WordFields {...fields} />
        <TimeFields {...fields} min={props.min} />
        <Fold summary={t.more} open={wrong}>
          <AboutField {...fields} />
          <RepeatFields {...fields} />
          <RoomFields {...fields} />
          <EndFields {...fields} />
        </Fold>
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}

const backToMoment = (moment: Moment) => ({ href: `/afspraak/${moment.id}`, label: moment.title })

/** Other words, for every time that is to come. */
export function EditPage(props: Typed & { language: Language; moment: Moment }) {
  const { language, moment } = props
  const t = words[language].edit
  return (
    <FormPage
      language={language}
      heading={t.title}
      lede={t.lede}
      errors={props.errors}
      messages={words[language].errors}
      back={backToMoment(moment)}
    >
      <form action={`/afspraak/${moment.id}/verander`} method="post" class="stack" novalidate>
        <WordFields language={language} values={props.values} errors={props.errors} />
        <AboutField language={language} values={props.values} errors={props.errors} />
        <RoomFields language={language} values={props.values} errors={props.errors} />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}

/** Another time or place, once or from here on. */
export function MovePage(props: Typed & { language: Language; moment: Moment; min: string }) {
  const { language, moment, values, errors } = props
  const t = words[language].move
  const fields = { language, values, errors }
  return (
    <FormPage
      language={language}
      heading={t.title}
      lede={t.lede(moment.title)}
      errors={errors}
      messages={words[language].errors}
      back={backToMoment(moment)}
    >
      <form action={`/afspraak/${moment.id}/verzet`} method="post" class="stack" novalidate>
        <input type="hidden" name="zone" value={moment.zone} />
        {moment.rrule !== null && (
          <Scope legend={t.scope} once={t.once} rest={t.rest} chosen={valueOf(values, 'scope')} />
        )}
        <TimeFields {...fields} min={props.min} />
        <EndFields {...fields} />
        <PlaceField {...fields} />
        <WhyField {...fields} label={t.why} />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}

const Scope = (props: { legend: string; once: string; rest: string; chosen: string }) => (
  <Choices
    name="scope"
    legend={props.legend}
    options={[
      { value: 'once', label: props.once, checked: props.chosen !== 'rest' },
      { value: 'rest', label: props.rest, checked: props.chosen === 'rest' },
    ]}
  />
)

function WhyField(props: Fields & { label: string }) {
  const t = words[props.language].cancel
  return (
    <Field
      name="why"
      label={props.label}
      help={t.whyHelp}
      optional={t.optional}
      maxlength={500}
      value={valueOf(props.values, 'why')}
      error={errorOf(props, 'why')}
    />
  )
}

/** Calling off is for everybody, so it is said in words before it happens. */
export function CancelPage(props: Typed & { language: Language; found: Cancellable }): ComponentChildren {
  const { language, found, values, errors } = props
  const { moment, others, times } = found
  const t = words[language].cancel
  return (
    <Question line="sun">
      <h1>{t.title}</h1>
      <p class="lede">{t.what(moment.title, whenInWords(language, moment))}</p>
      <p>{t.lede}</p>
      {others > 0 && <p>{t.coming(others)}</p>}
      <form action={`/afspraak/${moment.id}/gaat-niet-door`} method="post" class="stack">
        {times > 1 && moment.rrule !== null && (
          <Scope legend={t.scope} once={t.once} rest={t.rest(times)} chosen={valueOf(values, 'scope')} />
        )}
        <WhyField language={language} values={values} errors={errors} label={t.why} />
        <Actions>
          <Button>{t.button}</Button>
          <LinkButton kind="text" href={`/afspraak/${moment.id}`}>
            {t.keep}
          </LinkButton>
        </Actions>
      </form>
    </Question>
  )
}
