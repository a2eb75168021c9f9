import type { Language } from '../../../platform/i18n.ts'
import { valueOf } from '../../../platform/http.ts'
import { shortMoment } from '../../../platform/moments.ts'
import {
  Confirm,
  Actions,
  Button,
  Field,
  FieldRow,
  LinkButton,
  Question,
} from '../../../web/components/index.ts'
import type { Cancellable } from '../actions/activities.ts'
import type { Community } from '../community.ts'
import { words } from '../messages/index.ts'
import { backTo, FormPage } from './form-page.tsx'
import { type Typed } from './parts.tsx'

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
    <Confirm
      line="sun"
      heading={t.title}
      lede={t.what(activity.title, shortMoment(language, activity.starts))}
      action={`/afspraak/${activity.id}/gaat-niet-door`}
      button={t.button}
      back={{ to: `/leefomgeving/${activity.slug}`, words: t.keep }}
    >
      <p>{t.lede}</p>
      {activity.others > 0 && <p>{t.coming(activity.others)}</p>}
    </Confirm>
  )
}

/** Leaving is said in words before it happens. */
export function LeavePage({ language, community }: { language: Language; community: Community }) {
  const t = words[language].leave
  const path = `/leefomgeving/${community.slug}`
  const mustPass = community.role === 'manager' && community.members > 1 && community.state !== 'ended'
  if (!mustPass)
    return (
      <Confirm
        line="sky"
        heading={t.title(community.name)}
        lede={community.members === 1 ? t.last : t.lede}
        action={`${path}/verlaat`}
        button={t.button}
        back={{ to: path, words: t.stay }}
      />
    )
  return (
    <Question line="sky">
      <h1>{t.title(community.name)}</h1>
      <p class="lede">{t.manager}</p>
      <Actions>
        <LinkButton href={`${path}/beheer#doorgeven`}>{words[language].manage.pass}</LinkButton>
        <LinkButton kind="text" href={path}>
          {t.stay}
        </LinkButton>
      </Actions>
    </Question>
  )
}
