import type { ComponentChildren } from 'preact'
import type { FormErrors, FormValues } from '../../../platform/http.ts'
import { valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { picturesTaken } from '../../../platform/pictures.ts'
import {
  Actions,
  Back,
  Button,
  Choices,
  Field,
  Fold,
  Group,
  Notice,
  Opener,
  Stop,
  Written,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Readers } from '../conversation.ts'
import { longestTitle, longestWords } from '../rules.ts'

/** A photo that waits in a form to be posted. */
export interface Waiting {
  file: string
  alt: string
}

/** A form to say something, as it is shown the first time and again. */
export interface SayFormProps {
  language: Language
  action: string
  values: FormValues
  errors?: FormErrors | undefined
  photos?: readonly Waiting[]
  /** Members to choose from, when somebody asked for the list. */
  people?: readonly { id: string; name: string }[] | undefined
  /** Asks what it is about and whether it is a question. */
  asksTitle?: boolean
  /** The id of the field for words, on a page that has other fields for words. */
  wordsId?: string
  /** Names this form among the drafts on this device, and whose it is. */
  draft: string
  /** Who can read it then: said before somebody writes. */
  readers: Readers
  /** A draft that was sent and can go. */
  done?: string | undefined
  send: string
}

/** Where people write. It works without scripts; where they run, what is typed is kept on the device until it is sent. */
export function SayForm(props: SayFormProps) {
  const { language, values, photos = [] } = props
  const { write: t, errors: messages } = words[language]
  const error = (name: string) => (props.errors?.[name] ? messages[props.errors[name]] : undefined)
  const hidden = ['id', 'parent', 'quoteOf']
  return (
    <dhz-draft for={props.draft} done={props.done} said={t.draft}>
      <form action={props.action} method="post" enctype="multipart/form-data" class="stack">
        {hidden.map((name) => {
          const value = valueOf(values, name)
          return value && <input type="hidden" name={name} value={value} />
        })}
        {props.asksTitle && (
          <Field
            name="title"
            label={t.subject}
            help={t.subjectHelp}
            value={valueOf(values, 'title')}
            error={error('title')}
            maxlength={longestTitle}
          />
        )}
        {valueOf(values, 'quoteOf') && (
          <Field
            kind="textarea"
            name="quote"
            rows={3}
            label={t.quote}
            help={t.quoteHelp}
            value={valueOf(values, 'quote')}
            error={error('quote')}
          />
        )}
        <Field
          kind="textarea"
          id={props.wordsId}
          name="words"
          rows={5}
          label={t.words}
          help={t.wordsHelp}
          value={valueOf(values, 'words')}
          error={error('words')}
          maxlength={longestWords}
        />
        <p class="small soft">{t.readers[props.readers]}</p>
        {props.people && (
          <Field
            kind="select"
            name="mention"
            label={t.mention}
            value={valueOf(values, 'mention')}
            options={[
              { value: '', label: t.nobody },
              ...props.people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        {props.asksTitle && (
          <Choices
            name="kind"
            legend={t.kind}
            options={(['talk', 'question'] as const).map((value) => ({
              value,
              label: t[value],
              help: value === 'question' ? t.questionHelp : undefined,
              checked: (valueOf(values, 'kind') || 'talk') === value,
            }))}
          />
        )}
        <Photos {...props} error={error('pictures') ?? error('photo')} photos={photos} />
        <Actions>
          <Button name="do" value="send">
            {props.send}
          </Button>
          <Button kind="quiet" name="do" value="preview">
            {t.preview}
          </Button>
          {!props.people && (
            <Button kind="text" name="do" value="people">
              {t.people}
            </Button>
          )}
        </Actions>
      </form>
    </dhz-draft>
  )
}

function Photos({
  language,
  values,
  photos,
  error,
}: SayFormProps & { photos: readonly Waiting[]; error: string | undefined }) {
  const t = words[language].write
  const choosing = (
    <>
      <Field
        kind="file"
        name="pictures"
        label={t.photos}
        help={t.photosHelp}
        optional={t.optional}
        accept={picturesTaken}
        error={error}
        multiple
      />
      <Field
        name="newAlt"
        label={t.newAlt}
        help={t.newAltHelp}
        optional={t.optional}
        value={valueOf(values, 'newAlt')}
        maxlength={200}
      />
    </>
  )
  return (
    <>
      {photos.map(({ file, alt }, n) => (
        <div class="stack photo-waits">
          <img src={`/gesprek/foto/${file}?klein=1`} alt={alt} />
          <input type="hidden" name="photo" value={file} />
          <Field
            id={`alt${n + 1}`}
            name="alt"
            label={t.alt(n + 1)}
            help={t.altHelp}
            optional={t.optional}
            value={alt}
            maxlength={200}
          />
          <label class="check">
            <input type="checkbox" name="drop" value={file} /> {t.drop(n + 1)}
          </label>
        </div>
      ))}
      {error ? choosing : <Fold summary={t.photos}>{choosing}</Fold>}
    </>
  )
}

export interface WritePageProps extends SayFormProps {
  heading: string
  lede?: string | undefined
  back: { href: string; label: string }
  /** What the words look like, when somebody wants to see that first. */
  preview?: string | undefined
  /** Photos came in that nobody described yet. */
  ready?: boolean
  context?: ComponentChildren
}

/** One thing to write, on a page of its own: an answer, a new conversation, or a form that came back. */
export function WritePage(props: WritePageProps) {
  const { language } = props
  const { write: t, errors: messages } = words[language]
  return (
    <>
      <Opener
        heading={props.heading}
        lede={props.lede}
        line="sky"
        above={
          <Back language={language} to={props.back.href}>
            {props.back.label}
          </Back>
        }
      />
      <Stop line="sky" id="schrijf" heading={props.heading} quiet letterbox>
        <Problems language={language} errors={props.errors} messages={messages} />
        {props.ready && !props.errors && (
          <Notice live>
            <p>{t.ready}</p>
          </Notice>
        )}
        {props.preview !== undefined && (
          <Group heading={t.previewTitle}>
            <div class="preview">
              <Written html={props.preview} />
            </div>
          </Group>
        )}
        {props.context}
        <SayForm {...props} />
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}
