import { valueOf, type FormErrors } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { Choices, Field, Fold } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { FormPage, type Community, type Typed } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import { licences, shownTo, waysOfKnowing, type Kind } from '../rules.ts'

/** A page with one form about documents. */
export const DocumentFormPage = (props: Parameters<typeof FormPage>[0]) => (
  <FormPage {...props} messages={words[props.language].errors} />
)

/** The message for a field of a form. */
export const messageOf = (language: Language, errors: FormErrors | undefined, name: string) =>
  errors?.[name] && (words[language].errors[errors[name]] ?? errors[name])

/** The title and the words; of a checklist its steps apart. */
export function WordFields({ language, kind, values, errors }: Typed & { language: Language; kind: Kind }) {
  const t = words[language].form
  const error = (name: string) => messageOf(language, errors, name)
  return (
    <>
      <Field
        name="title"
        label={t.title}
        maxlength={160}
        value={valueOf(values, 'title')}
        error={error('title')}
      />
      <Field
        name="text"
        kind="textarea"
        label={t.text[kind]}
        help={kind === 'file' ? undefined : t.textHelp}
        optional={kind === 'page' ? undefined : frameWords[language].optional}
        rows={kind === 'page' ? 14 : 4}
        maxlength={40_000}
        value={valueOf(values, 'text')}
        error={error('text')}
      />
      {kind === 'checklist' && (
        <Field
          name="steps"
          kind="textarea"
          label={t.steps}
          help={t.stepsHelp}
          rows={10}
          maxlength={40_000}
          value={valueOf(values, 'steps')}
          error={error('steps')}
        />
      )}
    </>
  )
}

/** Who may read it. In a closed community there is nothing to choose. */
export function ShownToField(props: Typed & { language: Language; community: Community | undefined }) {
  const { language, community, values, errors } = props
  const t = words[language]
  if (community?.access === 'besloten') return <p class="soft">{t.readersOf.besloten}.</p>
  const chosen = valueOf(values, 'shownTo') || 'readers'
  return (
    <Choices
      name="shownTo"
      legend={t.form.shownTo}
      error={messageOf(language, errors, 'shownTo')}
      options={shownTo.map((value) => ({
        value,
        label: t.shownTo[value][0],
        help: value === 'readers' && community ? t.readersOf[community.access] : t.shownTo[value][1],
        checked: value === chosen,
      }))}
    />
  )
}

/** How we know it; and, folded away, who made it, from where, and what others may do with it. */
export function AboutFields(
  props: Typed & {
    language: Language
    open?: boolean
    /** By first name, where a resident other than the viewer made it. */
    keptAuthor?: string | null | undefined
  },
) {
  const { language, values, errors } = props
  const t = words[language]
  const { optional } = frameWords[language]
  const value = (name: string) => valueOf(values, name)
  const error = (name: string) => messageOf(language, errors, name)
  const folded = ['author', 'source', 'link', 'written', 'licence', 'licenceWords']
  return (
    <>
      <Choices
        name="known"
        legend={t.form.known}
        help={t.form.knownHelp}
        error={error('known')}
        options={waysOfKnowing.map((known) => ({
          value: known,
          label: t.known[known][0],
          help: t.known[known][1],
          checked: value('known') === known,
        }))}
      />
      <Fold summary={t.form.more} open={props.open || folded.some((name) => errors?.[name])}>
        <Field
          name="source"
          label={t.form.source}
          help={t.form.sourceHelp}
          optional={optional}
          maxlength={300}
          value={value('source')}
          error={error('source')}
        />
        <Field
          name="link"
          kind="text"
          inputmode="url"
          label={t.form.link}
          optional={optional}
          maxlength={500}
          value={value('link')}
          error={error('link')}
        />
        <Field
          name="written"
          kind="date"
          short
          label={t.form.written}
          optional={optional}
          value={value('written')}
          error={error('written')}
        />
        <Choices
          name="by"
          legend={t.form.by}
          options={[
            {
              value: 'me',
              label: props.keptAuthor === undefined ? t.form.byMe : (props.keptAuthor ?? t.form.byKept),
              help: props.keptAuthor === undefined ? t.form.byMeHelp : undefined,
              checked: value('by') !== 'other',
            },
            { value: 'other', label: t.form.byOther, checked: value('by') === 'other' },
          ]}
        />
        <Field
          name="author"
          label={t.form.author}
          help={t.form.authorHelp}
          optional={optional}
          maxlength={120}
          value={value('author')}
          error={error('author')}
        />
        <Choices
          name="licence"
          legend={t.form.licence}
          error={error('licence')}
          options={licences.map((licence) => ({
            value: licence,
            label: t.licence[licence][0],
            help: t.licence[licence][1],
            checked: (value('licence') || 'name') === licence,
          }))}
        />
        <Field
          name="licenceWords"
          label={t.form.licenceWords}
          optional={optional}
          maxlength={300}
          value={value('licenceWords')}
          error={error('licenceWords')}
        />
      </Fold>
    </>
  )
}
