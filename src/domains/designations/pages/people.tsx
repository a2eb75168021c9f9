import type { ComponentChildren } from 'preact'
import type { Context } from '../../../platform/context.ts'
import type { FormErrors, FormValues } from '../../../platform/http.ts'
import { valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import {
  Back,
  Actions,
  Button,
  Choices,
  Columns,
  Empty,
  Field,
  Group,
  LinkButton,
  List,
  Opener,
  Person,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { isOwn, NeighbourField, seedOf, type Community, type Offered } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import { inSentence } from './words.ts'
import { peopleOf, type Designated, type DesignatedIn, type People } from '../queries.ts'

interface Place {
  /** Address of the community's page. */
  slug: string
  members: number
}

/** Where one asks this neighbour something. */
function askHref({ kind, themeId, residentId }: Designated, slug: string): string {
  const theme = themeId === null ? '' : `&thema=${themeId}`
  return `/leefomgeving/${slug}/vraag?wie=${residentId}&als=${kind}${theme}`
}

/** Somebody whom members point at: their door, for what, and by how many. */
export function DesignatedPerson(props: {
  language: Language
  person: Designated
  place: Place
  viewerId: string | undefined
  why?: string | undefined
  rubric?: string | undefined
  children?: ComponentChildren
}) {
  const { language, person, place } = props
  const t = words[language]
  const [before, after] = t.pointedBy
  return (
    <Person
      as="li"
      name={person.theme ? `${person.name}, ${inSentence(person.theme)}` : person.name}
      href={person.residentId === props.viewerId ? undefined : askHref(person, place.slug)}
      seed={seedOf(person.residentId)}
      beside={person.kind === 'ambassador' ? 'flag' : 'lamp'}
      rubric={props.rubric}
      why={props.why}
    >
      <p>
        {before}
        <strong>{t.standing(person.standing, place.members)}</strong>
        {after} {person.earns && t.earns}
      </p>
      {!person.recognised && <p class="small soft">{t.notYet}</p>}
      {props.children}
    </Person>
  )
}

function Both(props: {
  language: Language
  people: People
  own: boolean
  children: (person: Designated) => ComponentChildren
}) {
  const t = words[props.language].people
  const { ambassadors, authorities, counts } = props.people
  return (
    <Columns>
      <Group heading={t.ambassadors} thing="flag" line="sky">
        {ambassadors.length === 0 ? (
          <p class="soft">{props.own ? t.noAmbassadors : t.ambassadorsUnseen(counts.ambassadors)}</p>
        ) : (
          <List>{ambassadors.map(props.children)}</List>
        )}
      </Group>
      <Group heading={t.authorities} thing="lamp" line="plum">
        {authorities.length === 0 ? (
          <p class="soft">{props.own ? t.noAuthorities : t.authoritiesUnseen(counts.authorities)}</p>
        ) : (
          <List>{authorities.map(props.children)}</List>
        )}
      </Group>
    </Columns>
  )
}

/** On the page of a community: the few who may be asked, and where to see all. */
export async function peopleToAsk(ctx: Context, community: Community): Promise<ComponentChildren> {
  const people = await peopleOf(ctx, community, 4)
  return PeopleToAsk({ language: ctx.language, community, people, viewerId: ctx.viewer?.id })
}

/** The same, for a page that has looked them up. Nothing where there is nobody to show. */
export function PeopleToAsk(props: {
  language: Language
  community: Community
  people: People
  viewerId: string | undefined
}) {
  const { language, community, people, viewerId } = props
  const t = words[language].people
  const { counts } = people
  const path = `/leefomgeving/${community.slug}/mensen`
  const named = people.ambassadors.length + people.authorities.length > 0
  if (!named && !isOwn(community)) {
    return counts.ambassadors + counts.authorities > 0 ? (
      <p>{t.counts(counts.ambassadors, counts.authorities)}</p>
    ) : null
  }
  return (
    <>
      <Both language={language} people={people} own={isOwn(community)}>
        {(person) => (
          <DesignatedPerson language={language} person={person} place={community} viewerId={viewerId} />
        )}
      </Both>
      <Actions>
        {isOwn(community) && community.state !== 'ended' && (
          <LinkButton kind="quiet" href={`${path}#wijs-aan`}>
            {t.designate}
          </LinkButton>
        )}
        <LinkButton kind="text" href={path}>
          {t.all}
        </LinkButton>
      </Actions>
    </>
  )
}

export interface PeoplePageProps {
  language: Language
  community: Community
  people: People
  viewerId: string
  /** Fellow members to choose from, and themes. */
  members: Offered
  themes: { id: number; label: string }[]
  values: FormValues
  errors: FormErrors | undefined
}

/** Ambassadors and authorities of one community, and pointing at somebody. */
export function PeoplePage(props: PeoplePageProps) {
  const { language, community, people, viewerId } = props
  const t = words[language]
  const path = `/leefomgeving/${community.slug}`
  const own = isOwn(community)
  return (
    <>
      <Opener
        above={
          <Back language={language} to={path}>
            {community.name}
          </Back>
        }
        heading={t.people.title}
        lede={t.people.lede(community.name)}
        line="sky"
      />
      <Stop line="sky" id="mensen" heading={t.people.heading} quiet letterbox>
        <Both language={language} people={people} own={own}>
          {(person) => (
            <DesignatedPerson language={language} person={person} place={community} viewerId={viewerId}>
              {person.mine && (
                <form action={`${path}/mensen/terug`} method="post" class="actions">
                  <input type="hidden" name="member" value={person.residentId} />
                  <input type="hidden" name="kind" value={person.kind} />
                  {person.themeId !== null && <input type="hidden" name="theme" value={person.themeId} />}
                  <span class="small">{t.yours}</span>
                  <Button kind="text">{t.takeBack}</Button>
                </form>
              )}
            </DesignatedPerson>
          )}
        </Both>
      </Stop>
      <Stop line="plum" id="wijs-aan" heading={t.people.designateTitle} side>
        {own && community.state !== 'ended' ? <DesignateForm {...props} /> : <p>{t.people.joinFirst}</p>}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

function DesignateForm({ language, community, members, themes, values, errors }: PeoplePageProps) {
  const t = words[language].people
  const messages = words[language].errors
  const error = (name: string) => errors?.[name] && messages[errors[name]]
  const kind = valueOf(values, 'kind')
  if (members.neighbours.length === 0) return <p>{t.nobody}</p>
  return (
    <form action={`/leefomgeving/${community.slug}/mensen#wijs-aan`} method="post" class="stack" novalidate>
      <Problems language={language} errors={errors} messages={messages} />
      <p>{t.designateText}</p>
      <NeighbourField
        language={language}
        name="member"
        label={t.who}
        offered={members}
        elsewhere={t.elsewhere}
        value={valueOf(values, 'member')}
        error={error('member')}
      />
      <Choices
        name="kind"
        legend={t.as}
        error={error('kind')}
        options={[
          {
            value: 'ambassador',
            label: t.asAmbassador,
            help: t.asAmbassadorHelp,
            checked: kind === 'ambassador',
          },
          {
            value: 'authority',
            label: t.asAuthority,
            help: t.asAuthorityHelp,
            checked: kind === 'authority',
          },
        ]}
      />
      <Field
        name="theme"
        kind="select"
        label={t.theme}
        value={valueOf(values, 'theme')}
        error={error('theme')}
        options={[
          { value: '', label: t.noTheme },
          ...themes.map(({ id, label }) => ({ value: String(id), label })),
        ]}
      />
      <Actions>
        <Button>{t.button}</Button>
      </Actions>
      <p class="why">{t.why}</p>
    </form>
  )
}

/** Whom one can ask in an area. */
export function AreaPeoplePage(props: {
  language: Language
  area: { name: string; href: string }
  people: DesignatedIn[]
  verified: boolean
  viewerId: string
}) {
  const { language, area, people } = props
  const t = words[language]
  const of = (kind: Designated['kind']) =>
    people
      .filter((person) => person.kind === kind)
      .map((person) => (
        <DesignatedPerson
          language={language}
          person={person}
          place={person}
          viewerId={props.viewerId}
          rubric={t.area.in(person.community)}
        />
      ))
  return (
    <>
      <Opener
        above={
          <Back language={language} to={area.href}>
            {area.name}
          </Back>
        }
        heading={t.area.title(area.name)}
        lede={props.verified ? t.area.lede : t.area.verified}
        line="sky"
      />
      <Stop line="sky" id="mensen" heading={t.people.title} quiet letterbox>
        {people.length === 0 ? (
          <Empty
            heading={t.area.none}
            thing="flag"
            line="sky"
            actions={<LinkButton href="/leefomgevingen">{t.area.look}</LinkButton>}
          >
            <p>{t.area.noneText}</p>
          </Empty>
        ) : (
          <Columns>
            <Group heading={t.people.ambassadors} thing="flag" line="sky">
              <List>{of('ambassador')}</List>
            </Group>
            <Group heading={t.people.authorities} thing="lamp" line="plum">
              <List>{of('authority')}</List>
            </Group>
          </Columns>
        )}
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}
