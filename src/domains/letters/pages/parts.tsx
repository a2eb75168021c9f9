import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { momentThatWas } from '../../../platform/moments.ts'
import { Actions, Button, Field, Written } from '../../../web/components/index.ts'
import { Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Shown } from '../queries.ts'
import { longestWords } from '../rules.ts'

export interface LetterFormProps {
  language: Language
  action: string
  values: FormValues
  errors?: FormErrors | undefined
  /** Names this form among the drafts on this device, and whose it is. */
  draft: string
  /** A draft that was sent and can go. */
  done?: string | undefined
  label: string
}

/** Where somebody writes. It works without scripts; where they run, what is typed is kept on the device until it is sent. */
export function LetterForm({ language, action, values, errors, draft, done, label }: LetterFormProps) {
  const t = words[language]
  return (
    <dhz-draft for={draft} done={done} said={t.draft}>
      <form action={action} method="post" class="stack">
        <Problems language={language} errors={errors} messages={t.errors} />
        <input type="hidden" name="id" value={valueOf(values, 'id')} />
        <Field
          kind="textarea"
          name="words"
          rows={5}
          label={label}
          value={valueOf(values, 'words')}
          error={errors?.['words'] && t.errors[errors['words']]}
          maxlength={longestWords}
        />
        <Actions>
          <Button>{t.send}</Button>
        </Actions>
      </form>
    </dhz-draft>
  )
}

/** One message: whose, when, and the words; where it is the other's, the way to report it. */
export function LetterItem(props: {
  language: Language
  now: Date
  path: string
  name: string | undefined
  shown: Shown
}) {
  const { language, now, path, name, shown } = props
  const t = words[language].thread
  const who = shown.own ? t.you : (name ?? words[language].someone)
  return (
    <li id={`b${shown.seq}`} class="reply">
      <p class="reply__who">
        <b dir="auto">{who}</b>{' '}
        <time class="small soft" dateTime={shown.written.toISOString()}>
          {momentThatWas(language, shown.written, now)}
        </time>
      </p>
      {shown.html === undefined ? <p class="soft">{t.gone}</p> : <Written html={shown.html} />}
      {!shown.own && shown.html !== undefined && (
        <div class="reply__acts">
          <a
            href={`${path}/meld/${shown.seq}`}
            aria-label={t.reportOf(momentThatWas(language, shown.written, now))}
          >
            {t.report}
          </a>
        </div>
      )}
    </li>
  )
}
