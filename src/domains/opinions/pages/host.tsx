import type { FormErrors, FormValues } from '../../../platform/http.ts'
import { valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { Actions, Back, Button, Field, Fold, List, Opener, Stop } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { newId } from '../../../platform/ids.ts'
import { words } from '../messages/index.ts'
import { hrefOf, type Question } from '../question.ts'

interface Listed {
  id: string
  text: string
  state: 'open' | 'waiting'
}

const most = 50

/** Looking after a question: what waits, what stands, and closing it. */
export function HostPage(props: {
  language: Language
  question: Question
  statements: readonly Listed[]
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}) {
  const { language, question, statements, values, errors } = props
  const { host: t, errors: wrong, add } = words[language]
  const path = hrefOf(question.id)
  const waiting = statements.filter(({ state }) => state === 'waiting').slice(0, most)
  const standing = statements.filter(({ state }) => state === 'open')
  // The form that was refused opens again, with its words.
  const judged = valueOf(values, 'statement')
  const judge = { language, path, judged, values, errors }
  return (
    <>
      <Opener
        above={
          <Back language={language} to={path}>
            {question.title}
          </Back>
        }
        heading={t.title}
        lede={t.lede}
        line="sky"
      />
      <Stop line="sky" id="wacht" heading={t.waiting} letterbox>
        <Problems language={language} errors={errors} messages={wrong} />
        {waiting.length === 0 ? (
          <p>{t.waitingNone}</p>
        ) : (
          <List>
            {waiting.map((one) => (
              <li>
                <p dir="auto">{one.text}</p>
                <form action={`${path}/oordeel`} method="post">
                  <input type="hidden" name="statement" value={one.id} />
                  <Actions>
                    <Button kind="quiet" name="verdict" value="open" label={`${t.allow}: ${one.text}`}>
                      {t.allow}
                    </Button>
                  </Actions>
                </form>
                <Reject {...judge} one={one} summary={t.reject} />
              </li>
            ))}
          </List>
        )}
      </Stop>
      <Stop line="sky" id="staat" heading={t.standing} side>
        <List>
          {standing.slice(0, most).map((one) => (
            <li>
              <p dir="auto">{one.text}</p>
              <Reject {...judge} one={one} summary={t.take} />
            </li>
          ))}
        </List>
        {standing.length > most && <p class="soft">{t.standingMore(standing.length - most)}</p>}
        {!question.closed && (
          <Fold summary={t.seed}>
            <form action={`${path}/stelling`} method="post" class="stack">
              <input type="hidden" name="id" value={newId()} />
              <input type="hidden" name="seed" value="yes" />
              <Field name="text" id="seed" kind="textarea" rows={2} label={add.text} help={t.seedHelp} />
              <Actions>
                <Button kind="quiet">{t.seedSend}</Button>
              </Actions>
            </form>
          </Fold>
        )}
      </Stop>
      {!question.closed && (
        <Stop line="sky" id="sluit" heading={t.close} side>
          <p>{t.closeText}</p>
          <form action={`${path}/sluit`} method="post" class="stack">
            <Field
              name="why"
              id="close-why"
              label={t.closeWhy}
              optional={frameWords[language].optional}
              maxlength={300}
            />
            <Actions>
              <Button kind="quiet">{t.close}</Button>
            </Actions>
          </form>
        </Stop>
      )}
      <Goodbye language={language} line="sky" />
    </>
  )
}

function Reject(props: {
  language: Language
  path: string
  one: Listed
  summary: string
  judged: string
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}) {
  const { language, path, one, errors } = props
  const { host: t, errors: wrong } = words[language]
  const again = props.judged === one.id
  return (
    <Fold summary={props.summary} open={again}>
      <form action={`${path}/oordeel`} method="post" class="stack">
        <input type="hidden" name="statement" value={one.id} />
        <input type="hidden" name="verdict" value="rejected" />
        <Field
          name="why"
          id={again ? 'why' : `why-${one.id}`}
          label={t.why}
          help={t.whyHelp}
          maxlength={300}
          value={again ? valueOf(props.values, 'why') : ''}
          error={again && errors?.['why'] && wrong[errors['why']]}
        />
        <Actions>
          <Button kind="quiet">{t.reject}</Button>
        </Actions>
      </form>
    </Fold>
  )
}
