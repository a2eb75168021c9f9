import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import type { Language } from '../../platform/i18n.ts'
import { Actions, Back, Button, Field, Opener, Piece, Quote, Stop } from '../../web/components/index.ts'
import { words as frameWords } from '../../web/messages/index.ts'
import { Goodbye, Problems } from '../../web/render.tsx'
import { BlockForm } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { why } from './pages.tsx'
import type { Turn } from './queries.ts'

interface Props {
  language: Language
  turn: Turn
  values?: FormValues
  errors?: FormErrors
}

/** An ask at my door, or what the two of us agreed. */
export function TurnPage(props: Props) {
  const { language, turn } = props
  const t = words[language]
  const heading = turn.name ? t.turn.promise(turn.name) : t.turn.title
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/vraag-en-aanbod">
            {t.own.back}
          </Back>
        }
        heading={heading}
      />
      <Stop line="sky" id="vraag" heading={heading} quiet letterbox>
        <Problems language={language} errors={props.errors} messages={t.errors} />
        <Piece heading={t.kinds[turn.kind]} why={why(language, turn)}>
          <p>{turn.words}</p>
        </Piece>
        {turn.answer === null && !turn.over && <Answer {...props} />}
        {turn.answer === 'yes' && <Promise {...props} />}
        {turn.answer === null && turn.over && <p>{t.turn.ended}</p>}
        {turn.answer === 'late' && <p>{t.turn.late}</p>}
        {turn.answer === 'no' && <p>{t.turn.saidNo}</p>}
        {turn.answer === 'released' && <p>{t.turn.released}</p>}
        {turn.answer === 'stopped' && <p>{t.turn.stopped}</p>}
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}

const at = ({ id }: Turn, what: string) => `/vraag-en-aanbod/beurt/${id}/${what}`

function NoteField({ language, turn, values, errors, label }: Props & { label: string }) {
  const t = words[language]
  return (
    <Field
      name="note"
      label={label}
      help={t.see.noteHelp}
      optional={frameWords[language].optional}
      maxlength={300}
      value={values ? valueOf(values, 'note') : (turn.ownNote ?? '')}
      error={errors?.['note'] && t.errors[errors['note']]}
    />
  )
}

function Answer(props: Props) {
  const { language, turn } = props
  const t = words[language].turn
  return (
    <form action={at(turn, 'ja')} method="post" class="stack">
      <NoteField {...props} label={words[language].see.note} />
      <Actions>
        <Button>{t.yes}</Button>
        <Button kind="quiet" formaction={at(turn, 'nee')}>
          {t.no}
        </Button>
      </Actions>
      <p class="small soft">
        {t.yesText} {t.noText}
      </p>
    </form>
  )
}

function Promise(props: Props) {
  const { language, turn, values, errors } = props
  const t = words[language].turn
  const name = turn.name ?? words[language].somebody
  return (
    <>
      {turn.otherNote && (
        <Piece heading={t.noteOf(name)}>
          <Quote>{turn.otherNote}</Quote>
        </Piece>
      )}
      {turn.thanks && (
        <Piece heading={t.thanked}>
          <Quote>{turn.thanks}</Quote>
        </Piece>
      )}
      {turn.over ? (
        <p>{t.ended}</p>
      ) : (
        <>
          <form action={at(turn, 'briefje')} method="post" class="stack">
            <NoteField {...props} label={t.note} />
            <Actions>
              <Button kind={turn.received ? 'main' : 'quiet'}>{t.leave}</Button>
            </Actions>
            <p class="small soft">{t.noteText}</p>
          </form>
          {turn.received ? (
            <form action={at(turn, 'toch-niet')} method="post">
              <Button kind="text">{t.release}</Button>
            </form>
          ) : (
            <form action={at(turn, 'klaar')} method="post" class="stack">
              <Field
                name="thanks"
                label={t.thanks}
                help={t.thanksHelp(name)}
                optional={frameWords[language].optional}
                maxlength={200}
                value={valueOf(values, 'thanks')}
                error={errors?.['thanks'] && words[language].errors[errors['thanks']]}
              />
              <Actions>
                <Button>{t.finish}</Button>
              </Actions>
            </form>
          )}
        </>
      )}
      <BlockForm language={language} action={at(turn, 'blokkeer')} />
    </>
  )
}
