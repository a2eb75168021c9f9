import type { ComponentChildren } from 'preact'
import { formatDate, formatTime, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Columns,
  Empty,
  Fold,
  Group,
  LinkButton,
  List,
  Stop,
} from '../../../web/components/index.ts'
import { words } from '../messages/index.ts'
import type { Texts } from '../queries/question.ts'
import type { Published, PublishedStatement } from '../rules/publish.ts'
import { fewestPeople } from '../map.ts'
import { GroupSign, letterOf, OpinionDrawing } from './map.tsx'

export interface Result {
  published: Published
  made: Date
  texts: Texts
}

/** What is known together: what nearly all share first, then where it splits, then who thinks alike. */
export function Outcome(props: {
  language: Language
  /** Where the question is read. */
  path: string
  result: Result | undefined
  next?: ComponentChildren
}) {
  const { language, path, result } = props
  const t = words[language].page
  if (!result)
    return (
      <Stop line="sky" id="uitkomst" heading={t.result}>
        <Empty heading={t.none} line="sky" level={3}>
          <p>{t.noneText}</p>
        </Empty>
        <Counting language={language} />
      </Stop>
    )
  const { published, made } = result
  const grouped = published.groups.length > 1
  return (
    <Stop line="sky" id="uitkomst" heading={t.result}>
      <p>
        {t.people(published.people)}{' '}
        <span class="soft">{t.made(`${formatDate(language, made)}, ${formatTime(language, made)}`)}</span>
      </p>
      {grouped ? (
        <Grouped language={language} result={result} />
      ) : (
        <Plain language={language} result={result} />
      )}
      <Actions>
        <LinkButton kind="quiet" href={`${path}/tabel`}>
          {t.table}
        </LinkButton>
      </Actions>
      <Counting language={language} />
      {props.next && (
        <Group heading={t.next} line="sun">
          {props.next}
        </Group>
      )}
    </Stop>
  )
}

function Counting({ language }: { language: Language }) {
  const t = words[language].page
  return (
    <Fold summary={t.roundedTitle}>
      <p>{t.rounded}</p>
      <p>{t.steps}</p>
    </Fold>
  )
}

const mostAgreed = 8

function Plain({ language, result: { published, texts } }: { language: Language; result: Result }) {
  const t = words[language].page
  const shown = published.statements
    .filter(({ id, agree, disagree }) => texts.has(id) && agree > disagree)
    .toSorted((a, b) => b.agree - b.disagree - (a.agree - a.disagree))
    .slice(0, mostAgreed)
  return (
    <>
      <p>{published.people < fewestPeople ? t.few : t.noGroups}</p>
      {published.places.length > 0 && <OpinionDrawing language={language} published={published} />}
      {shown.length > 0 && (
        <Group heading={t.agreeing} line="sky">
          <List>
            {shown.map((one) => (
              <Said language={language} text={texts.get(one.id)!} statement={one} />
            ))}
          </List>
        </Group>
      )}
    </>
  )
}

function Grouped({ language, result: { published, texts } }: { language: Language; result: Result }) {
  const t = words[language].page
  const byId = new Map(published.statements.map((one) => [one.id, one]))
  const known = ({ id }: { id: string }) => texts.has(id) && byId.has(id)
  const shared = published.shared.filter(known)
  const splits = published.splits.map((id) => ({ id })).filter(known)
  return (
    <>
      <Columns>
        <Group heading={t.shared} line="sun">
          {shared.length === 0 ? (
            <p>{t.sharedNone}</p>
          ) : (
            <List>
              {shared.map(({ id }) => (
                <Said language={language} text={texts.get(id)!} statement={byId.get(id)!} />
              ))}
            </List>
          )}
        </Group>
        <Group heading={t.splits} line="plum">
          {splits.length === 0 ? (
            <p>{t.splitsNone}</p>
          ) : (
            <List>
              {splits.map(({ id }) => (
                <Said language={language} text={texts.get(id)!} statement={byId.get(id)!} byGroup />
              ))}
            </List>
          )}
        </Group>
      </Columns>
      <Group heading={t.map} line="sky">
        <OpinionDrawing language={language} published={published} />
      </Group>
      <Columns>
        {published.groups.map(({ people, telling }, g) => (
          <Group
            heading={
              <>
                <GroupSign group={g} />
                {t.group(letterOf(g))}
              </>
            }
            line="sky"
          >
            <p class="soft">{t.about(people)}</p>
            {telling.filter(known).length === 0 ? (
              <p>{t.tellingNone}</p>
            ) : (
              <>
                <p>{t.telling}:</p>
                <List>
                  {telling.filter(known).map(({ id, side }) => (
                    <li>
                      <p dir="auto">
                        <b>{t.side[side]}:</b> {texts.get(id)}
                      </p>
                    </li>
                  ))}
                </List>
              </>
            )}
          </Group>
        ))}
      </Columns>
    </>
  )
}

function Said(props: { language: Language; text: string; statement: PublishedStatement; byGroup?: boolean }) {
  const t = words[props.language].page
  const { agree, disagree, groups } = props.statement
  return (
    <li>
      <p dir="auto">{props.text}</p>
      <p class="soft">
        {props.byGroup
          ? groups.flatMap((share, g) => (share ? [t.inGroup(letterOf(g), share.agree)] : [])).join('. ')
          : t.tenths(agree, disagree)}
        .
      </p>
    </li>
  )
}
