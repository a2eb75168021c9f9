import type { ComponentChildren } from 'preact'
import { formatDate, formatList, type Language } from '../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import {
  Back,
  Actions,
  Button,
  Choices,
  Columns,
  Facts,
  Field,
  LinkButton,
  Notice,
  Opener,
  Piece,
  Question,
  Stop,
  Table,
} from '../../web/components/index.ts'
import { Goodbye, Problems } from '../../web/render.tsx'
import { labelOf } from '../areas/index.ts'
import { words as identityWords, type Openings, type VaultEntry } from '../identity/index.ts'
import { contributions, type Contribution } from '../residents/index.ts'
import { words } from './messages/index.ts'
import type { Erasure } from './queries.ts'

/** The way back to where this page belongs. */
/** A fact with the way to change it. */
function Changeable({ href, word, children }: { href: string; word: string; children: ComponentChildren }) {
  return (
    <>
      {children} <a href={href}>{word}</a>
    </>
  )
}

/** What the foundation knows of somebody, and all that they can do with it. */
export function OwnDataPage(props: {
  language: Language
  displayName: string
  entry: VaultEntry | undefined
  openings: readonly Openings[]
}) {
  const { language, entry, openings } = props
  const t = words[language].data
  const { field, by, reasons } = identityWords[language].data
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik" />} />
      <Stop line="door" id="kluis" heading={t.vault} letterbox side>
        <p class="soft">{t.vaultText}</p>
        {entry && (
          <Facts
            facts={[
              {
                term: field.name,
                value: (
                  <Changeable href="/ik/gegevens/naam" word={t.change}>
                    {entry.name}
                  </Changeable>
                ),
              },
              {
                term: field.mail,
                value: (
                  <Changeable href="/ik/gegevens/mail" word={t.change}>
                    {entry.mail}
                  </Changeable>
                ),
              },
              {
                term: field.address,
                value: (
                  <Changeable href="/ik/verhuizen" word={t.moved}>
                    {labelOf(entry.address)}
                  </Changeable>
                ),
              },
              ...(entry.birth
                ? [{ term: field.birth, value: formatDate(language, new Date(entry.birth)) }]
                : []),
            ]}
          />
        )}
        <p>
          {t.nickname(props.displayName)} <a href="/ik/profiel">{t.nicknameLink}</a>
        </p>
      </Stop>
      <Stop line="door" id="meenemen" heading={`${t.take} · ${t.erase}`} quiet>
        <Columns kind="two">
          <Piece
            heading={t.take}
            actions={
              <LinkButton kind="quiet" href="/ik/gegevens/meenemen">
                {t.takeLink}
              </LinkButton>
            }
          >
            <p>{t.takeText}</p>
          </Piece>
          <Piece
            heading={t.erase}
            actions={
              <LinkButton kind="quiet" href="/ik/gegevens/wissen">
                {t.eraseLink}
              </LinkButton>
            }
          >
            <p>{t.eraseText}</p>
          </Piece>
        </Columns>
      </Stop>
      <Stop line="door" id="geopend" heading={t.opened} side>
        <p>{t.openedText}</p>
        <Table
          caption={t.opened}
          captionHidden
          columns={[t.day, t.what, t.why, t.who]}
          rows={openings.map((opening) => [
            formatDate(language, opening.day),
            formatList(
              language,
              opening.fields.map((each) => field[each]),
            ),
            reasons[opening.why],
            by[opening.by],
          ])}
        />
        <p>
          <a href="/bewaren">{t.keeping}</a>
        </p>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** The registered name: a form for whose name nothing proved, and for others why it does not change here. */
export function NamePage(props: {
  language: Language
  free: boolean
  /** A letter in this name is on its way. */
  letter: boolean
  name: string
  values?: FormValues
  errors?: FormErrors
}) {
  const { language, errors } = props
  const { name: t, errors: messages } = words[language]
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik/gegevens" />} />
      <Stop line="door" id="naam" heading={t.title} quiet letterbox>
        {props.free ? (
          <form action="/ik/gegevens/naam" method="post" class="stack">
            <Problems language={language} errors={errors} messages={messages} />
            <Field
              name="name"
              label={t.label}
              value={props.values ? valueOf(props.values, 'name') : props.name}
              maxlength={60}
              required
              autocomplete="name"
              error={errors?.['name'] && messages[errors['name']]}
            />
            {props.letter && (
              <Notice>
                <p>{t.underWay}</p>
              </Notice>
            )}
            <Actions>
              <Button>{t.save}</Button>
            </Actions>
          </form>
        ) : (
          <>
            <Facts facts={[{ term: t.label, value: props.name }]} />
            <p>{t.proven}</p>
            <p>{t.provenHow}</p>
            <Actions>
              <LinkButton kind="quiet" href="/stichting">
                {t.letter}
              </LinkButton>
            </Actions>
          </>
        )}
        <p>
          {t.nickname} <a href="/ik/profiel">{t.nicknameLink}</a>
        </p>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

export function TakePage({ language }: { language: Language }) {
  const t = words[language].take
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik/gegevens" />} />
      <Stop line="door" id="bestand" heading={t.what} letterbox side>
        <ul>
          {t.items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
        <p>{t.safe}</p>
        <form action="/ik/gegevens/meenemen" method="post">
          <Actions>
            <Button>{t.button}</Button>
          </Actions>
        </form>
        <p class="soft">{t.often}</p>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** What goes, what stays and when; and the choice for what may stay without a name. */
export function ErasePage(props: {
  language: Language
  counts: ReadonlyMap<Contribution, number>
  managed: readonly { slug: string; name: string }[]
  values?: FormValues
  errors?: FormErrors
}) {
  const { language, counts, managed, errors } = props
  const { erase: t, errors: messages } = words[language]
  const chosen = [props.values?.['keeps'] ?? []].flat()
  const made = contributions.filter((kind) => (counts.get(kind) ?? 0) > 0)
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik/gegevens" />} />
      <Stop line="door" id="wat" heading={`${t.goes}. ${t.stays}`} quiet letterbox>
        <Columns kind="two">
          <Piece heading={t.goes}>
            <ul>
              {t.goesItems.map((item) => (
                <li>{item}</li>
              ))}
            </ul>
          </Piece>
          <Piece heading={t.stays}>
            <ul>
              {t.staysItems.map((item) => (
                <li>{item}</li>
              ))}
            </ul>
          </Piece>
        </Columns>
        <p>
          {t.takeFirst} <a href="/ik/gegevens/meenemen">{words[language].data.take}</a>
        </p>
      </Stop>
      {managed.length > 0 && (
        <Stop line="sky" id="sleutel" heading={t.manager} side>
          <p>{t.managerText}</p>
          {managed.map(({ slug, name }) => (
            <p>
              <a href={`/leefomgeving/${slug}/beheer`}>{t.managerLink(name)}</a>
            </p>
          ))}
        </Stop>
      )}
      <Stop line="door" id="wissen" heading={t.when} lede={t.whenText} side>
        <form action="/ik/gegevens/wissen" method="post" class="stack">
          <Problems language={language} errors={errors} messages={messages} />
          {made.length > 0 && (
            <Choices
              type="checkbox"
              name="keeps"
              legend={t.choose}
              help={t.chooseHelp}
              options={made.map((kind) => ({
                value: kind,
                label: t.keeps[kind](counts.get(kind) ?? 0),
                checked: chosen.includes(kind),
              }))}
            />
          )}
          <Choices
            type="checkbox"
            name="sure"
            legend={t.sure}
            error={errors?.['sure'] && messages[errors['sure']]}
            options={[{ value: 'yes', label: t.sureYes }]}
          />
          <Actions>
            <Button>{t.button}</Button>
          </Actions>
        </form>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** All that somebody sees whose account rests before it is erased. */
export function RestingPage({ language, erasure }: { language: Language; erasure: Erasure }) {
  const t = words[language].resting
  return (
    <Question>
      <h1>{t.title}</h1>
      <p class="lede">{t.lede(erasure.due)}</p>
      <p>{t.text}</p>
      {erasure.keeps.length > 0 && (
        <>
          <p>{t.keeps}</p>
          <ul>
            {erasure.keeps.map((kind) => (
              <li>{t.kept[kind]}</li>
            ))}
          </ul>
        </>
      )}
      <form action="/ik/rust/stop" method="post">
        <Actions>
          <Button>{t.stop}</Button>
        </Actions>
      </form>
      <form action="/log-uit" method="post">
        <Actions>
          <Button kind="text">{t.out}</Button>
        </Actions>
      </form>
    </Question>
  )
}
