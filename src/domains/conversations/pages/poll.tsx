import type { FormErrors, FormValues } from '../../../platform/http.ts'
import { valueOf } from '../../../platform/http.ts'
import { formatList, type Language } from '../../../platform/i18n.ts'
import { Actions, Button, Choices, Field, FieldRow, Fold, Group } from '../../../web/components/index.ts'
import { dayRows } from '../forms.ts'
import { words } from '../messages/index.ts'
import type { Poll } from '../queries/poll.ts'

type Option = Poll['options'][number]

/** The question of a conversation: how it stands, and for who may a way to choose. */
export function PollPart({
  language,
  poll,
  path,
  may,
}: {
  language: Language
  poll: Poll
  path: string
  may: boolean
}) {
  const t = words[language].poll
  const label = ({ label, starts }: Option) => (starts ? t.moment(starts) : label)
  const choosing = poll.open && may
  const form = (
    <form action={`${path}/kies`} method="post" class="stack">
      <Choices
        type={poll.kind === 'one' ? 'radio' : 'checkbox'}
        name="option"
        legend={poll.kind === 'one' ? t.chooseOne : t.chooseSeveral}
        help={poll.names ? t.named : t.unnamed}
        options={poll.options.map((option) => ({
          value: option.id,
          label: label(option),
          checked: option.mine,
        }))}
      />
      <Actions>
        <Button kind="quiet">{poll.voted ? t.change : t.choose}</Button>
      </Actions>
    </form>
  )
  return (
    <Group heading={<span dir="auto">{poll.question}</span>} line="sky" thing="flag">
      {choosing && !poll.voted && form}
      <ul class="poll">
        {poll.options.map((option) => (
          <li>
            <span dir="auto">{label(option)}</span>
            <b>
              {t.votes(option.votes)}
              {option.mine && `, ${t.mine}`}
            </b>
            {option.by.length > 0 && <span class="small soft">{namesOf(language, option)}</span>}
          </li>
        ))}
      </ul>
      {choosing && poll.voted && <Fold summary={t.change}>{form}</Fold>}
      <p class="small soft">
        {poll.open ? t.until(poll.closes) : t.over(poll.closes)}{' '}
        {!choosing && (poll.names ? t.named : t.unnamed)}
      </p>
    </Group>
  )
}

function namesOf(language: Language, { by, votes }: Option): string {
  const left = votes - by.length
  return formatList(language, left > 0 ? [...by, words[language].poll.more(left)] : by)
}

/** The form for such a question. */
export function PollForm(props: {
  language: Language
  path: string
  values: FormValues
  errors: FormErrors | undefined
}) {
  const { language, values, errors } = props
  const { poll: t, errors: messages, write } = words[language]
  const error = (name: string) => (errors?.[name] ? messages[errors[name]] : undefined)
  const kind = valueOf(values, 'kind')
  return (
    <form action={props.path} method="post" class="stack">
      <Field
        name="question"
        label={t.question}
        value={valueOf(values, 'question')}
        error={error('question')}
        maxlength={200}
      />
      <Choices
        name="kind"
        legend={t.kind}
        error={error('kind')}
        options={(['one', 'several', 'date'] as const).map((value) => ({
          value,
          label: t[value],
          checked: kind === value,
        }))}
      />
      <Field
        kind="textarea"
        name="options"
        label={t.options}
        help={t.optionsHelp}
        optional={write.optional}
        value={valueOf(values, 'options')}
        error={error('options')}
        rows={4}
      />
      <Fold summary={t.days} open={kind === 'date'}>
        {Array.from({ length: dayRows }, (_, n) => (
          <FieldRow>
            <Field
              kind="date"
              name={`day${n + 1}`}
              label={t.day(n + 1)}
              value={valueOf(values, `day${n + 1}`)}
              short
            />
            <Field
              kind="time"
              name={`time${n + 1}`}
              label={t.time(n + 1)}
              value={valueOf(values, `time${n + 1}`)}
              short
            />
          </FieldRow>
        ))}
      </Fold>
      <Field
        kind="date"
        name="closes"
        label={t.closes}
        value={valueOf(values, 'closes')}
        error={error('closes')}
        short
      />
      <Choices
        name="names"
        legend={t.names}
        help={t.namesHelp}
        error={error('names')}
        options={[
          { value: 'yes', label: t.namesYes, checked: valueOf(values, 'names') === 'yes' },
          { value: 'no', label: t.namesNo, checked: valueOf(values, 'names') === 'no' },
        ]}
      />
      <Actions>
        <Button>{t.button}</Button>
      </Actions>
    </form>
  )
}
