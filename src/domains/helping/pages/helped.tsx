import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Back,
  Actions,
  Button,
  Choices,
  Empty,
  LinkButton,
  List,
  ListItem,
  Opener,
  Own,
  Search,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { HelpedAct, Helping, Neighbour } from '../queries.ts'
import { mostHelpers } from '../rules.ts'
import { Acts, KindChoices, kindsInWords } from './parts.tsx'

/** Who helps the viewer, and all that was done with help. */
export function HelpPage(props: {
  language: Language
  helpers: readonly Helping[]
  acts: readonly HelpedAct[]
  card?: ComponentChildren
}) {
  const { language, helpers, acts } = props
  const t = words[language].hulp
  const full = helpers.length >= mostHelpers
  const ask = full ? <p>{t.full}</p> : <LinkButton href="/ik/hulp/vraag">{t.ask}</LinkButton>
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik" />} />
      <Stop line="door" id="helpers" heading={t.helpers} letterbox side>
        {helpers.length === 0 ? (
          <Empty heading={t.none} actions={ask}>
            <p>{t.noneText}</p>
          </Empty>
        ) : (
          <>
            <List>
              {helpers.map((helping) => (
                <HelperItem language={language} helping={helping} />
              ))}
            </List>
            <Actions>{ask}</Actions>
          </>
        )}
      </Stop>
      {props.card}
      <Stop line="door" id="gedaan" heading={t.acts} side>
        {acts.length === 0 ? (
          <p>{t.actsNone}</p>
        ) : (
          <>
            <Acts language={language} caption={t.acts} acts={acts} mark={t.withHelp} />
            <p class="small soft">{t.undo}</p>
          </>
        )}
      </Stop>
      <Stop line="door" id="zo" heading={t.rules} side>
        <ul>
          {t.rulesItems.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

function HelperItem({ language, helping }: { language: Language; helping: Helping }) {
  const t = words[language].hulp
  const { id, name, kinds, asked, accepted } = helping
  return (
    <ListItem heading={<Own>{name}</Own>}>
      <p class="small soft">
        {accepted ? t.since(formatDate(language, accepted)) : t.waiting(formatDate(language, asked))}
      </p>
      <p>{t.may(kindsInWords(language, kinds))}</p>
      <form action={`/ik/hulp/${id}/stop`} method="post" class="actions">
        <LinkButton kind="text" href={`/ik/hulp/${id}`}>
          {t.change}
        </LinkButton>
        <Button kind="quiet">{t.stop}</Button>
      </form>
    </ListItem>
  )
}

/** Finding somebody who can be asked, and saying what for. */
export function AskPage(props: {
  language: Language
  named: string
  /** Absent when nobody searched yet. */
  found: readonly Neighbour[] | undefined
  /** The viewer belongs to no community yet. */
  alone: boolean
  values: FormValues | undefined
  errors: FormErrors | undefined
}) {
  const { language, named, found, values, errors } = props
  const t = words[language]
  const error = (name: string) => errors?.[name] && t.errors[errors[name]]
  return (
    <>
      <Opener heading={t.ask.title} lede={t.ask.lede} above={<Back language={language} to="/ik/hulp" />} />
      <Stop line="door" id="zoek" heading={t.ask.title} quiet letterbox>
        {props.alone ? (
          <Empty
            heading={t.ask.alone}
            actions={<LinkButton href="/leefomgevingen">{t.ask.aloneStep}</LinkButton>}
          >
            <p>{t.ask.aloneText}</p>
          </Empty>
        ) : (
          <Search action="/ik/hulp/vraag" label={t.ask.search} value={named} button={t.ask.searchButton} />
        )}
        {found?.length === 0 && <p>{t.ask.none}</p>}
        {found && found.length > 0 && (
          <form action="/ik/hulp/vraag" method="post" class="stack">
            <Problems language={language} errors={errors} messages={t.errors} />
            <input type="hidden" name="q" value={named} />
            <Choices
              name="helper"
              legend={t.ask.who}
              error={error('helper')}
              options={found.map(({ id, name, place }) => ({
                value: id,
                label: name,
                ...(place && { help: t.ask.from(place) }),
                checked: valueOf(values, 'helper') === id || (!values && found.length === 1),
              }))}
            />
            <KindChoices
              language={language}
              legend={t.ask.what}
              chosen={[values?.['kinds'] ?? []].flat()}
              error={error('kinds')}
            />
            <Actions>
              <Button>{t.ask.send}</Button>
            </Actions>
          </form>
        )}
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** What one helper may do. */
export function ChangePage(props: {
  language: Language
  helping: Helping
  values: FormValues | undefined
  errors: FormErrors | undefined
}) {
  const { language, helping, errors } = props
  const t = words[language]
  return (
    <>
      <Opener
        heading={t.change.title(helping.name)}
        lede={t.change.lede}
        above={<Back language={language} to="/ik/hulp" />}
      />
      <Stop line="door" id="wat" heading={t.ask.what} quiet letterbox>
        <form action={`/ik/hulp/${helping.id}`} method="post" class="stack">
          <Problems language={language} errors={errors} messages={t.errors} />
          <KindChoices
            language={language}
            legend={t.ask.what}
            chosen={props.values ? [props.values['kinds'] ?? []].flat() : helping.kinds}
            error={errors?.['kinds'] && t.errors[errors['kinds']]}
          />
          <Actions>
            <Button>{t.change.save}</Button>
            <Button kind="text" formaction={`/ik/hulp/${helping.id}/stop`}>
              {t.hulp.stop}
            </Button>
          </Actions>
        </form>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}
