import type { Language } from '../../../platform/i18n.ts'
import type { FormErrors, FormValues } from '../../../platform/http.ts'
import { Actions, Button, LinkButton, Notice, Question } from '../../../web/components/index.ts'
import { Problems } from '../../../web/render.tsx'
import type { CodeOutcome } from '../letters/use.ts'
import { words } from '../messages/index.ts'
import { LetterFields, letterMessages } from './letter-fields.tsx'

/** Filling in the code of a letter; on anybody's phone the number goes with it. */
export function CodePage(props: {
  language: Language
  /** A signed-in resident has a letter of their own under way. */
  own: boolean
  values?: FormValues | undefined
  errors?: FormErrors | undefined
  outcome?: Exclude<CodeOutcome, { outcome: 'proven' }> | undefined
}) {
  const { language, own, values, errors, outcome } = props
  const t = words[language].code
  return (
    <Question>
      <Problems language={language} errors={errors} messages={letterMessages(language)} />
      {outcome && outcome.outcome !== 'typo' && (
        <Notice kind="error" live focused>
          <p>{outcome.outcome === 'wrong' ? t.wrong(outcome.left) : t[outcome.outcome]}</p>
        </Notice>
      )}
      <h1>{t.title}</h1>
      <p>{own ? t.lede : t.ledeOther}</p>
      <form action="/brief" method="post" class="stack" novalidate>
        <LetterFields language={language} ownKnown={own} values={values} errors={errors} />
        <Actions>
          <Button>{t.send}</Button>
        </Actions>
      </form>
      <p>
        <a href="/ik/bewijs/brief">{t.again}</a>
      </p>
    </Question>
  )
}

/** The code was right. */
export function CodeDonePage({ language, own, held }: { language: Language; own: boolean; held: boolean }) {
  const t = words[language].code
  return (
    <Question>
      <h1>{t.doneTitle}</h1>
      <p class="lede">{held ? (own ? t.held : t.right) : t.done}</p>
      {own ? (
        <Actions>
          <LinkButton href="/ik/bewijs">{t.toProof}</LinkButton>
        </Actions>
      ) : (
        <>
          <p>{t.doneOther}</p>
          <p>{t.lent}</p>
          <Actions>
            <LinkButton href="/">{t.lentNext}</LinkButton>
          </Actions>
        </>
      )}
    </Question>
  )
}
