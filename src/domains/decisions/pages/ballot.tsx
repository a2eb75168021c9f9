import type { FormErrors, FormValues } from '../../../platform/http.ts'
import { valueOf } from '../../../platform/http.ts'
import { formatNumber, type Language } from '../../../platform/i18n.ts'
import { Choices, Field } from '../../../web/components/index.ts'
import { words } from '../messages/index.ts'
import type { Decision } from '../decision.ts'
import type { Choice } from '../rules/choice.ts'
import { methods } from '../rules/methods.ts'
import { optionIn } from '../when.ts'

/** The fields of one ballot, the same on the screen and for a teller. */
export function BallotFields(props: {
  language: Language
  decision: Decision
  own?: { choice: Choice; reason: string } | undefined
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}) {
  const { language, decision, own, values, errors } = props
  const { method, options } = decision
  const t = words[language]
  const ask = t.methods[method].ask
  const said = values ? undefined : own?.choice
  const error = (name: string) => errors?.[name] && t.errors[errors[name]]
  const names = options.map((option) => optionIn(language, option))
  switch (methods[method].ballot) {
    case 'yes-no':
    case 'consent': {
      const labels =
        method === 'consent'
          ? { yes: t.ballot.agree, no: t.ballot.object, neither: t.ballot.noOpinion }
          : { yes: t.ballot.yes, no: t.ballot.no, neither: t.ballot.neither }
      const numbers = { yes: 1, no: 0, neither: null }
      return (
        <>
          <Choices
            name="choice"
            legend={ask}
            error={error('choice')}
            options={(['yes', 'no', 'neither'] as const).map((value) => ({
              value,
              label: labels[value],
              checked: said ? said[0] === numbers[value] : valueOf(values, 'choice') === value,
            }))}
          />
          {method === 'consent' && (
            <Field
              name="reason"
              kind="textarea"
              rows={3}
              label={t.ballot.reason}
              help={t.ballot.reasonHelp}
              maxlength={1000}
              value={values ? valueOf(values, 'reason') : own?.reason}
              error={error('reason')}
            />
          )}
        </>
      )
    }
    case 'checks': {
      const chosen = new Set([values?.['choice'] ?? []].flat())
      return (
        <Choices
          type="checkbox"
          name="choice"
          legend={ask}
          error={error('choice')}
          options={options.map(({ cost }, i) => ({
            value: String(i),
            label: names[i]!,
            help: cost === null ? undefined : t.ballot.costs(formatNumber(language, cost)),
            checked: said ? said[i] === 1 : chosen.has(String(i)),
          }))}
        />
      )
    }
    default: {
      const answers = answersFor(language, decision)
      return (
        <fieldset class="choice-set">
          <legend class="field__label">{ask}</legend>
          <div class="stack">
            {names.map((name, i) => (
              <Field
                name={`o${i}`}
                kind="select"
                short
                label={<span dir="auto">{name}</span>}
                error={error(`o${i}`)}
                value={said ? String(said[i] ?? '') : valueOf(values, `o${i}`)}
                options={answers}
              />
            ))}
          </div>
        </fieldset>
      )
    }
  }
}

function answersFor(language: Language, { method, options }: Decision): { value: string; label: string }[] {
  const t = words[language].ballot
  switch (methods[method].ballot) {
    case 'scores':
      return [
        { value: '', label: t.scoreNone },
        ...[5, 4, 3, 2, 1, 0].map((n) => ({ value: String(n), label: t.score(n) })),
      ]
    case 'ranks':
      return [
        { value: '', label: t.rankNone },
        ...options.map((_, i) => ({ value: String(i + 1), label: t.rank(i + 1) })),
      ]
    default:
      return [
        { value: '', label: t.choose },
        { value: '2', label: t.can },
        { value: '1', label: t.ifMust },
        { value: '0', label: t.cannot },
      ]
  }
}
