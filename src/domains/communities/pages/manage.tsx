import type { Language } from '../../../platform/i18n.ts'
import { valueOf } from '../../../platform/http.ts'
import {
  Back,
  Actions,
  Button,
  Choices,
  Field,
  Fold,
  LinkButton,
  List,
  Opener,
  Stop,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { BlockForm } from '../../residents/index.ts'
import type { Community } from '../community.ts'
import { words } from '../messages/index.ts'
import type { AskedLink, Linked } from '../queries/about.ts'
import type { Offered, Waiting } from '../queries/members.ts'
import { accesses } from '../rules.ts'
import { accessOptions, NeighbourField, seedOf, type Typed } from './parts.tsx'

export interface ManagePageProps extends Typed {
  language: Language
  community: Community
  requests: Waiting[]
  members: Offered
  /** A member chosen on another page. */
  chosen: string | undefined
  /** `YYYY-MM-DD`. */
  today: string
  links: Linked[]
  asked: AskedLink[]
}

/** What the manager takes care of: who comes in, the words, the role itself, connections, rest and end. */
export function ManagePage(props: ManagePageProps) {
  const { language, community } = props
  const t = words[language].manage
  const path = `/leefomgeving/${community.slug}`
  /** What is wrong with a form, in the part of the page where that form is. */
  const problems = (...fields: string[]) => (
    <Problems
      language={language}
      errors={Object.fromEntries(
        Object.entries(props.errors ?? {}).filter(([field]) => fields.includes(field)),
      )}
      messages={words[language].errors}
    />
  )
  return (
    <>
      <Opener
        above={
          <Back language={language} to={path}>
            {t.back(community.name)}
          </Back>
        }
        heading={t.title}
        lede={t.lede(community.name)}
        line="door"
      />
      <Stop line="door" id="aanvragen" heading={t.requests} letterbox side>
        <Requests {...props} />
      </Stop>
      <Stop line="sun" id="buren" heading={t.neighbours} side>
        <p>{t.neighboursText}</p>
        <Actions>
          <LinkButton kind="quiet" href={`${path}/buren`}>
            {t.neighboursLook}
          </LinkButton>
          <LinkButton kind="text" href={`${path}/nodig-uit`}>
            {t.neighboursKnown}
          </LinkButton>
        </Actions>
      </Stop>
      <Stop line="door" id="woorden" heading={t.words} side>
        {problems('name', 'purpose', 'access')}
        <Words {...props} />
      </Stop>
      <Stop line="door" id="doorgeven" heading={t.pass} side>
        {problems('member')}
        <PassOn {...props} />
      </Stop>
      <Stop line="plum" id="verbindingen" heading={t.links} side>
        {problems('to', 'kind')}
        <Links {...props} />
      </Stop>
      <Stop line="door" id="rust" heading={t.rhythm} side>
        <form
          action={`${path}/beheer/${community.state === 'resting' ? 'wek' : 'rust'}`}
          method="post"
          class="stack"
        >
          <p>{community.state === 'resting' ? t.wakeText : t.restText}</p>
          <Button kind="quiet">{community.state === 'resting' ? t.wake : t.rest}</Button>
        </form>
        {problems('lastDay')}
        {community.state !== 'resting' && <LastDay {...props} />}
        <div class="stack">
          <p>{t.endText}</p>
          <LinkButton kind="quiet" href={`${path}/einde`}>
            {t.end}
          </LinkButton>
        </div>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** A pop-up has a last day; without one it goes on. */
function LastDay({ language, community, today, values, errors }: ManagePageProps) {
  const t = words[language].manage
  const error = errors?.['lastDay']
  return (
    <form
      action={`/leefomgeving/${community.slug}/beheer/laatste-dag#rust`}
      method="post"
      class="stack"
      novalidate
    >
      <Field
        name="lastDay"
        kind="date"
        short
        min={today}
        label={t.lastDay}
        help={t.lastDayHelp}
        optional={frameWords[language].optional}
        value={values?.['lastDay'] === undefined ? (community.endsOn ?? '') : valueOf(values, 'lastDay')}
        error={error && words[language].errors[error]}
      />
      <Button kind="quiet">{t.lastDayKeep}</Button>
    </form>
  )
}

function Requests({ language, community, requests }: ManagePageProps) {
  const t = words[language].manage
  const path = `/leefomgeving/${community.slug}/beheer/aanvraag`
  if (requests.length === 0) return <p>{t.requestsNone}</p>
  return (
    <List>
      {requests.map(({ id, name, words: said }) => (
        <li>
          <h3>{name}</h3>
          <p>{said || t.noWords}</p>
          <form action={`${path}/${id}`} method="post" class="actions">
            <Button kind="quiet" name="answer" value="accept">
              {t.letIn}
            </Button>
          </form>
          <Fold summary={t.notIn}>
            <form action={`${path}/${id}`} method="post" class="stack">
              <Field
                name="reason"
                id={`reason-${seedOf(id)}`}
                kind="textarea"
                rows={2}
                maxlength={500}
                label={t.reason}
                optional={frameWords[language].optional}
              />
              <Button kind="quiet" name="answer" value="decline">
                {t.notIn}
              </Button>
            </form>
            <BlockForm language={language} action={`${path}/${id}/blokkeer`} />
          </Fold>
        </li>
      ))}
    </List>
  )
}

function Words({ language, community, values, errors }: ManagePageProps) {
  const t = words[language].manage
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  const value = (name: 'name' | 'purpose' | 'access') =>
    values?.['name'] === undefined ? community[name] : valueOf(values, name)
  const choices = community.openToArea ? accesses.filter((access) => access !== 'besloten') : accesses
  return (
    <form action={`/leefomgeving/${community.slug}/beheer#woorden`} method="post" class="stack" novalidate>
      <Field name="name" label={t.name} maxlength={80} value={value('name')} error={error('name')} />
      <Field
        name="purpose"
        kind="textarea"
        rows={3}
        maxlength={1000}
        label={t.purpose}
        optional={frameWords[language].optional}
        value={value('purpose')}
        error={error('purpose')}
      />
      <Choices
        name="access"
        legend={t.access}
        error={error('access')}
        options={accessOptions(language, value('access'), choices)}
      />
      <Choices
        type="checkbox"
        name="keepsGuests"
        legend={t.guests}
        options={[
          {
            value: 'yes',
            label: t.guestsYes,
            help: t.guestsHelp,
            checked:
              values?.['name'] === undefined
                ? community.keepsGuests
                : valueOf(values, 'keepsGuests') === 'yes',
          },
        ]}
      />
      <Actions>
        <Button>{t.save}</Button>
      </Actions>
    </form>
  )
}

function PassOn({ language, community, members, chosen, errors }: ManagePageProps) {
  const t = words[language].manage
  if (members.neighbours.length === 0) return <p>{t.passNobody}</p>
  return (
    <form action={`/leefomgeving/${community.slug}/beheer/geef-door#doorgeven`} method="post" class="stack">
      <p>{t.passText}</p>
      <NeighbourField
        language={language}
        name="member"
        label={t.passTo}
        offered={members}
        elsewhere={words[language].choose.elsewhere}
        value={chosen ?? ''}
        error={errors?.['member'] && words[language].errors[errors['member']]}
      />
      <Button kind="quiet">{t.passButton}</Button>
    </form>
  )
}

function Links({ language, community, links, asked, values, errors }: ManagePageProps) {
  const t = words[language].manage
  const path = `/leefomgeving/${community.slug}/beheer`
  const closed = t.linkClosed
  const end = (id: string, label: string) => (
    <Button kind="text" formaction={`${path}/verbinding/${id}/los`}>
      {label}
    </Button>
  )
  return (
    <>
      <p>{t.linksText}</p>
      {(links.length > 0 || asked.length > 0) && (
        <List>
          {asked.map(({ id, name, kind, asks }) => (
            <li>
              <form action={`${path}/verbinding/${id}/ja`} method="post" class="actions">
                <span>{asks ? t.linkAsked(name ?? closed) : t.linkAsks(name ?? closed, kind)}</span>
                {!asks && <Button kind="quiet">{t.linkAccept}</Button>}
                {end(id, asks ? t.linkWithdraw : t.linkDecline)}
              </form>
            </li>
          ))}
          {links.map(({ id, name, relation }) => (
            <li>
              <form action={`${path}/verbinding/${id}/los`} method="post" class="actions">
                <span>
                  {name}. {words[language].page.relation[relation]}
                </span>
                {end(id, t.linkEnd)}
              </form>
            </li>
          ))}
        </List>
      )}
      <form action={`${path}/verbind#verbindingen`} method="post" class="stack" novalidate>
        <Field
          name="to"
          label={t.linkTo}
          help={t.linkToHelp}
          maxlength={200}
          spellcheck={false}
          value={valueOf(values, 'to')}
          error={errors?.['to'] && words[language].errors[errors['to']]}
        />
        <Choices
          name="kind"
          legend={t.linkKind}
          options={[
            { value: 'partner', label: t.linkPartner, checked: valueOf(values, 'kind') !== 'part-of' },
            { value: 'part-of', label: t.linkPart, checked: valueOf(values, 'kind') === 'part-of' },
          ]}
        />
        <Button kind="quiet">{t.linkButton}</Button>
      </form>
    </>
  )
}
