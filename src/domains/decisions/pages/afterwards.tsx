import { formatNumber, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Button,
  Field,
  LinkButton,
  Opener,
  Quote,
  Stop,
  Table,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { spaced } from '../box.ts'
import { hrefOf, type Decision } from '../decision.ts'
import { words } from '../messages/index.ts'
import { mostNamed, mostReceipts } from '../queries/about.ts'
import { choiceIn } from '../when.ts'
import type { DecisionPageProps } from './props.ts'

/** Objections that stand, with their reasons. */
export function Objections({ language, objections }: DecisionPageProps) {
  const t = words[language].page
  if (objections.length === 0) return null
  return (
    <Stop line="plum" id="bezwaren" heading={t.objections} side>
      <div class="stack">
        {objections.map(({ name, reason }) => (
          <div>
            <h3>{t.objection(name ?? t.somebody)}</h3>
            {reason && <Quote>{reason}</Quote>}
          </div>
        ))}
      </div>
    </Stop>
  )
}

export function Ballots({ language, decision, ballots }: DecisionPageProps) {
  const t = words[language].result
  if (ballots.length === 0) return null
  const carried = ballots.some(({ voices }) => voices > 1)
  return (
    <Stop line="plum" id="stemmen" heading={t.ballots} side>
      <div class="stack">
        <Table
          caption={t.ballots}
          captionHidden
          columns={carried ? [t.voter, t.choice, t.voices] : [t.voter, t.choice]}
          rows={ballots.map(({ name, choice, voices }) => [
            name ?? t.somebody,
            choiceIn(language, decision, choice),
            ...(carried ? [formatNumber(language, voices)] : []),
          ])}
        />
        {ballots.length >= mostNamed && <p class="soft">{t.ballotsMore(mostNamed)}</p>}
      </div>
    </Stop>
  )
}

export function Receipts({ language, decision, receipts, looked }: DecisionPageProps) {
  const t = words[language].result
  const told = decision.form === 'closed' && decision.result?.steps && decision.standing === 'may'
  if (!told) return null
  return (
    <Stop line="plum" id="codes" heading={t.receipts} side lede={t.receiptsLede}>
      <div class="stack">
        <form action={`${hrefOf(decision.id)}/code#codes`} method="post" class="stack">
          <Field
            name="code"
            code
            short
            label={t.receiptsFind}
            value={looked}
            autocomplete="off"
            spellcheck={false}
          />
          <Actions>
            <Button kind="quiet">{t.receiptsLook}</Button>
          </Actions>
        </form>
        {receipts.length === 0 && looked && <p>{t.receiptsNone}</p>}
        {receipts.length > 0 && (
          <Table
            caption={t.receipts}
            captionHidden
            columns={[t.receipt, t.choice]}
            rows={receipts.map(({ code, choice }) => [spaced(code), choiceIn(language, decision, choice)])}
          />
        )}
        {receipts.length >= mostReceipts && <p class="soft">{t.receiptsMore(mostReceipts)}</p>}
      </div>
    </Stop>
  )
}

export function Check({ language, decision }: DecisionPageProps) {
  const t = words[language].result
  const entitled = decision.standing === 'may' && decision.result?.steps
  return (
    <Stop line="door" id="natellen" heading={t.check} side>
      <div class="stack">
        {entitled && <p>{t.checkText}</p>}
        <Actions>
          {entitled && (
            <LinkButton kind="quiet" href={`${hrefOf(decision.id)}/stemmen.json`} download>
              {t.download}
            </LinkButton>
          )}
          <LinkButton kind="quiet" href={`${hrefOf(decision.id)}/besluit.pdf`}>
            {t.print}
          </LinkButton>
        </Actions>
        {decision.digest && (
          <p class="small soft">
            {t.digest}: <code>{decision.digest}</code>
          </p>
        )}
      </div>
    </Stop>
  )
}

/** The receipt of a closed ballot: shown once, on the answer to the form itself, so that it stands in no address. */
export function ReceiptPage({
  language,
  decision,
  code,
}: {
  language: Language
  decision: Decision
  code: string
}) {
  const t = words[language].receipt
  return (
    <>
      <Opener line="plum" heading={t.title} lede={t.lede} />
      <Stop line="plum" id="code" heading={t.title} quiet letterbox>
        <div class="stack">
          <p class="code-to-type">{spaced(code)}</p>
          <p>{t.keep}</p>
          <p>{t.warn}</p>
          <p class="soft">{t.nowhere}</p>
          <Actions>
            <LinkButton href={hrefOf(decision.id)}>{t.back}</LinkButton>
          </Actions>
        </div>
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}
