import { formatDate, type Language } from '../../../platform/i18n.ts'
import { toPlain } from '../../../platform/markdown.ts'
import {
  Actions,
  Back,
  Empty,
  Fold,
  Label,
  Labels,
  LinkButton,
  List,
  ListItem,
  Opener,
  Pager,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { backTo, isOwn, type Community, type Part } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import type { Choosable, DocumentLine } from '../queries/library.ts'
import { kinds, quota, type Kind } from '../rules.ts'

export interface LibraryProps {
  language: Language
  community: Community
  documents: Part<DocumentLine>
  kind: Kind | undefined
  /** Whether the viewer can put something here now. */
  mayAdd: boolean
  withdrawn: Choosable[]
  kept: { documents: number; bytes: number } | undefined
}

const pathOf = ({ slug }: Community) => `/leefomgeving/${slug}/documenten`

/** Where a form for a new document of this kind is. */
export const newPath = (community: Community, kind: Kind, planId?: string): string =>
  kind === 'file'
    ? `${pathOf(community)}/bestand${planId ? `?plan=${planId}` : ''}`
    : `${pathOf(community)}/nieuw?soort=${kind}${planId ? `&plan=${planId}` : ''}`

/** Everything that a community writes down. */
export function LibraryPage(props: LibraryProps) {
  const { language, community, documents, kind, mayAdd } = props
  const t = words[language].library
  const back = backTo(community)
  return (
    <>
      <Opener
        above={
          <Back language={language} to={back.href}>
            {back.label}
          </Back>
        }
        heading={t.title}
        lede={t.lede(community.name)}
        line="door"
      />
      <Stop line="door" id="documenten" heading={t.title} quiet letterbox>
        {mayAdd && documents.items.length > 0 && <AddActions language={language} community={community} />}
        <Pager
          label={t.choose}
          pages={[
            { href: pathOf(community), label: t.all, current: kind === undefined },
            ...kinds.map((each) => ({
              href: `${pathOf(community)}?soort=${each}`,
              label: words[language].kinds[each],
              current: each === kind,
            })),
          ]}
        />
        {documents.items.length === 0 ? (
          <None {...props} />
        ) : (
          <List>
            {documents.items.map((document) => (
              <DocumentItem language={language} document={document} />
            ))}
          </List>
        )}
        {documents.next && (
          <p>
            <a href={`${pathOf(community)}?${kind ? `soort=${kind}&` : ''}na=${documents.next}`} rel="next">
              {t.older}
            </a>
          </p>
        )}
        {props.withdrawn.length > 0 && (
          <Fold summary={t.withdrawn}>
            <p class="soft">{t.withdrawnText}</p>
            <ul class="list">
              {props.withdrawn.map(({ id, title }) => (
                <li>
                  <a href={`/document/${id}`}>{title}</a>
                </li>
              ))}
            </ul>
          </Fold>
        )}
        {props.kept && (
          <p class="small soft">
            {t.kept(
              props.kept.documents,
              quota.documents,
              words[language].size(props.kept.bytes),
              words[language].size(quota.bytes),
            )}
          </p>
        )}
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

function None({ language, community, kind, mayAdd }: LibraryProps) {
  const t = words[language].library
  if (kind) {
    return (
      <>
        <p>{t.noneKind}</p>
        {mayAdd && <AddActions language={language} community={community} only={kind} />}
      </>
    )
  }
  return (
    <Empty heading={t.none} thing="letterbox">
      <p>{mayAdd ? t.noneText : t.noneOther}</p>
      {mayAdd && <AddActions language={language} community={community} />}
    </Empty>
  )
}

/** The ways to put something here; in a plan, into that plan. */
export function AddActions(props: {
  language: Language
  community: Community
  planId?: string
  only?: Kind
}) {
  const { language, community, planId, only } = props
  const offered = only ? [only] : kinds.filter((kind) => !planId || kind !== 'plan')
  return (
    <Actions>
      {offered.map((kind, i) => (
        <LinkButton kind={i === 0 ? 'main' : 'quiet'} href={newPath(community, kind, planId)}>
          {words[language].library.new[kind]}
        </LinkButton>
      ))}
    </Actions>
  )
}

/** One document in a list. */
export function DocumentItem({ language, document }: { language: Language; document: DocumentLine }) {
  const t = words[language]
  const { id, kind, title, changed, changer } = document
  const about = toPlain(
    kind === 'checklist' ? document.body.replace(/^\s*- \[ \] .*$/gm, '') : document.body,
    140,
  )
  return (
    <ListItem
      heading={<span dir="auto">{title}</span>}
      href={`/document/${id}`}
      labels={
        <Labels>
          <Label>{t.kind[kind]}</Label>
          {document.shownTo === 'members' && <Label tentative>{t.members}</Label>}
        </Labels>
      }
    >
      {about && <p dir="auto">{about}</p>}
      <p class="soft">
        {kind === 'checklist' && `${t.ticked(document.ticked, document.steps)} `}
        {kind === 'plan' && `${t.parts(document.parts)} `}
        {(kind === 'file' ? t.fileAdded : t.changedBy)(changer, formatDate(language, changed))}{' '}
        {document.adopted && t.adopted}
      </p>
    </ListItem>
  )
}

/** What the page of a community shows of its library; undefined when there is nothing to show or begin. */
export function LibraryPart(props: {
  language: Language
  community: Community
  documents: Part<DocumentLine>
}) {
  const { language, community, documents } = props
  const t = words[language].library
  if (documents.items.length === 0) {
    return (
      <p>
        {t.partNone} <a href={pathOf(community)}>{isOwn(community) ? t.partBegin : t.partAll}</a>
      </p>
    )
  }
  return (
    <>
      <ul class="list">
        {documents.items.map(({ id, title, kind }) => (
          <li>
            <a href={`/document/${id}`} dir="auto">
              {title}
            </a>{' '}
            <span class="soft">{words[language].kind[kind]}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href={pathOf(community)}>{t.partAll}</a>
      </p>
    </>
  )
}
