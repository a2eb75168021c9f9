import type { Language } from '../../../platform/i18n.ts'
import { valueOf } from '../../../platform/http.ts'
import { Actions, Button, Choices, Field } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { words } from '../messages/index.ts'
import { accessOptions, type Typed } from './parts.tsx'

import { FormPage } from './form-page.tsx'

export interface AreaChoice {
  id: number
  name: string
}

/** Founding a community without formation: for a group that exists, or a place that has none. */
export function FoundPage(
  props: Typed & {
    language: Language
    areas: AreaChoice[]
    moreAreas: AreaChoice[]
    ambitions: { id: number; label: string }[]
  },
) {
  const { language, values, errors } = props
  const t = words[language].found
  const { optional } = frameWords[language]
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  const chosen = (name: string) => [values?.[name] ?? []].flat()
  return (
    <FormPage language={language} heading={t.title} lede={t.lede} errors={errors}>
      <p>
        {t.byAmbition} <a href="/ambities">{words[language].list.choose}</a>
      </p>
      <form action="/leefomgevingen/nieuw" method="post" class="stack" novalidate>
        <input type="hidden" name="id" value={valueOf(values, 'id')} />
        <Field
          name="name"
          label={t.name}
          help={t.nameHelp}
          maxlength={80}
          value={valueOf(values, 'name')}
          error={error('name')}
        />
        <Field
          name="purpose"
          kind="textarea"
          rows={3}
          maxlength={1000}
          label={t.purpose}
          help={t.purposeHelp}
          optional={optional}
          value={valueOf(values, 'purpose')}
          error={error('purpose')}
        />
        <Choices
          type="checkbox"
          name="areas"
          legend={t.areas}
          help={t.areasHelp}
          optional={optional}
          error={error('areas')}
          options={props.areas.map(({ id, name }) => ({
            value: String(id),
            label: name,
            checked: chosen('areas').includes(String(id)),
          }))}
        />
        {props.moreAreas.length > 0 && (
          <Field
            name="moreArea"
            kind="select"
            label={t.moreAreas}
            optional={optional}
            value={valueOf(values, 'moreArea')}
            options={[
              { value: '', label: t.noArea },
              ...props.moreAreas.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
        )}
        <Choices
          type="checkbox"
          name="openToArea"
          legend={t.claims}
          optional={optional}
          options={[
            {
              value: 'yes',
              label: t.claimsYes,
              help: t.claimsHelp,
              checked: chosen('openToArea').includes('yes'),
            },
          ]}
        />
        {props.ambitions.length > 0 && (
          <Choices
            type="checkbox"
            name="ambitions"
            legend={t.ambitions}
            help={t.ambitionsHelp}
            optional={optional}
            error={error('ambitions')}
            options={props.ambitions.map(({ id, label }) => ({
              value: String(id),
              label,
              checked: chosen('ambitions').includes(String(id)),
            }))}
          />
        )}
        <Choices
          name="access"
          legend={t.access}
          error={error('access')}
          options={accessOptions(language, valueOf(values, 'access'))}
        />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}

/** Knocking at a community that cannot be seen from outside. */
export function KnockPage({ language, values, errors }: Typed & { language: Language }) {
  const t = words[language].knock
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  return (
    <FormPage
      language={language}
      heading={t.title}
      lede={t.lede}
      errors={errors}
      back={{ href: '/leefomgevingen', label: words[language].list.title }}
    >
      <form action="/leefomgevingen/aankloppen" method="post" class="stack" novalidate>
        <Field
          name="slug"
          label={t.slug}
          help={t.slugHelp}
          maxlength={200}
          spellcheck={false}
          autocomplete="off"
          value={valueOf(values, 'slug')}
          error={error('slug')}
        />
        <Field
          name="words"
          kind="textarea"
          rows={3}
          maxlength={500}
          label={t.words}
          help={t.wordsHelp}
          optional={frameWords[language].optional}
          value={valueOf(values, 'words')}
          error={error('words')}
        />
        <Actions>
          <Button name="what" value="ask">
            {t.button}
          </Button>
          <Button kind="text" name="what" value="withdraw">
            {t.withdraw}
          </Button>
        </Actions>
        <p class="why">{t.why}</p>
      </form>
    </FormPage>
  )
}
