import type { Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import { Back, Actions, Button, Question } from '../../../web/components/index.ts'
import { Problems } from '../../../web/render.tsx'
import { AddressField, labelOf, type Located } from '../../areas/index.ts'
import { words } from '../messages/index.ts'

/** Where do you live now: typed, looked up, and confirmed with what follows from it. */
export function MovePage(props: {
  language: Language
  values?: FormValues | undefined
  errors?: FormErrors | undefined
  located?: Located | undefined
}) {
  const { language, values, errors, located } = props
  const t = words[language].move
  const found = located?.found
  return (
    <Question>
      <Back language={language} to="/ik/bewijs" />
      <Problems language={language} errors={errors} messages={words[language].errors} />
      <h1>{t.title}</h1>
      {found ? (
        <form action="/ik/verhuizen" method="post" class="stack">
          <p>{t.found}</p>
          <p class="lede">
            <strong>{labelOf(found)}</strong>
          </p>
          <h2>{t.what}</h2>
          <ul>
            {t.whats.map((what) => (
              <li>{what}</li>
            ))}
          </ul>
          <input type="hidden" name="address" value={found.id} />
          <input type="hidden" name="q" value={labelOf(found)} />
          <Actions>
            <Button>{t.yes}</Button>
          </Actions>
        </form>
      ) : null}
      <form action="/ik/verhuizen" method="post" class="stack" novalidate>
        <AddressField
          language={language}
          label={t.address}
          help
          value={valueOf(values, 'q')}
          located={located}
          error={errors?.['q'] && words[language].errors[errors['q']]}
        />
        <Actions>
          <Button kind={found ? 'quiet' : 'main'}>{found ? t.again : t.next}</Button>
        </Actions>
      </form>
    </Question>
  )
}
