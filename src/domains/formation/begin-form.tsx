import { formatDay, type Language } from '../../platform/i18n.ts'
import { momentOf } from '../../platform/clock.ts'
import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import { Actions, Button, Field, FieldRow, Sheet, Stop } from '../../web/components/index.ts'
import { Problems } from '../../web/render.tsx'
import { ProveLink } from '../proofs/index.ts'
import { words } from './messages/index.ts'

/** Hours that suit most people: after work, and on a free day. */
const hours = [
  '09:30',
  '10:00',
  '10:30',
  '11:00',
  '13:30',
  '14:00',
  '15:00',
  '16:00',
  '17:00',
  '18:30',
  '19:00',
  '19:30',
  '20:00',
]

const dayName = (language: Language, day: string) => formatDay(language, momentOf(day, '12:00'))

/** Begin samen: a name, a day, a time and a place. Everything else comes later. */
export function BeginStop(props: {
  language: Language
  slug: string
  ambition: string
  founder: string
  mayBegin: boolean
  invitable: number
  /** Days that can be chosen, as 2026-05-16. */
  days: string[]
  values: FormValues
  errors?: FormErrors | undefined
}) {
  const { language, values, errors } = props
  const t = words[language]
  const error = (name: string) => errors?.[name] && t.errors[errors[name]]
  const value = (name: string) => valueOf(values, name)
  if (!props.mayBegin) {
    return (
      <Stop line="door" id="begin" heading={t.begin.heading}>
        <p>{t.begin.verify}</p>
        <ProveLink language={language} />
      </Stop>
    )
  }
  return (
    <Stop line="door" id="begin" heading={t.begin.heading} lede={t.begin.lede}>
      <form action={`/ambities/${props.slug}/begin#begin`} method="post" novalidate>
        <Sheet>
          <Problems language={language} errors={errors} messages={t.errors} />
          <input type="hidden" name="id" value={value('id')} />
          <input type="hidden" name="bereik" value={value('bereik')} />
          <Field
            name="name"
            label={t.begin.name}
            value={value('name')}
            maxlength={80}
            error={error('name')}
          />
          <FieldRow>
            <Field
              name="day"
              kind="select"
              label={t.begin.day}
              value={value('day')}
              options={props.days.map((day) => ({ value: day, label: dayName(language, day) }))}
              error={error('day')}
            />
            <Field
              name="time"
              kind="select"
              label={t.begin.time}
              value={value('time')}
              options={hours.map((hour) => ({
                value: hour,
                label: language === 'nl' ? `${hour.replace(':', '.')} uur` : hour,
              }))}
              error={error('time')}
            />
            <Field
              name="place"
              label={t.begin.place}
              value={value('place')}
              maxlength={200}
              error={error('place')}
            />
          </FieldRow>
          <p class="small soft">{t.begin.placeHelp}</p>
          <p>
            {t.begin.readBy(props.invitable)}{' '}
            {props.invitable > 0 && <em>{t.begin.reading(props.founder, props.ambition)}</em>}
          </p>
          {props.invitable > 0 && <p class="small soft">{t.begin.yes}</p>}
          <Actions>
            <Button>{t.begin.button}</Button>
          </Actions>
        </Sheet>
      </form>
    </Stop>
  )
}
