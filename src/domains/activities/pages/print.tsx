import type { Language } from '../../../platform/i18n.ts'
import { Actions, Button, Choices } from '../../../web/components/index.ts'
import { FormPage } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import type { Moment } from '../moment.ts'

/** Chooses what is printed, and whether the place stands on it. */
export function PrintPage({
  language,
  moment,
  closed,
}: {
  language: Language
  moment: Moment
  closed: boolean
}) {
  const t = words[language].print
  return (
    <FormPage
      language={language}
      heading={t.title}
      lede={t.lede}
      back={{ href: `/afspraak/${moment.id}`, label: moment.title }}
    >
      <form action={`/afspraak/${moment.id}/print`} method="post" class="stack">
        {closed && <p>{t.closed}</p>}
        <Choices
          name="paper"
          legend={t.which}
          options={[
            { value: 'a4', label: t.poster4, checked: true },
            { value: 'a5', label: t.poster5 },
            { value: 'notes', label: t.notes },
          ]}
        />
        <Choices
          type="checkbox"
          name="place"
          legend={t.placeAt}
          help={t.placeText}
          options={[{ value: 'yes', label: t.place }]}
        />
        <Actions>
          <Button>{t.make}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}
