import type { Language } from '../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import { Actions, Button, Choices, Field, LinkButton, ReachChooser } from '../../web/components/index.ts'
import { words as frameWords } from '../../web/messages/index.ts'
import { Problems } from '../../web/render.tsx'
import { words } from './messages/index.ts'
import type { Concept } from './queries.ts'
import { reaches } from './rules.ts'
import type { WishWords } from './wishes.ts'

/**
 * Choosing an ambition, saying more of it, and letting it go. `wish` is what the viewer said before; `values` and
 * `errors` come from a form that was not right yet.
 */
export function ChooseForm(props: {
  language: Language
  concept: Concept
  wish: WishWords | undefined
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}) {
  const { language, concept, wish, values, errors } = props
  const t = words[language].choose
  const messages = words[language].errors
  const reach = values ? valueOf(values, 'reach') : (wish?.reach ?? 'buurt')
  const findable = values ? values['findable'] === 'yes' : (wish?.findable ?? false)
  const path = `/ambities/${concept.slug}`
  return (
    <>
      <form action={`${path}/kies`} method="post" class="stack">
        <Problems language={language} errors={errors} messages={messages} />
        <Field
          name="dream"
          kind="textarea"
          rows={2}
          maxlength={300}
          label={t.dream}
          help={t.dreamHelp}
          optional={frameWords[language].optional}
          value={values ? valueOf(values, 'dream') : wish?.dream}
          error={errors?.['dream'] && messages[errors['dream']]}
        />
        <ReachChooser
          id="reach"
          legend={t.reach}
          options={reaches.map((value) => ({ value, label: t.reaches[value], checked: value === reach }))}
        />
        {/* Who holds a sensitive wish is never shown; agreeing then only means to be counted. */}
        <Choices
          type="checkbox"
          name="findable"
          legend={concept.sensitive ? t.counted : t.findable}
          options={[
            {
              value: 'yes',
              label: concept.sensitive ? t.countedYes : t.findableYes,
              help: concept.sensitive ? t.countedHelp : t.findableHelp,
              checked: findable,
            },
          ]}
        />
        <Actions>
          <Button kind={wish ? 'quiet' : 'main'}>{wish ? t.save : t.choose}</Button>
        </Actions>
      </form>
      {wish && (
        <form action={`${path}/laat-los`} method="post" class="actions">
          <LinkButton kind="quiet" href={`${path}/einde`}>
            {t.roundOff}
          </LinkButton>
          <Button kind="text">{t.drop}</Button>
        </form>
      )}
    </>
  )
}
