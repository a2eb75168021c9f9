import { valueOf, type FormValues } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { picturesTaken } from '../../../platform/pictures.ts'
import { Actions, Button, Choices, Field, Fold, Notice } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { accesses, FormPage, type Access, type Typed } from '../../communities/index.ts'
import type { Choosable } from '../../documents/index.ts'
import { words } from '../messages/index.ts'
import { longest, most } from '../rules.ts'

export interface StoryFormProps extends Typed {
  language: Language
  /** What ends: a whole community, one ambition of it, or the viewer's own. */
  ends: 'community' | 'ambition' | 'own'
  /** What the ambition is called. */
  label: string
  action: string
  back: { href: string; label: string }
  /** Whom the viewer may thank by name. */
  neighbours: { id: string; name: string; place?: string | null }[]
  /** Whether there are more than are offered. */
  more: boolean
  documents: Choosable[]
  /** Photos that came with an earlier try. */
  kept: readonly string[]
  /** Who may read it, of a community. */
  access: Access | undefined
  /** Of a sensitive ambition nobody else reads it. */
  onlyMe?: boolean
}

const chosenOf = (values: FormValues | undefined, name: string): string[] => [values?.[name] ?? []].flat()

/** Looking back: four short questions, and room for the whole story. */
export function StoryFormPage(props: StoryFormProps) {
  const { language, ends, label, values, errors } = props
  const t = words[language].form
  const title = t.titles[ends]
  const own = ends === 'own'
  return (
    <FormPage
      language={language}
      heading={typeof title === 'string' ? title : title(label)}
      lede={t.ledes[ends]}
      back={props.back}
      errors={errors}
      messages={words[language].errors}
    >
      <form action={props.action} method="post" enctype="multipart/form-data" class="stack" novalidate>
        <input type="hidden" name="id" value={valueOf(values, 'id')} />
        <Choices
          name="result"
          legend={`1. ${t.result}`}
          error={messageOf(props, 'result')}
          options={(['realised', 'tried'] as const).map((result) => ({
            value: result,
            label: result === 'realised' ? t.realised : t.tried[own ? 'me' : 'us'],
            checked: valueOf(values, 'result') === result,
          }))}
        />
        <fieldset class="stack">
          <legend class="field__label">2. {t.both}</legend>
          <Words {...props} name="worked" rows={2} label={t.worked} />
          <Words {...props} name="failed" rows={2} label={t.failed} />
        </fieldset>
        <Words {...props} name="lesson" rows={2} label={`3. ${t.lesson}`} help={t.lessonHelp} />
        <Thanks {...props} />
        <WholeStory {...props} />
        {own && <Readers {...props} />}
        <p class="soft">
          {props.access && t.who[props.access]} {ends === 'community' && t.text}
        </p>
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}

const messageOf = ({ language, errors }: StoryFormProps, name: string) =>
  errors?.[name] && (words[language].errors[errors[name]] ?? errors[name])

function Words(
  props: StoryFormProps & {
    name: 'worked' | 'failed' | 'lesson' | 'thanks' | 'story' | 'alt'
    label: string
    help?: string
    rows: number
  },
) {
  return (
    <Field
      name={props.name}
      kind="textarea"
      rows={props.rows}
      maxlength={longest[props.name]}
      label={props.label}
      help={props.help}
      optional={frameWords[props.language].optional}
      value={valueOf(props.values, props.name)}
      error={messageOf(props, props.name)}
    />
  )
}

function Thanks(props: StoryFormProps) {
  const { language, neighbours, values } = props
  const t = words[language].form
  const chosen = chosenOf(values, 'to')
  return (
    <fieldset class="stack">
      <legend class="field__label">4. {t.thanks}</legend>
      {neighbours.length > 0 && (
        <Fold summary={t.to} open={chosen.length > 0 || neighbours.length <= 8}>
          <Choices
            type="checkbox"
            name="to"
            legend={t.to}
            help={props.ends === 'own' ? t.toOwnHelp : t.toHelp}
            options={neighbours.map(({ id, name, place }) => ({
              value: id,
              label: place ? `${name}, ${place}` : name,
              checked: chosen.includes(id),
            }))}
          />
          {props.more && <p class="small soft">{t.toMore}</p>}
        </Fold>
      )}
      <Words {...props} name="thanks" rows={2} label={t.thanksWords} />
    </fieldset>
  )
}

function WholeStory(props: StoryFormProps) {
  const { language, ends, documents, kept, values, errors } = props
  const t = words[language].form
  const chosen = values ? chosenOf(values, 'documents') : []
  // On the first look at a community that ends, all it wrote down is offered along.
  const first = ends === 'community' && values?.['result'] === undefined
  return (
    <Fold
      summary={ends === 'own' ? t.moreOwn : t.more}
      open={kept.length > 0 || ['story', 'pictures', 'alt'].some((name) => errors?.[name])}
    >
      <Words {...props} name="story" rows={8} label={t.story} help={t.storyHelp} />
      {kept.length > 0 && (
        <Notice kind="done">
          <p>{t.picturesKept(kept.length)}</p>
          {kept.map((id) => (
            <input type="hidden" name="kept" value={id} />
          ))}
        </Notice>
      )}
      <Field
        name="pictures"
        kind="file"
        multiple
        accept={picturesTaken}
        label={t.pictures}
        help={t.picturesHelp}
        optional={frameWords[language].optional}
        error={messageOf(props, 'pictures')}
      />
      <Words {...props} name="alt" rows={1} label={t.alt} help={t.altHelp} />
      {documents.length > 0 && (
        <Choices
          type="checkbox"
          name="documents"
          legend={t.documents}
          help={t.documentsHelp}
          options={documents.map(({ id, title }, i) => ({
            value: id,
            label: <span dir="auto">{title}</span>,
            checked: first ? i < most.documents : chosen.includes(id),
          }))}
        />
      )}
    </Fold>
  )
}

function Readers(props: StoryFormProps) {
  const { language, values } = props
  const t = words[language].form
  if (props.onlyMe) return <p>{t.onlyMe}</p>
  const chosen = valueOf(values, 'access') || 'extranet'
  return (
    <>
      <Choices
        name="access"
        legend={t.access}
        error={messageOf(props, 'access')}
        options={accesses.map((access) => ({
          value: access,
          label: t.accessOf[access][0],
          help: t.accessOf[access][1],
          checked: access === chosen,
        }))}
      />
      <Choices
        type="checkbox"
        name="named"
        legend={t.named}
        options={[{ value: 'yes', label: t.namedYes, checked: valueOf(values, 'named') === 'yes' }]}
      />
    </>
  )
}
