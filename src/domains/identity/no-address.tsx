import { valueOf } from '../../platform/http.ts'
import { Actions, Button, Choices, Field } from '../../web/components/index.ts'
import { words } from './messages/index.ts'
import { JoinQuestion, type Asking } from './pages.tsx'

/** Somebody without a fixed address says where they mostly are. */
export function NoAddressPage({
  language,
  areas,
  values,
  errors,
}: Asking & { areas: readonly { code: string; name: string; gemeente: string | null }[] }) {
  const t = words[language]
  return (
    <JoinQuestion
      language={language}
      n={2}
      heading={t.join.noAddressTitle}
      lede={t.join.noAddressLede}
      back="/meedoen/adres"
      errors={errors}
    >
      <form action="/meedoen/geen-adres" method="post" class="stack" novalidate>
        {areas.length > 0 && (
          <Choices
            name="area"
            legend={t.join.noAddressWhich}
            options={areas.map(({ code, name, gemeente }) => ({
              value: code,
              label: gemeente && gemeente !== name ? `${name}, ${gemeente}` : name,
            }))}
          />
        )}
        <Field
          name="q"
          label={t.join.noAddressWhere}
          help={t.join.noAddressHelp}
          value={valueOf(values, 'q')}
          maxlength={100}
          error={errors?.['q'] && t.errors[errors['q']]}
        />
        <Actions>
          <Button>{t.join.next}</Button>
        </Actions>
      </form>
    </JoinQuestion>
  )
}
