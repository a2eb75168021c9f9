import { formatDate, type Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Actions,
  Button,
  Choices,
  Field,
  List,
  ListItem,
  Question,
  Quote,
  Stop,
} from '../../../web/components/index.ts'
import { Problems } from '../../../web/render.tsx'
import type { IdentityCase } from '../cases/judge.ts'
import type { Objection } from '../cases/objections.ts'
import { words } from '../messages/index.ts'

interface Typed {
  language: Language
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

/** Somebody whose account was ended objects, with the link from the mail. */
export function ObjectPage(props: Typed & { code: string; objection: Objection }) {
  const { language, code, objection, values, errors } = props
  const t = words[language].more.page
  return (
    <Question>
      <Problems language={language} errors={errors} messages={words[language].errors} />
      <h1>{t.title}</h1>
      <p class="lede">{t.lede}</p>
      <p>{t.until(formatDate(language, objection.ends))}</p>
      <form action="/bezwaar" method="post" class="stack" novalidate>
        <input type="hidden" name="code" value={code} />
        <Field
          name="words"
          kind="textarea"
          rows={6}
          label={t.words}
          help={t.help}
          maxlength={1000}
          value={values ? valueOf(values, 'words') : (objection.words ?? '')}
          error={errors?.['words'] && words[language].errors[errors['words']]}
        />
        <Actions>
          <Button>{t.send}</Button>
        </Actions>
      </form>
    </Question>
  )
}

export function ObjectedPage({ language }: { language: Language }) {
  const t = words[language].more.page
  return (
    <Question>
      <h1>{t.doneTitle}</h1>
      <p class="lede">{t.done}</p>
    </Question>
  )
}

/** Objections that wait for a steward. */
export function WaitingObjections(props: {
  language: Language
  objections: readonly { id: string; objected: Date }[]
}) {
  const { language, objections } = props
  const t = words[language].more.steward
  if (objections.length === 0) return null
  return (
    <Stop line="plum" id="bezwaren" heading={t.objections} lede={t.objectionsText} quiet>
      <List>
        {objections.map(({ id, objected }) => (
          <ListItem heading={t.objected(formatDate(language, objected))} href={`/beheer/zaken/${id}`} />
        ))}
      </List>
    </Stop>
  )
}

/** What was decided, what was said against it, and what becomes of that. */
export function DecidedCase(
  props: Typed & { found: IdentityCase; objection: Objection | undefined; now: Date },
) {
  const { language, found, objection, now } = props
  const t = words[language].more.steward
  const verdict = found.verdict && words[language].steward.verdicts[found.verdict]
  const until = objection && formatDate(language, objection.ends)
  return (
    <>
      <Stop line="door" id="besluit" heading={t.decided}>
        <p>{verdict?.[0]}</p>
        <Quote>{found.reason}</Quote>
      </Stop>
      {objection && (
        <Stop line="plum" id="bezwaar" heading={t.objection}>
          {objection.words ? (
            <Quote>{objection.words}</Quote>
          ) : (
            <p>{objection.ends > now ? t.noObjection(until ?? '') : t.over}</p>
          )}
          {objection.outcome && (
            <>
              <p>{t.outcomes[objection.outcome]?.[0]}</p>
              <Quote>{objection.reason}</Quote>
            </>
          )}
          {objection.words && !objection.outcome && <OutcomeForm {...props} id={found.id} />}
          {!objection.words && objection.ends > now && <PaperForm {...props} id={found.id} />}
        </Stop>
      )}
    </>
  )
}

function OutcomeForm({ language, id, values, errors }: Typed & { id: string }) {
  const t = words[language].more.steward
  const messages = words[language].errors
  return (
    <form action={`/beheer/zaken/${id}/bezwaar`} method="post" class="stack" novalidate>
      <Problems language={language} errors={errors} messages={messages} />
      <Choices
        name="outcome"
        legend={t.outcome}
        error={errors?.['outcome'] && messages[errors['outcome']]}
        options={Object.entries(t.outcomes).map(([value, [label = '', help = '']]) => ({
          value,
          label,
          help,
          checked: valueOf(values, 'outcome') === value,
        }))}
      />
      <Field
        name="reason"
        kind="textarea"
        rows={4}
        label={words[language].steward.reason}
        help={words[language].steward.reasonHelp}
        maxlength={1000}
        value={valueOf(values, 'reason')}
        error={errors?.['reason'] && messages[errors['reason']]}
      />
      <Actions>
        <Button>{words[language].steward.decide}</Button>
      </Actions>
    </form>
  )
}

function PaperForm({ language, id, values, errors }: Typed & { id: string }) {
  const t = words[language].more.steward
  const messages = words[language].errors
  return (
    <form action={`/beheer/zaken/${id}/papier`} method="post" class="stack" novalidate>
      <Problems language={language} errors={errors} messages={messages} />
      <p>{t.paper}</p>
      <Field
        name="words"
        kind="textarea"
        rows={4}
        label={t.paperWords}
        maxlength={1000}
        value={valueOf(values, 'words')}
        error={errors?.['words'] && messages[errors['words']]}
      />
      <Actions>
        <Button kind="quiet">{t.paperSend}</Button>
      </Actions>
    </form>
  )
}
