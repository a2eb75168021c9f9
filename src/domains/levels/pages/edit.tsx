import type { Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Actions,
  Breadcrumb,
  Button,
  Choices,
  Field,
  Opener,
  Stop,
  type Option,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Problems } from '../../../web/render.tsx'
import type { Competence } from '../competence.ts'
import { words } from '../messages/index.ts'
import { bases, powers } from '../rules.ts'

const home = '/niveaukompas/tabel'

/** What the form begins with. */
export function valuesOf(row: Competence): FormValues {
  return {
    name: row.name,
    words: row.words.join(', '),
    level: row.level,
    say: row.say,
    basis: row.basis,
    theme: row.themeId === null ? '' : String(row.themeId),
    doing: row.doing,
    notify: row.notify,
    source: row.source ?? '',
    version: String(row.version),
    retired: row.retired ? 'ja' : '',
  }
}

/** A steward of the taxonomy changes a row, or adds one when there is none yet. */
export function EditPage(props: {
  language: Language
  row: Competence | undefined
  themes: Option[]
  values: FormValues
  errors?: FormErrors | undefined
}) {
  const { language, row, values, errors } = props
  const t = words[language]
  const value = (name: string) => valueOf(values, name)
  const error = (name: string) => (errors?.[name] ? t.errors[errors[name]] : undefined)
  const field = (name: string) => ({ name, value: value(name), error: error(name) })
  return (
    <>
      <Opener
        above={
          <Breadcrumb
            label={frameWords[language].breadcrumb}
            steps={[
              { label: t.table.title, href: home },
              ...(row ? [{ label: row.name, href: `${home}/${row.slug}` }] : []),
              { label: row ? t.table.editTitle : t.table.addTitle },
            ]}
          />
        }
        heading={row ? t.table.editTitle : t.table.addTitle}
        lede={t.table.publicAct}
        line="plum"
      />
      <Stop line="plum" id="formulier" heading={row?.name ?? t.table.addTitle} quiet>
        <form
          method="post"
          action={row ? `${home}/${row.slug}/bewerk` : `${home}/nieuw`}
          class="stack"
          novalidate
        >
          {errors && <Problems language={language} errors={errors} messages={t.errors} />}
          {row && <input type="hidden" name="version" value={value('version')} />}
          <Field {...field('name')} label={t.table.name} maxlength={80} lang="nl" />
          {!row && <Field {...field('slug')} label={t.table.slug} maxlength={60} spellcheck={false} />}
          <Field
            {...field('words')}
            label={t.table.words}
            help={t.table.wordsHelp}
            optional={t.table.optional}
            maxlength={900}
            lang="nl"
          />
          <Field
            {...field('level')}
            kind="select"
            label={t.table.power}
            options={powers.map((power) => ({ value: power, label: t.levels[power] }))}
          />
          <Choices
            name="say"
            legend={t.table.atBest}
            error={error('say')}
            options={(['say', 'advice'] as const).map((say) => ({
              value: say,
              label: t.say[say],
              help: t.sayLong[say],
              checked: value('say') === say,
            }))}
          />
          <Field
            {...field('basis')}
            kind="select"
            label={t.compass.basis}
            options={bases.map((basis) => ({ value: basis, label: t.bases[basis] }))}
          />
          <Field
            {...field('theme')}
            kind="select"
            label={t.table.theme}
            options={[{ value: '', label: t.table.noTheme }, ...props.themes]}
          />
          <Field {...field('doing')} kind="textarea" label={t.compass.doing} maxlength={600} lang="nl" />
          <Field
            {...field('notify')}
            kind="textarea"
            rows={3}
            label={t.compass.notify}
            maxlength={300}
            lang="nl"
          />
          <Field
            {...field('source')}
            label={t.compass.source}
            help={t.table.sourceHelp}
            optional={t.table.optional}
            maxlength={300}
          />
          {row && (
            <Choices
              type="checkbox"
              name="retired"
              legend={t.table.retire}
              options={[{ value: 'ja', label: t.table.retire, checked: value('retired') === 'ja' }]}
            />
          )}
          <Field
            {...field('why')}
            kind="textarea"
            rows={3}
            label={t.table.why}
            help={t.table.whyHelp}
            maxlength={500}
          />
          <Actions>
            <Button>{row ? t.table.save : t.table.add}</Button>
          </Actions>
        </form>
      </Stop>
    </>
  )
}
