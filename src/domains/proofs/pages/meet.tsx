import { formatTime, type Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Confirm,
  Back,
  Actions,
  Button,
  Field,
  Fold,
  LinkButton,
  Opener,
  Question,
  Stop,
} from '../../../web/components/index.ts'
import { Problems } from '../../../web/render.tsx'
import { inGroups } from '../code.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { words } from '../messages/index.ts'

/** What I show a neighbour whom I meet. */
export function ShowPage(props: {
  language: Language
  shown?: { code: string; ends: Date; qr: string; address: string }
}) {
  const { language, shown } = props
  const t = words[language].meet
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik/bewijs" />} />
      <Stop line="sun" id="code" heading={t.title} quiet letterbox>
        {shown ? (
          <div class="stack" aria-live="polite">
            <img class="code-to-scan" src={shown.qr} alt={t.qr} width={260} height={260} />
            <p>{t.type(shown.address)}</p>
            <p class="code-to-type">{inGroups(shown.code)}</p>
            <p class="soft">{t.lives(formatTime(language, shown.ends))}</p>
          </div>
        ) : (
          <ol>
            {t.steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        )}
        <form action="/ik/bewijs/buren" method="post">
          <Actions>
            <Button kind={shown ? 'quiet' : 'main'}>{shown ? t.again : t.show}</Button>
          </Actions>
        </form>
      </Stop>
    </>
  )
}

/** A neighbour fills in the code that somebody shows. */
export function FindPage(props: {
  language: Language
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}) {
  const { language, values, errors } = props
  const t = words[language].meet
  const messages = words[language].errors
  return (
    <Question>
      <Problems language={language} errors={errors} messages={messages} />
      <h1>{t.scanTitle}</h1>
      <p>{t.scanLede}</p>
      <form action="/ontmoet/zoek" method="post" class="stack" novalidate>
        <Field
          name="code"
          code
          label={t.code}
          value={valueOf(values, 'code')}
          maxlength={30}
          autocomplete="off"
          spellcheck={false}
          error={errors?.['code'] && messages[errors['code']]}
        />
        <Actions>
          <Button>{t.find}</Button>
        </Actions>
      </form>
    </Question>
  )
}

/** Is this who stands before you? */
export function ConfirmMeetingPage(props: {
  language: Language
  name: string
  code: string
  /** The viewer may also meet people for the foundation. */
  steward: boolean
}) {
  const { language, name, code } = props
  const t = words[language].meet
  return (
    <Confirm
      heading={t.confirmTitle(name)}
      lede={t.confirmText}
      action="/ontmoet"
      hidden={{ code }}
      button={t.confirm}
      back={{ to: '/buurt', words: t.no }}
      below={
        props.steward && (
          <Fold summary={t.steward}>
            <p>{t.stewardText}</p>
            <Button kind="quiet" formaction="/beheer/ontmoet">
              {t.stewardButton}
            </Button>
          </Fold>
        )
      }
    >
      <p>{t.confirmCare}</p>
    </Confirm>
  )
}

export function MetPage({ language, name }: { language: Language; name: string }) {
  const t = words[language].meet
  return (
    <Question>
      <h1>{t.doneTitle}</h1>
      <p class="lede">{t.done(name)}</p>
      <Actions>
        <LinkButton kind="quiet" href="/ik/bewijs">
          {frameWords[language].back}
        </LinkButton>
      </Actions>
    </Question>
  )
}
