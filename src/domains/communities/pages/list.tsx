import { formatDate, type Language } from '../../../platform/i18n.ts'
import { shortMoment } from '../../../platform/moments.ts'
import {
  Actions,
  Columns,
  Empty,
  LinkButton,
  List,
  Notice,
  Opener,
  Piece,
  Quote,
  Search,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { CommunityLine, InvitationWords } from '../queries/lists.ts'
import type { Removal } from '../queries/members.ts'
import { CommunityItem } from './parts.tsx'

export interface ListPageProps {
  language: Language
  /** What was searched for, and found; absent when nobody searched. */
  search: { text: string; found: CommunityLine[]; next: string | undefined } | undefined
  signedIn: boolean
  mine: CommunityLine[]
  near: (CommunityLine & { near: number })[]
  invitations: (CommunityLine & InvitationWords)[]
  removals: Removal[]
}

/** All communities a viewer can find: invitations, their own, those near home, and by name. */
export function ListPage(props: ListPageProps) {
  const { language, search } = props
  const t = words[language].list
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="sky">
        <Search action="/leefomgevingen" label={t.search} value={search?.text} button={t.searchButton} />
      </Opener>
      {search && <Found language={language} {...search} />}
      {!search && <Invitations {...props} />}
      {!search && props.signedIn && <Mine {...props} />}
      {!search && props.signedIn && <Near {...props} />}
      <Stop line="sun" id="begin" heading={t.found1} side>
        {props.signedIn ? (
          <>
            <p>{t.foundText}</p>
            <Actions>
              <LinkButton href="/leefomgevingen/nieuw">{t.foundButton}</LinkButton>
              <LinkButton kind="text" href="/leefomgevingen/aankloppen">
                {t.knock}
              </LinkButton>
            </Actions>
          </>
        ) : (
          <>
            <p>{t.visitor}</p>
            <Actions>
              <LinkButton href="/meedoen">{t.join}</LinkButton>
              <LinkButton kind="text" href="/log-in?naar=/leefomgevingen">
                {t.signIn}
              </LinkButton>
            </Actions>
          </>
        )}
        <p>
          <a href="/verhalen">{t.stories}</a>
        </p>
      </Stop>
      <Goodbye language={language} />
    </>
  )
}

function Found({
  language,
  text,
  found,
  next,
}: { language: Language } & NonNullable<ListPageProps['search']>) {
  const t = words[language].list
  return (
    <Stop line="sky" id="gevonden" heading={t.found(text)} letterbox>
      {found.length === 0 ? (
        <p>{t.foundNone}</p>
      ) : (
        <List>
          {found.map((community) => (
            <CommunityItem language={language} community={community} />
          ))}
        </List>
      )}
      {next && (
        <p>
          <a href={`/leefomgevingen?q=${encodeURIComponent(text)}&na=${next}`}>{t.more}</a>
        </p>
      )}
    </Stop>
  )
}

function Invitations({ language, invitations, removals }: ListPageProps) {
  const t = words[language].list
  if (invitations.length === 0 && removals.length === 0) return null
  return (
    <Stop line="sun" id="uitnodigingen" heading={t.invitations} quiet letterbox>
      <Columns>
        {invitations.map(({ slug, name, from, formed, ambition, next }) => (
          <Piece
            framed
            rubric={t.invitations}
            heading={name}
            href={`/leefomgeving/${slug}`}
            why={formed ? t.invitedFormed : t.invitedKnown}
            actions={<LinkButton href={`/leefomgeving/${slug}`}>{t.look}</LinkButton>}
          >
            {from && <p>{t.invitedBy(from)}</p>}
            {ambition && <p>{t.about(ambition)}</p>}
            {next && <p>{t.first(shortMoment(language, next))}</p>}
          </Piece>
        ))}
        {removals.map(({ name, reason, ended }) => (
          <Notice heading={t.removed}>
            <p>{t.removedText(name ?? words[language].somewhere, formatDate(language, ended))}</p>
            <Quote>{reason}</Quote>
            <p>{t.appeal}</p>
          </Notice>
        ))}
      </Columns>
    </Stop>
  )
}

function Mine({ language, mine }: ListPageProps) {
  const t = words[language].list
  return (
    <Stop line="sky" id="van-jou" heading={t.mine} side>
      {mine.length === 0 ? (
        <Empty
          heading={t.mineNone}
          thing="kite"
          line="sun"
          actions={<LinkButton href="/ambities">{t.choose}</LinkButton>}
        >
          <p>{t.mineNoneText}</p>
        </Empty>
      ) : (
        <List>
          {mine.map((community) => (
            <CommunityItem language={language} community={community} />
          ))}
        </List>
      )}
    </Stop>
  )
}

function Near({ language, near }: ListPageProps) {
  const t = words[language].list
  return (
    <Stop line="sky" id="dichtbij" heading={t.near} side>
      {near.length === 0 ? (
        <p>{t.nearNone}</p>
      ) : (
        <List>
          {near.map((community) => (
            <CommunityItem language={language} community={community} why={t.nearWhy[community.near]} />
          ))}
        </List>
      )}
    </Stop>
  )
}
