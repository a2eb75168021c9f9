import type { ComponentChildren } from 'preact'
import type { FormErrors } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Button,
  Choices,
  Empty,
  Field,
  LinkButton,
  Notice,
  Opener,
  Search,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { inSentence } from '../../designations/index.ts'
import { scopeQuery, writePlace } from '../address.ts'
import { words } from '../messages/index.ts'
import { mostOffered, type Candidate } from '../queries/candidates.ts'
import type { Hop } from '../queries/chain.ts'
import type { OwnPlace } from '../queries/places.ts'
import type { Scope } from '../scope.ts'
import { VoiceForYou } from './way.tsx'

/** Stands in a form and an address for nobody: here I vote myself. */
export const nobodyElse = 'niemand'

/** Stands in the address of who pressed the button under the names: without a name that is a mistake. */
export const choosing = 'kies'

function GivePage(props: {
  language: Language
  heading: string
  lede: string
  back: string
  errors?: FormErrors | undefined
  children: ComponentChildren
}) {
  const { language } = props
  const t = words[language]
  return (
    <>
      <Opener
        above={
          <Back language={language} to={props.back}>
            {props.back === '/volmachten' ? t.mine.title : t.give.change}
          </Back>
        }
        heading={props.heading}
        lede={props.lede}
        line="plum"
      />
      <Stop line="plum" id="volmacht" heading={props.heading} quiet letterbox>
        <Problems language={language} errors={props.errors} messages={t.errors} />
        {props.children}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** First: for which place, and on which theme. */
export function ChooseScopePage(props: {
  language: Language
  places: readonly OwnPlace[]
  themes: readonly { id: number; label: string }[]
  chosen?: { place: string; theme: string }
  errors?: FormErrors | undefined
}) {
  const { language, places, themes, chosen, errors } = props
  const t = words[language].give
  const messages = words[language].errors
  return (
    <GivePage language={language} heading={t.title} lede={t.lede} back="/volmachten" errors={errors}>
      {places.length === 0 ? (
        <Empty
          heading={t.noPlace}
          line="plum"
          actions={<LinkButton href="/leefomgevingen">{t.look}</LinkButton>}
        >
          <p>{t.noPlaceText}</p>
        </Empty>
      ) : (
        <form action="/volmachten/geef" method="get" class="stack">
          <Field
            name="plek"
            kind="select"
            label={t.place}
            help={t.placeHelp}
            value={chosen?.place}
            error={errors?.['plek'] && messages[errors['plek']]}
            options={[
              { value: '', label: t.choosePlace },
              ...places.map((place) => ({
                value: writePlace(place),
                label: `${place.name} (${t.kinds[place.kind]})`,
              })),
            ]}
          />
          <Field
            name="thema"
            kind="select"
            label={t.theme}
            help={t.themeHelp}
            value={chosen?.theme}
            options={[
              { value: '', label: t.allThemes },
              ...themes.map(({ id, label }) => ({ value: String(id), label })),
            ]}
          />
          <Actions>
            <Button>{t.next}</Button>
          </Actions>
        </form>
      )}
    </GivePage>
  )
}

/** Second: who. */
export function ChoosePersonPage(props: {
  language: Language
  scope: Scope
  place: string
  theme: string
  candidates: readonly Candidate[]
  named: string
  errors?: FormErrors | undefined
}) {
  const { language, scope, candidates, errors } = props
  const t = words[language].give
  const messages = words[language].errors
  const offered = candidates.slice(0, mostOffered)
  const why = ({ as, theme }: Candidate) =>
    as === 'authority' ? t.authority(inSentence(theme)) : as === 'ambassador' ? t.ambassador : undefined
  return (
    <GivePage
      language={language}
      heading={t.who}
      lede={t.whoIn(props.place, props.theme)}
      back="/volmachten/geef"
      errors={errors}
    >
      <Search
        action="/volmachten/geef"
        name="naam"
        label={t.search}
        value={props.named}
        button={t.find}
        autocomplete="off"
      >
        <Hidden scope={scope} />
      </Search>
      {offered.length === 0 && (
        <>
          <p>{props.named ? t.notFound : t.nobody}</p>
          <p class="soft">{t.nobodyText}</p>
        </>
      )}
      {(offered.length > 0 || scope.themeId !== null) && (
        <form action="/volmachten/geef" method="get" class="stack">
          <Hidden scope={scope} />
          <Choices
            name="aan"
            legend={t.who}
            error={errors?.['aan'] && messages[errors['aan']]}
            options={[
              ...offered.map((one) => ({
                value: one.id,
                label: one.place ? `${one.name}, ${one.place}` : one.name,
                help: why(one),
              })),
              ...(scope.themeId === null ? [] : [{ value: nobodyElse, label: t.self, help: t.selfHelp }]),
            ]}
          />
          {candidates.length > offered.length && <p class="soft">{t.more}</p>}
          <Actions>
            <Button name={choosing} value="ja">
              {t.next}
            </Button>
          </Actions>
        </form>
      )}
    </GivePage>
  )
}

/** Third: the way of the voice as it would be, and the button that saves it. */
export function CheckPage(props: {
  language: Language
  scope: Scope
  place: string
  theme: string
  to: string
  hops: readonly Hop[]
  /** Who votes for the viewer until now, and no longer then. */
  instead?: string | undefined
  errors?: FormErrors | undefined
}) {
  const { language, scope } = props
  const t = words[language].give
  const self = props.to === nobodyElse
  return (
    <GivePage
      language={language}
      heading={t.check}
      lede={`${t.whoIn(props.place, props.theme)} ${t.checkLede}`}
      back="/volmachten/geef"
      errors={props.errors}
    >
      {props.instead && (
        <Notice>
          <p>{t.now(props.instead)}</p>
        </Notice>
      )}
      <VoiceForYou language={language} hops={props.hops} />
      <form action="/volmachten/geef" method="post" class="stack">
        <Hidden scope={scope} />
        <input type="hidden" name="aan" value={props.to} />
        {!self && <p>{t.year}</p>}
        <Actions>
          <Button>{self ? t.saveSelf : t.save}</Button>
          <LinkButton kind="text" href={`/volmachten/geef?${scopeQuery(scope)}`}>
            {t.other}
          </LinkButton>
        </Actions>
      </form>
    </GivePage>
  )
}

function Hidden({ scope }: { scope: Scope }) {
  return (
    <>
      <input type="hidden" name="plek" value={writePlace(scope)} />
      <input type="hidden" name="thema" value={scope.themeId ?? ''} />
    </>
  )
}
