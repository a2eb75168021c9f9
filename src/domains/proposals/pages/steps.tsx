import { valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Button,
  Choices,
  Field,
  FieldRow,
  Fold,
  Why,
  Written,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { FormPage, type Typed } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import { hrefOf, type Proposal } from '../proposal.ts'
import { longest } from '../rules.ts'

type Props = Typed & { language: Language; proposal: Proposal }

const frameOf = ({ language, proposal, errors }: Props) => ({
  language,
  back: { href: hrefOf(proposal.id), label: proposal.title },
  errors,
  messages: words[language].errors,
})
const errorIn =
  ({ language, errors }: Props) =>
  (name: string) =>
    errors?.[name] && words[language].errors[errors[name]]

/** Asking for a decision: how, open or closed, until when. */
export function VotePage(props: Props) {
  const { language, proposal, values } = props
  const t = words[language].vote
  const error = errorIn(props)
  const method = valueOf(values, 'method')
  const form = valueOf(values, 'form')
  return (
    <FormPage {...frameOf(props)} heading={t.title} lede={t.lede}>
      {proposal.level?.say === 'advice' && <Why>{t.adviceWhy}</Why>}
      <form action={`${hrefOf(proposal.id)}/besluit`} method="post" class="stack" novalidate>
        <input type="hidden" name="id" value={valueOf(values, 'id')} />
        {proposal.community ? (
          <Choices
            name="method"
            legend={t.method}
            error={error('method') || error('form')}
            options={(['consent', 'majority'] as const).map((value) => ({
              value,
              label: t[value],
              help: value === 'consent' ? t.consentHelp : t.majorityHelp,
              checked: method === value,
            }))}
          />
        ) : (
          <input type="hidden" name="method" value="majority" />
        )}
        <Choices
          name="form"
          legend={t.form}
          options={(['open', 'closed'] as const).map((value) => ({
            value,
            label: t[value],
            help: value === 'open' ? t.openHelp : t.closedHelp,
            checked: (form || 'open') === value,
          }))}
        />
        <FieldRow>
          <Field
            name="closesDay"
            kind="date"
            label={t.closesDay}
            value={valueOf(values, 'closesDay')}
            error={error('closesDay') || error('closes')}
          />
          <Field
            name="closesTime"
            kind="time"
            label={t.closesTime}
            value={valueOf(values, 'closesTime') || '20:00'}
            error={error('closesTime')}
          />
        </FieldRow>
        <Field
          name="quorum"
          kind="select"
          label={t.quorum}
          error={error('quorum')}
          options={[
            { value: '', label: t.quorumNone },
            ...[10, 20, 30, 50, 75].map((n) => ({
              value: String(n),
              label: t.quorumOf(n),
              selected: valueOf(values, 'quorum') === String(n),
            })),
          ]}
        />
        {proposal.level && <p class="soft">{t.assured}</p>}
        <Actions>
          <Button>{t.send}</Button>
        </Actions>
      </form>
      <Fold summary={t.text}>
        <Written html={proposal.html} />
      </Fold>
    </FormPage>
  )
}

/** Asking another author to become one. */
export function MergePage(props: Props & { others: { id: string; title: string }[] }) {
  const { language, proposal, values, others } = props
  const t = words[language].merge
  const error = errorIn(props)
  return (
    <FormPage {...frameOf(props)} heading={t.title} lede={t.lede}>
      {others.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <form action={`${hrefOf(proposal.id)}/samen`} method="post" class="stack" novalidate>
          <Choices
            name="other"
            legend={t.other}
            error={error('other')}
            options={others.map(({ id, title }) => ({
              value: id,
              label: <span dir="auto">{title}</span>,
              checked: valueOf(values, 'other') === id,
            }))}
          />
          <Field
            name="why"
            kind="textarea"
            rows={3}
            label={t.why}
            optional={frameWords[language].optional}
            maxlength={longest.why}
            value={valueOf(values, 'why')}
            error={error('why')}
          />
          <p class="soft">{t.promise}</p>
          <Actions>
            <Button>{t.send}</Button>
          </Actions>
        </form>
      )}
    </FormPage>
  )
}

/** Looking back: how it went, for the next neighbours. */
export function OutcomePage(props: Props) {
  const { language, proposal, values } = props
  const t = words[language].end
  const error = errorIn(props)
  const result = valueOf(values, 'result')
  return (
    <FormPage {...frameOf(props)} heading={t.title} lede={t.lede}>
      <form action={`${hrefOf(proposal.id)}/uitkomst`} method="post" class="stack" novalidate>
        {proposal.stage === 'doing' ? (
          <Choices
            name="result"
            legend={t.result}
            error={error('result')}
            options={(['realised', 'tried'] as const).map((value) => ({
              value,
              label: t[value],
              checked: result === value,
            }))}
          />
        ) : (
          <input type="hidden" name="result" value="tried" />
        )}
        {(['worked', 'failed', 'lesson'] as const).map((name) => (
          <Field
            name={name}
            kind="textarea"
            rows={3}
            label={t[name]}
            optional={name === 'lesson' ? '' : frameWords[language].optional}
            maxlength={longest[name]}
            value={valueOf(values, name)}
            error={error(name)}
          />
        ))}
        <p class="soft">{t.never}</p>
        <Actions>
          <Button>{t.send}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}

/** Withdrawing it, with why. */
export function WithdrawPage(props: Props) {
  const { language, proposal, values } = props
  const t = words[language].end
  return (
    <FormPage {...frameOf(props)} heading={t.withdraw} lede={t.withdrawLede}>
      <form action={`${hrefOf(proposal.id)}/intrekken`} method="post" class="stack" novalidate>
        <Field
          name="why"
          kind="textarea"
          rows={3}
          label={t.withdrawWhy}
          help={t.withdrawHelp}
          maxlength={longest.why}
          value={valueOf(values, 'why')}
          error={errorIn(props)('why')}
        />
        <Actions>
          <Button>{t.withdrawSend}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}
