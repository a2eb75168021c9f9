import type { ComponentChildren } from 'preact'
import type { Language } from '../../../platform/i18n.ts'
import { valueOf } from '../../../platform/http.ts'
import {
  Actions,
  Button,
  Choices,
  Field,
  FieldRow,
  LinkButton,
  List,
  Notice,
  Opener,
  Question,
  Stop,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import type { Community } from '../community.ts'
import { words } from '../messages/index.ts'
import type { OutcomeWords } from '../queries/about.ts'
import type { Invited } from '../queries/members.ts'
import { accessOptions, type Typed } from './parts.tsx'

/** A page with one form: a heading, a way back, the problems, and the questions. */
export function FormPage(
  props: Typed & {
    language: Language
    heading: string
    lede: string
    back?: { href: string; label: string }
    children: ComponentChildren
  },
) {
  const { language, back } = props
  return (
    <>
      <Opener
        above={
          back && (
            <p>
              <a href={back.href}>{back.label}</a>
            </p>
          )
        }
        heading={props.heading}
        lede={props.lede}
        line="sun"
      />
      <Stop line="sun" id="formulier" heading={props.heading} quiet letterbox>
        <Problems language={language} errors={props.errors} messages={words[language].errors} />
        {props.children}
      </Stop>
      <Goodbye language={language} />
    </>
  )
}

const backTo = ({ slug, name }: Community) => ({ href: `/leefomgeving/${slug}`, label: name })

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
      <p class="why">
        {t.byAmbition} <a href="/ambities">{words[language].list.choose}</a>
      </p>
      <form action="/leefomgevingen/nieuw" method="post" class="stack" novalidate>
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

/** Looking back together, and ending. */
export function EndingPage(
  props: Typed & { language: Language; community: Community; outcome: OutcomeWords | undefined },
) {
  const { language, community, outcome, values, errors } = props
  const t = words[language].ending
  const { optional } = frameWords[language]
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  const value = (name: keyof OutcomeWords) => (values ? valueOf(values, name) : String(outcome?.[name] ?? ''))
  const ended = community.state === 'ended'
  const text = (
    name: 'worked' | 'failed' | 'lesson' | 'thanks' | 'story',
    maxlength: number,
    rows: number,
    help?: string,
  ) => (
    <Field
      name={name}
      kind="textarea"
      rows={rows}
      maxlength={maxlength}
      label={t[name]}
      help={help}
      optional={optional}
      value={value(name)}
      error={error(name)}
    />
  )
  return (
    <FormPage language={language} heading={t.title} lede={t.lede} errors={errors} back={backTo(community)}>
      <form action={`/leefomgeving/${community.slug}/einde`} method="post" class="stack" novalidate>
        <Choices
          name="result"
          legend={t.result}
          error={error('result')}
          options={(['realised', 'tried'] as const).map((result) => ({
            value: result,
            label: t[result],
            checked: value('result') === result,
          }))}
        />
        {text('worked', 2000, 3)}
        {text('failed', 2000, 3)}
        {text('lesson', 500, 2, t.lessonHelp)}
        {text('thanks', 500, 2)}
        {text('story', 8000, 10, t.storyHelp)}
        <p class="soft">
          {t.who[community.access]} {!ended && t.text}
        </p>
        <Actions>
          <Button>{ended ? t.buttonAgain : t.button}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}

/** Inviting who one knows, or bringing in a whole group. */
export function InvitePage(
  props: Typed & {
    language: Language
    community: Community
    residents: { id: string; name: string }[]
    invited: Invited
    /** Lines of a list that were no mail address. */
    wrong: string[]
    link: string
  },
) {
  const { language, community, errors, values, invited } = props
  const t = words[language].invite
  const action = `/leefomgeving/${community.slug}/nodig-uit`
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  const waiting = [
    ...invited.residents.map(({ name }) => name),
    ...(invited.byMail > 0 ? [t.waitingMail(invited.byMail)] : []),
    ...(invited.formed > 0 ? [t.waitingFormed(invited.formed)] : []),
  ]
  return (
    <FormPage
      language={language}
      heading={t.title}
      lede={t.lede(community.name)}
      errors={errors}
      back={backTo(community)}
    >
      {props.wrong.length > 0 && (
        <Notice heading={t.wrong}>
          <ul>
            {props.wrong.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </Notice>
      )}
      <h3>{t.residents}</h3>
      {props.residents.length === 0 ? (
        <p>{t.residentsNone}</p>
      ) : (
        <form action={action} method="post" class="stack">
          <p>{t.residentsText}</p>
          <Field
            name="resident"
            kind="select"
            label={t.who}
            error={error('resident')}
            options={props.residents.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Actions>
            <Button name="what" value="resident">
              {t.inviteButton}
            </Button>
          </Actions>
        </form>
      )}
      {community.role === 'manager' && (
        <form action={action} method="post" class="stack" novalidate>
          <h3>{t.mails}</h3>
          <p>{t.mailsText}</p>
          <Field
            name="list"
            kind="textarea"
            rows={6}
            maxlength={20_000}
            label={t.list}
            help={t.listHelp}
            spellcheck={false}
            value={valueOf(values, 'list')}
            error={error('list')}
          />
          <Actions>
            <Button kind="quiet" name="what" value="mail">
              {t.mailButton}
            </Button>
          </Actions>
        </form>
      )}
      {waiting.length > 0 && (
        <div class="stack">
          <h3>{t.waiting}</h3>
          <List>
            {waiting.map((one) => (
              <li>{one}</li>
            ))}
          </List>
        </div>
      )}
      <div class="stack">
        <h3>{t.share}</h3>
        <p>
          <a href={props.link}>{props.link}</a>
        </p>
        {community.access === 'besloten' && <p class="soft">{t.shareClosed}</p>}
      </div>
    </FormPage>
  )
}

/** Leaving is said in words before it happens. */
export function LeavePage({ language, community }: { language: Language; community: Community }) {
  const t = words[language].leave
  const path = `/leefomgeving/${community.slug}`
  const mustPass = community.role === 'manager' && community.members > 1 && community.state !== 'ended'
  return (
    <Question line="sky">
      <h1>{t.title(community.name)}</h1>
      <p class="lede">{mustPass ? t.manager : community.members === 1 ? t.last : t.lede}</p>
      {mustPass ? (
        <Actions>
          <LinkButton href={`${path}/beheer#doorgeven`}>{words[language].manage.pass}</LinkButton>
          <LinkButton kind="text" href={path}>
            {t.stay}
          </LinkButton>
        </Actions>
      ) : (
        <form action={`${path}/verlaat`} method="post" class="actions">
          <Button>{t.button}</Button>
          <LinkButton kind="text" href={path}>
            {t.stay}
          </LinkButton>
        </form>
      )}
    </Question>
  )
}

/** Behind a mailed link: a button, because mail scanners follow links but do not press buttons. */
export function InvitationPage(props: {
  language: Language
  name: string
  purpose: string
  from: string | null
  token: string
  signedIn: boolean
}) {
  const { language, token } = props
  const t = words[language].invitation
  const path = `/uitnodiging/${token}`
  return (
    <Question line="sun">
      <h1>{t.title(props.name)}</h1>
      <p class="lede">{t.lede(props.from ?? t.someone)}</p>
      {props.purpose && <p>{props.purpose}</p>}
      {props.signedIn ? (
        <form action={path} method="post" class="actions">
          <Button>{t.accept}</Button>
          <Button kind="text" formaction={`${path}/wijs-af`}>
            {t.decline}
          </Button>
        </form>
      ) : (
        <>
          <p>{t.what}</p>
          <form action={`${path}/wijs-af`} method="post" class="actions">
            <LinkButton href={`/meedoen?naar=${path}`}>{t.join}</LinkButton>
            <LinkButton kind="quiet" href={`/log-in?naar=${path}`}>
              {t.known}
            </LinkButton>
            <Button kind="text">{t.decline}</Button>
          </form>
        </>
      )}
    </Question>
  )
}
