import type { Language } from '../../../platform/i18n.ts'
import { valueOf } from '../../../platform/http.ts'
import { shortMoment } from '../../../platform/moments.ts'
import { Actions, Button, Field, FieldRow, LinkButton, Question } from '../../../web/components/index.ts'
import type { Cancellable } from '../actions/activities.ts'
import { backTo, FormPage, type Community, type Typed } from '../../communities/index.ts'
import { words } from '../messages/index.ts'

/** What, where and when. */
export function PlanPage({
  language,
  community,
  values,
  errors,
  min,
}: Typed & { language: Language; community: Community; min: string }) {
  const t = words[language].plan
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  return (
    <FormPage language={language} heading={t.title} lede={t.lede} errors={errors} back={backTo(community)}>
      <form action={`/leefomgeving/${community.slug}/plan`} method="post" class="stack" novalidate>
        <input type="hidden" name="id" value={valueOf(values, 'id')} />
        <Field
          name="title"
          label={t.what}
          maxlength={120}
          value={valueOf(values, 'title')}
          error={error('title')}
        />
        <Field
          name="place"
          label={t.where}
          help={t.whereHelp}
          maxlength={200}
          value={valueOf(values, 'place')}
          error={error('place')}
        />
        <FieldRow>
          <Field
            name="day"
            kind="date"
            label={t.day}
            min={min}
            value={valueOf(values, 'day')}
            error={error('day')}
          />
          <Field
            name="time"
            kind="time"
            label={t.time}
            value={valueOf(values, 'time') || '19:30'}
            error={error('time')}
          />
        </FieldRow>
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}

/** Calling off is for everybody, so it is said in words before it happens. */
export function CancelPage({ language, activity }: { language: Language; activity: Cancellable }) {
  const t = words[language].cancel
  return (
    <Question line="sun">
      <h1>{t.title}</h1>
      <p class="lede">{t.what(activity.title, shortMoment(language, activity.starts))}</p>
      <p>{t.lede}</p>
      {activity.others > 0 && <p>{t.coming(activity.others)}</p>}
      <form action={`/afspraak/${activity.id}/gaat-niet-door`} method="post" class="actions">
        <Button>{t.button}</Button>
        <LinkButton kind="text" href={`/leefomgeving/${activity.slug}`}>
          {t.keep}
        </LinkButton>
      </form>
    </Question>
  )
}
