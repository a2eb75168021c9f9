import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Back,
  Actions,
  Button,
  Columns,
  Facts,
  Field,
  Fold,
  LinkButton,
  List,
  Opener,
  Piece,
  Stop,
  Why,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import type { Level } from '../../residents/index.ts'
import type { Letter } from '../letters/letter.ts'
import { words } from '../messages/index.ts'
import type { OwnProofs } from '../queries.ts'

interface ProofPageProps {
  language: Language
  level: Level
  own: OwnProofs
  /** This browser showed lately who it is: then a date of birth can be given here. */
  fresh: boolean
  /** What another domain offers here: eID and wallet. */
  more?: ComponentChildren
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

/** How I am known, what stands for it, and how to go on. */
export function ProofPage({ language, level, own, fresh, more, values, errors }: ProofPageProps) {
  const t = words[language].proof
  const stands = [
    ...own.proofs.map(({ kind, given }) => ({ what: t.kinds[kind], given })),
    ...own.vouchers.map(({ displayName, given }) => ({ what: t.kinds.vouch(displayName), given })),
  ]
  const asksBirth =
    !own.hasBirth && own.proofs.some(({ kind }) => kind === 'letter') && own.vouchers.length > 0
  return (
    <>
      <Opener heading={t.title} lede={t.level[level]} above={<Back language={language} to="/ik" />}>
        <Why>{t.why}</Why>
      </Opener>
      {own.cases.length > 0 && (
        <Stop line="plum" id="zaak" heading={t.cases} side>
          {own.cases.map((id) => (
            <p>
              <a href={`/ik/bewijs/zaak/${id}`}>{t.caseLink}</a>
            </p>
          ))}
        </Stop>
      )}
      {asksBirth && <BirthStop language={language} fresh={fresh} values={values} errors={errors} />}
      <Ways language={language} level={level} own={own} fresh={fresh} more={more} />
      {stands.length > 0 && (
        <Stop line="door" id="staat" heading={t.stands} side>
          <Facts
            facts={stands.map(({ what, given }) => ({
              term: what,
              value: t.since(formatDate(language, given)),
            }))}
          />
        </Stop>
      )}
      {own.confirmed && (
        <Stop line="door" id="woon" heading={t.thereTitle} side>
          <form action="/ik/bewijs/woon-hier" method="post" class="stack">
            <p>{t.there(formatDate(language, own.confirmed))}</p>
            <Actions>
              <Button kind="quiet">{t.thereYes}</Button>
              <LinkButton kind="text" href="/ik/verhuizen">
                {t.moved}
              </LinkButton>
            </Actions>
          </form>
        </Stop>
      )}
      {level !== 'applicant' && own.given.length === 0 && (
        <Stop line="door" id="bevestigd" heading={words[language].meet.scanTitle} side>
          <p>{words[language].meet.scanLede}</p>
          <Actions>
            <LinkButton kind="quiet" href="/ontmoet">
              {words[language].meet.scanTitle}
            </LinkButton>
          </Actions>
        </Stop>
      )}
      {own.given.length > 0 && (
        <Stop line="door" id="bevestigd" heading={t.given} lede={t.givenText} side>
          <List>
            {own.given.map(({ id, displayName, given }) => (
              <li>
                <form action="/ik/bewijs/neem-terug" method="post" class="stack">
                  <p>
                    <strong>{displayName}</strong>. {t.since(formatDate(language, given))}.
                  </p>
                  <Button kind="quiet" name="resident" value={id}>
                    {t.takeBack(displayName)}
                  </Button>
                </form>
              </li>
            ))}
          </List>
          <Actions>
            <LinkButton kind="quiet" href="/ontmoet">
              {words[language].meet.scanTitle}
            </LinkButton>
          </Actions>
        </Stop>
      )}
      <Goodbye language={language} line="door" />
    </>
  )
}

function Ways({ language, level, own, more }: ProofPageProps) {
  const t = words[language].proof
  const { letter } = own
  const proven = own.proofs.some(({ kind }) => kind === 'letter')
  const ways = (
    <Columns kind="two">
      {!proven && (
        <Piece heading={t.letterTitle}>
          <p>{t.letterText}</p>
          {letter && letter.state !== 'used' && <p class="soft">{letterState(language, letter)}</p>}
          <LetterActions language={language} letter={letter} />
        </Piece>
      )}
      <Piece heading={proven ? t.meetOneTitle : t.meetTitle}>
        <p>{proven ? t.meetOneText : t.meetText}</p>
        {own.vouchers.length > 0 && <p class="soft">{t.meetCount(own.vouchers.length)}</p>}
        <Actions>
          <LinkButton kind="quiet" href="/ik/bewijs/buren">
            {t.meet}
          </LinkButton>
        </Actions>
      </Piece>
      {more}
    </Columns>
  )
  if (level === 'assured') return null
  return (
    <Stop line="sun" id="verder" heading={level === 'applicant' ? t.ways : t.assureTitle} letterbox>
      {level === 'verified' && <p>{t.assureText}</p>}
      {ways}
    </Stop>
  )
}

function LetterActions({ language, letter }: { language: Language; letter: Letter | undefined }) {
  const t = words[language].proof
  if (letter && ['asked', 'printed'].includes(letter.state)) return null
  return (
    <Actions>
      {letter?.state === 'posted' ? (
        <>
          <LinkButton href="/brief">{t.letterUse}</LinkButton>
          <LinkButton kind="text" href="/ik/bewijs/brief">
            {t.letterAgain}
          </LinkButton>
        </>
      ) : (
        <LinkButton href="/ik/bewijs/brief">{letter ? t.letterAgain : t.letterAsk}</LinkButton>
      )}
    </Actions>
  )
}

function letterState(language: Language, { state, posted, ends }: Letter): string {
  const t = words[language].proof.letterStates
  if (state !== 'posted') return t[state]
  return posted && ends ? t.posted(formatDate(language, posted), formatDate(language, ends)) : t.printed
}

function BirthStop(props: Pick<ProofPageProps, 'language' | 'fresh' | 'values' | 'errors'>) {
  const { language, values, errors } = props
  const t = words[language].proof
  if (!props.fresh)
    return (
      <Stop line="sun" id="geboortedatum" heading={t.birthTitle} side>
        <p>{t.birthText}</p>
        <LinkButton href="/log-in/bevestig?naar=/ik/bewijs">{t.birthConfirm}</LinkButton>
      </Stop>
    )
  return (
    <Stop line="sun" id="geboortedatum" heading={t.birthTitle} side>
      <form action="/ik/bewijs/geboortedatum" method="post" class="stack" novalidate>
        <Problems language={language} errors={errors} messages={words[language].errors} />
        <p>{t.birthText}</p>
        <BirthField language={language} value={valueOf(values, 'birth')} error={errors?.['birth']} />
        <Actions>
          <Button>{t.birthSave}</Button>
        </Actions>
      </form>
    </Stop>
  )
}

/** A date of birth as people write it: a calendar to scroll back in for seventy years helps nobody. */
function BirthField(props: { language: Language; value: string; help?: string; error: string | undefined }) {
  const t = words[props.language]
  return (
    <Field
      name="birth"
      label={t.ask.birth}
      help={[props.help, t.ask.birthExample].filter(Boolean).join(' ')}
      value={props.value}
      autocomplete="bday"
      maxlength={20}
      short
      error={props.error && t.errors[props.error]}
    />
  )
}

/** Asking for a letter: where it goes, and in which name. */
export function AskLetterPage(props: {
  language: Language
  address: string
  name: string
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}) {
  const { language, values, errors } = props
  const t = words[language].ask
  const messages = words[language].errors
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik/bewijs" />} />
      <Stop line="door" id="brief" heading={t.title} quiet letterbox>
        <form action="/ik/bewijs/brief" method="post" class="stack" novalidate>
          <Problems language={language} errors={errors} messages={messages} />
          <Facts facts={[{ term: t.address, value: props.address }]} />
          <p class="small">
            <a href="/ik/verhuizen">{t.addressWrong}</a>
          </p>
          <Field
            name="name"
            label={t.name}
            help={t.nameHelp}
            value={values ? valueOf(values, 'name') : props.name}
            autocomplete="name"
            maxlength={60}
            error={errors?.['name'] && messages[errors['name']]}
          />
          <Fold summary={t.birthFold} open={Boolean(errors?.['birth'] || valueOf(values, 'birth'))}>
            <BirthField
              language={language}
              value={valueOf(values, 'birth')}
              help={t.birthHelp}
              error={errors?.['birth']}
            />
          </Fold>
          <Actions>
            <Button>{t.send}</Button>
          </Actions>
        </form>
        <Fold summary={words[language].proof.letterTitle}>
          <p>{words[language].proof.letterText}</p>
        </Fold>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}
