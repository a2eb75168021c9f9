import { formatDay, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Empty,
  Label,
  Labels,
  LinkButton,
  List,
  ListItem,
  Opener,
  Own,
  Pager,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import type { Part } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import { hrefOf } from '../proposal.ts'
import type { ProposalLine } from '../queries/lists.ts'
import { stageIn } from './way.tsx'

/** Proposals in a list, each with where it stands. */
export function Proposals({
  language,
  proposals,
}: {
  language: Language
  proposals: readonly ProposalLine[]
}) {
  const t = words[language].list
  return (
    <List>
      {proposals.map(({ id, title, idea, stage, say, made, supports }) => (
        <ListItem
          heading={<Own>{title}</Own>}
          href={hrefOf(id)}
          labels={
            <Labels>
              <Label line="plum">{stageIn(language, stage, say)}</Label>
            </Labels>
          }
        >
          <Own as="p">{idea.length > 160 ? `${idea.slice(0, 157)}…` : idea}</Own>
          <p class="soft">{[formatDay(language, made), t.supports(supports)].filter(Boolean).join(' · ')}</p>
        </ListItem>
      ))}
    </List>
  )
}

/** What is proposed in a place: what goes on, and below it what is over. */
export function ListPage(props: {
  language: Language
  title: string
  place: { name: string; href: string }
  now: Part<ProposalLine>
  over: Part<ProposalLine>
  /** Where each list goes on, when one was leafed through. */
  further: boolean
  begin: string | undefined
}) {
  const { language, place, now, over, begin, further } = props
  const t = words[language].list
  const path = `${place.href}/voorstellen`
  const empty = now.items.length === 0 && over.items.length === 0
  return (
    <>
      <Opener
        line="plum"
        above={
          <Back language={language} to={place.href}>
            {place.name}
          </Back>
        }
        heading={props.title}
        lede={t.lede}
      >
        {begin && !empty && (
          <Actions>
            <LinkButton href={begin}>{t.begin}</LinkButton>
          </Actions>
        )}
      </Opener>
      {empty ? (
        <Stop line="plum" id="leeg" heading={t.now} quiet letterbox>
          <Empty
            heading={t.none}
            line="plum"
            actions={begin && <LinkButton href={begin}>{t.begin}</LinkButton>}
          >
            <p>{begin ? t.noneText : t.noneRead}</p>
          </Empty>
        </Stop>
      ) : (
        <>
          <Stop line="plum" id="nu" heading={t.now} side letterbox>
            {now.items.length > 0 ? (
              <Proposals language={language} proposals={now.items} />
            ) : (
              <p>{t.none}.</p>
            )}
            {(now.next || further) && (
              <Pager
                label={t.more}
                {...(further && { previous: { href: path, label: t.newest } })}
                {...(now.next && { next: { href: `${path}?voor=${now.next}`, label: t.older } })}
              />
            )}
          </Stop>
          {over.items.length > 0 && (
            <Stop line="plum" id="afgesloten" heading={t.before} side>
              <Proposals language={language} proposals={over.items} />
              {over.next && (
                <Pager
                  label={t.before}
                  next={{ href: `${path}?afgesloten=${over.next}#afgesloten`, label: t.older }}
                />
              )}
            </Stop>
          )}
        </>
      )}
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** What is proposed now, on the page of a place. */
export function ProposalsStop(props: {
  language: Language
  lines: readonly ProposalLine[]
  path: string
  all: string
  begin: string | undefined
}) {
  const { language, lines, path, all, begin } = props
  const t = words[language].list
  return (
    <Stop line="plum" id="voorstellen" heading={t.heading} side>
      {lines.length > 0 ? <Proposals language={language} proposals={lines} /> : <p>{t.noneText}</p>}
      <Actions>
        {begin && (
          <LinkButton kind="quiet" href={begin}>
            {t.begin}
          </LinkButton>
        )}
        <LinkButton kind="text" href={path}>
          {all}
        </LinkButton>
      </Actions>
    </Stop>
  )
}
