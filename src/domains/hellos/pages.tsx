import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import { formatList, type Language } from '../../platform/i18n.ts'
import {
  Actions,
  Button,
  Choices,
  Columns,
  Field,
  Opener,
  Piece,
  Quote,
  Stop,
} from '../../web/components/index.ts'
import { words as frameWords } from '../../web/messages/index.ts'
import { Goodbye, Problems } from '../../web/render.tsx'
import { BlockForm } from '../residents/index.ts'
import { words } from './messages/index.ts'
import type { Hello, Term } from './queries.ts'

interface Props {
  language: Language
  term: Term | undefined
  hello: Hello | undefined
  isProtected: boolean
  values?: FormValues
  errors?: FormErrors
}

export function HelloPage(props: Props) {
  const { language, term, hello } = props
  const t = words[language]
  return (
    <>
      <Opener heading={t.title} lede={t.lede} />
      {hello && (
        <Stop line="sun" id="kennismaken" heading={headingOf(language, hello)} letterbox>
          <Introduction {...props} hello={hello} />
        </Stop>
      )}
      <Stop
        line="sun"
        id="meedoen"
        heading={term ? (term.paused ? t.pausedTitle : t.onTitle) : t.joinTitle}
        letterbox={!hello}
        side
      >
        {term && !term.needsConsent ? <Switches {...props} term={term} /> : <Join {...props} />}
      </Stop>
      <Stop line="sun" id="hoe" heading={t.lede} quiet>
        <Columns kind="two">
          {t.how.map(([heading, text]) => (
            <Piece heading={heading}>
              <p>{text}</p>
            </Piece>
          ))}
        </Columns>
        <p class="small soft">{t.uses}</p>
      </Stop>
      <Goodbye language={language} line="sun" />
    </>
  )
}

function headingOf(language: Language, { state, others, people }: Hello): string {
  const t = words[language]
  if (state === 'asked') return t.asked(others)
  if (state === 'met' && people.length > 0)
    return t.met(
      formatList(
        language,
        people.map(({ name }) => name),
      ),
    )
  return state === 'met' ? t.over : t[state]
}

const NoteField = ({
  language,
  label,
  value,
  error,
}: {
  language: Language
  label: string
  value: string
  error: string | undefined
}) => (
  <Field
    name="note"
    kind="textarea"
    rows={2}
    label={label}
    help={words[language].noteHelp}
    optional={frameWords[language].optional}
    maxlength={300}
    value={value}
    error={error && words[language].errors[error]}
  />
)

function Introduction({ language, hello, values, errors }: Props & { hello: Hello }) {
  const t = words[language]
  const why = hello.ambition ? t.because(hello.ambition, hello.others) : t.becauseNear
  const note = (label: string) => (
    <NoteField
      language={language}
      label={label}
      value={values ? valueOf(values, 'note') : (hello.ownNote ?? '')}
      error={errors?.['note']}
    />
  )
  if (hello.state === 'asked')
    return (
      <>
        <p class="lede">{t.askedText(hello.others)}</p>
        <p class="why">{why}</p>
        <form action={`/hallo/${hello.id}/ja`} method="post" class="stack">
          <Problems language={language} errors={errors} messages={t.errors} />
          {note(t.note)}
          <Actions>
            <Button>{t.yes}</Button>
            <Button kind="quiet" formaction={`/hallo/${hello.id}/nee`}>
              {t.no}
            </Button>
          </Actions>
        </form>
        <p class="small soft">{t.until(hello.ends)}</p>
      </>
    )
  if (hello.state === 'waiting')
    return (
      <>
        <p>{t.waitingText}</p>
        <p class="why">{why}</p>
        <form action={`/hallo/${hello.id}/briefje`} method="post" class="stack">
          <Problems language={language} errors={errors} messages={t.errors} />
          {note(t.ownNote)}
          <Actions>
            <Button kind="quiet">{t.leave}</Button>
            <Button kind="text" formaction={`/hallo/${hello.id}/nee`}>
              {t.no}
            </Button>
          </Actions>
        </form>
      </>
    )
  if (hello.state === 'met' && hello.people.length > 0)
    return (
      <>
        <p>{t.metText}</p>
        <p class="why">{why}</p>
        {hello.people.map(({ id, name, note: said }) => (
          <div class="stack">
            <Piece heading={t.from(name)}>{said ? <Quote>{said}</Quote> : <p>{t.noNote(name)}</p>}</Piece>
            <BlockForm language={language} action={`/hallo/buur/${id}/blokkeer`} />
          </div>
        ))}
        <form action={`/hallo/${hello.id}/briefje`} method="post" class="stack">
          <Problems language={language} errors={errors} messages={t.errors} />
          {note(t.ownNote)}
          <Actions>
            <Button>{t.leave}</Button>
          </Actions>
        </form>
      </>
    )
  return <p>{hello.state === 'declined' ? t.declinedText : t.overText}</p>
}

function Switches({ language, term, hello }: Props & { term: Term }) {
  const t = words[language]
  return (
    <div class="stack">
      <p>{term.paused ? t.paused : hello ? t.on : t.none}</p>
      <form action={term.paused ? '/hallo' : '/hallo/pauze'} method="post" class="actions">
        <Button kind="quiet">{term.paused ? t.resume : t.pause}</Button>
        <Button kind="text" formaction="/hallo/stop">
          {t.stop}
        </Button>
      </form>
    </div>
  )
}

function Join({ language, term, isProtected, errors }: Props) {
  const t = words[language]
  return (
    <form action="/hallo" method="post" class="stack">
      {errors?.['consent'] && <Problems language={language} errors={errors} messages={t.errors} />}
      {term?.needsConsent && <p>{t.needsConsent}</p>}
      {isProtected && (
        <Choices
          type="checkbox"
          name="consent"
          legend={t.consent}
          error={errors?.['consent'] && t.errors[errors['consent']]}
          options={[{ value: 'yes', label: t.consentLabel, help: t.consentHelp }]}
        />
      )}
      <Actions>
        <Button>{t.join}</Button>
        {term && (
          <Button kind="text" formaction="/hallo/stop">
            {t.stop}
          </Button>
        )}
      </Actions>
    </form>
  )
}
