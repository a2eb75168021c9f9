import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import { valueOf } from '../../../platform/http.ts'
import {
  Back,
  Actions,
  Button,
  Columns,
  Field,
  Fold,
  LinkButton,
  Opener,
  Person,
  Search,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { BlockForm, ProfileCard, type Profile } from '../../residents/index.ts'
import type { Community } from '../community.ts'
import { words } from '../messages/index.ts'
import type { Member } from '../queries/members.ts'
import { seedOf, type Typed } from './parts.tsx'

interface Wishes {
  id: string
  name: string
  wishes: number
  mine: boolean
}

/** Fewer members than this are seen in one look. */
const fewestSearched = 20

/** Everybody who belongs to a community, and whom they wish as manager. */
export function MembersPage(props: {
  language: Language
  community: Community
  viewerId: string
  members: Member[]
  /** The letters that were looked for in names; empty for everybody. */
  named: string
  next: string | undefined
  wishes: Wishes[]
}) {
  const { language, community, members } = props
  const t = words[language].members
  const path = `/leefomgeving/${community.slug}`
  return (
    <>
      <Opener
        above={
          <Back language={language} to={path}>
            {community.name}
          </Back>
        }
        heading={t.title}
        lede={t.lede(community.name, community.members)}
        line="sky"
      />
      <Stop line="sky" id="leden" heading={t.title} quiet letterbox>
        {community.members > fewestSearched && (
          <Search action={`${path}/leden`} label={t.search} value={props.named} button={t.searchButton} />
        )}
        {props.named && (
          <p>
            {members.length === 0 && t.searchNone(props.named)} <a href={`${path}/leden`}>{t.back}</a>
          </p>
        )}
        <Columns kind="three">
          {members.map(({ id, name, joined, manager, guest }) => (
            <Person
              name={name}
              href={`${path}/leden/${id}`}
              seed={seedOf(id)}
              rubric={manager ? t.manager : guest ? t.guest : undefined}
            >
              <p class="soft">
                {t.since(formatDate(language, joined))}.{id === props.viewerId && ` ${t.you}.`}
              </p>
            </Person>
          ))}
        </Columns>
        {props.next && (
          <p>
            <a href={`${path}/leden?${new URLSearchParams({ q: props.named, na: props.next })}`}>{t.more}</a>
          </p>
        )}
      </Stop>
      <Stop line="door" id="beheerder" heading={t.wishTitle} side>
        <p>{t.wishText}</p>
        {props.wishes.length === 0 ? (
          <p class="soft">{t.wishNone}</p>
        ) : (
          <ul class="list">
            {props.wishes.map(({ id, name, wishes, mine }) => (
              <li>
                <strong>{name}</strong>: {t.wishes(wishes, community.members)}
                {mine && `. ${t.wishMine}.`}
                {mine && (
                  <form action={`${path}/leden/${id}/wens`} method="post">
                    <Button kind="text" name="wish" value="none">
                      {t.wishBack}
                    </Button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        )}
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** One member as the others see them, with what can be done. */
export function MemberPage(
  props: Typed & {
    language: Language
    community: Community
    profile: Profile
    viewerId: string
    /** The way to write to them. */
    write: ComponentChildren
  },
) {
  const { language, community, profile, errors, values } = props
  const t = words[language].members
  const messages = words[language].errors
  const path = `/leefomgeving/${community.slug}`
  const self = profile.id === props.viewerId
  const living = community.state !== 'ended'
  return (
    <>
      <Opener
        above={
          <Back language={language} to={`${path}/leden`}>
            {t.back}
          </Back>
        }
        heading={profile.displayName}
        lede={community.name}
        line="sky"
      />
      <Stop line="sky" id="profiel" heading={profile.displayName} quiet letterbox>
        <Problems language={language} errors={errors} messages={messages} />
        <ProfileCard profile={profile} language={language} />
        {living && !self && (
          <Actions>
            <LinkButton href={`${path}/mensen?wie=${profile.id}#wijs-aan`}>{t.designate}</LinkButton>
            {props.write}
          </Actions>
        )}
        {living && (
          <form action={`${path}/leden/${profile.id}/wens`} method="post">
            <Button kind="quiet" name="wish" value="this">
              {t.wish}
            </Button>
          </form>
        )}
        {!self && <BlockForm language={language} action={`${path}/leden/${profile.id}/blokkeer`} />}
        {community.role === 'manager' && living && !self && (
          <p>
            <a href={`${path}/beheer?wie=${profile.id}#doorgeven`}>{t.passOn}</a>
          </p>
        )}
        {community.role === 'manager' && !self && (
          <Fold summary={t.remove} open={errors !== undefined}>
            <form action={`${path}/leden/${profile.id}/haal-weg`} method="post" class="stack">
              <p>{t.removeText}</p>
              <Field
                name="reason"
                kind="textarea"
                rows={3}
                maxlength={1000}
                label={t.reason}
                value={valueOf(values, 'reason')}
                error={errors?.['reason'] && messages[errors['reason']]}
              />
              <Button kind="quiet">{t.removeButton}</Button>
            </form>
          </Fold>
        )}
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}
