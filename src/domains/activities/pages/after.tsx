import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { picturesTaken } from '../../../platform/pictures.ts'
import { Actions, Button, Columns, Field, Fold, Group, List, Stop } from '../../../web/components/index.ts'
import { Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Moment } from '../moment.ts'
import type { Picture, Remark, Thanked } from '../queries/moment.ts'

export interface AfterProps {
  language: Language
  moment: Moment
  /** Whether the viewer was there, and so may add to it. */
  there: boolean
  pictures: Picture[]
  remarks: Remark[]
  helpers: Thanked[]
  thanks: { name: string | null; line: string }[]
  /** A photo of a form that came back. */
  kept?: string | undefined
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

/** What is left of it: how it was, photos, and thanks. */
export function AfterPart(props: AfterProps) {
  const { language, moment, pictures, remarks, there } = props
  const t = words[language].moment
  return (
    <Stop line="sun" id="hoe-was-het" heading={t.after} lede={there ? t.afterLede : undefined}>
      <Problems language={language} errors={props.errors} messages={words[language].errors} />
      <Columns kind="two">
        <div class="stack">
          {remarks.length === 0 ? (
            <p class="soft">{t.remarksNone}</p>
          ) : (
            <List>
              {remarks.map(({ line, name }) => (
                <li>
                  <p dir="auto">{line}</p>
                  <p class="small soft">{name ?? t.someone}</p>
                </li>
              ))}
            </List>
          )}
          {there && <RemarkForm {...props} />}
        </div>
        <div class="stack">
          <Thanks {...props} />
        </div>
      </Columns>
      {(pictures.length > 0 || there) && (
        <Group heading={t.pictures}>
          {pictures.length > 0 && (
            <ul class="pictures">
              {pictures.map((picture) => (
                <li>
                  <figure>
                    <a href={`/afspraak/${moment.id}/foto/${picture.id}`}>
                      <img
                        src={`/afspraak/${moment.id}/foto/${picture.id}?klein=ja`}
                        alt={picture.alt}
                        loading="lazy"
                        width="320"
                      />
                    </a>
                    <figcaption class="small soft">{picture.name && t.pictureBy(picture.name)}</figcaption>
                  </figure>
                  {(picture.mine || moment.mayHost) && (
                    <form action={`/afspraak/${moment.id}/foto/${picture.id}/weg`} method="post">
                      <Button kind="text" label={`${t.removePicture}: ${picture.alt}`}>
                        {t.removePicture}
                      </Button>
                    </form>
                  )}
                </li>
              ))}
            </ul>
          )}
          {there && <PictureForm {...props} />}
        </Group>
      )}
    </Stop>
  )
}

function RemarkForm({ language, moment, remarks, values, errors }: AfterProps) {
  const t = words[language].moment
  const mine = remarks.find((remark) => remark.mine)
  const error = errors?.['line']
  return (
    <form action={`/afspraak/${moment.id}/hoe-was-het`} method="post" class="stack">
      <Field
        name="line"
        label={t.remark}
        maxlength={280}
        value={valueOf(values, 'line') || (mine?.line ?? '')}
        error={error && words[language].errors[error]}
      />
      <Actions>
        <Button kind="quiet">{mine ? t.sayAgain : t.say}</Button>
      </Actions>
    </form>
  )
}

function PictureForm({ language, moment, kept, values, errors }: AfterProps) {
  const t = words[language].moment
  const wrong = errors?.['picture'] ?? errors?.['alt']
  return (
    <Fold summary={t.picture} open={wrong !== undefined}>
      <form action={`/afspraak/${moment.id}/foto`} method="post" enctype="multipart/form-data" class="stack">
        {kept ? (
          <>
            <input type="hidden" name="kept" value={kept} />
            <p>{t.pictureKept}</p>
          </>
        ) : (
          <Field
            name="picture"
            kind="file"
            label={t.picture}
            help={t.pictureHelp}
            accept={picturesTaken}
            error={errors?.['picture'] && words[language].errors[errors['picture']]}
          />
        )}
        <Field
          name="alt"
          label={t.alt}
          help={t.altHelp}
          maxlength={300}
          value={valueOf(values, 'alt')}
          error={errors?.['alt'] && words[language].errors[errors['alt']]}
        />
        <Actions>
          <Button kind="quiet">{t.addPicture}</Button>
        </Actions>
      </form>
    </Fold>
  )
}

/** Thanks: what the viewer got, what they gave, and a way to give more. Only they see it. */
function Thanks({ language, moment, there, helpers, thanks, values, errors }: AfterProps) {
  const t = words[language].moment
  const given = helpers.filter(({ line }) => line !== undefined)
  const left = helpers.filter(({ line }) => line === undefined)
  return (
    <>
      {thanks.map(({ name, line }) => (
        <p>{t.thanksGot(name ?? t.someone, line)}</p>
      ))}
      {given.map(({ name, line = '' }) => (
        <p class="soft">{t.thanked(name, line)}</p>
      ))}
      {there && left.length > 0 && (
        <Fold summary={t.thanks} open={errors?.['to'] !== undefined || errors?.['words'] !== undefined}>
          <form action={`/afspraak/${moment.id}/bedank`} method="post" class="stack">
            <p class="small soft">{t.thanksText}</p>
            <Field
              name="to"
              kind="select"
              label={t.thankWho}
              value={valueOf(values, 'to')}
              error={errors?.['to'] && words[language].errors[errors['to']]}
              options={[
                { value: '', label: '–' },
                ...left.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <Field
              name="words"
              label={t.thankWords}
              optional={words[language].plan.optional}
              maxlength={200}
              value={valueOf(values, 'words')}
              error={errors?.['words'] && words[language].errors[errors['words']]}
            />
            <Actions>
              <Button kind="quiet">{t.thank}</Button>
            </Actions>
          </form>
        </Fold>
      )}
    </>
  )
}
