import type { Language } from '../../../platform/i18n.ts'
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
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { hrefOf, type Decision } from '../decision.ts'
import { words } from '../messages/index.ts'
import { mostListed } from '../queries/about.ts'
import { resultIn, stateIn } from '../when.ts'

/** What is decided in a place: now, and before. */
export function ListPage(props: {
  language: Language
  place: { name: string; href: string }
  decisions: Decision[]
  mayOpen: boolean
  now: Date
}) {
  const { language, place, decisions, mayOpen, now } = props
  const t = words[language].list
  const shown = decisions.slice(0, mostListed)
  const running = shown.filter(({ state }) => state === 'open' || state === 'amending').toReversed()
  const over = shown.filter((decision) => !running.includes(decision))
  const fresh = `${place.href}/besluiten/nieuw`
  return (
    <>
      <Opener
        line="plum"
        above={
          <Back language={language} to={place.href}>
            {t.backPlace(place.name)}
          </Back>
        }
        heading={t.title(place.name)}
        lede={t.lede}
      >
        {mayOpen && decisions.length > 0 && (
          <Actions>
            <LinkButton href={fresh}>{t.begin}</LinkButton>
          </Actions>
        )}
      </Opener>
      {decisions.length === 0 ? (
        <Stop line="plum" id="leeg" heading={t.now} quiet>
          <Empty
            heading={t.noneNow}
            actions={mayOpen && <LinkButton href={`${fresh}?hoe=date`}>{t.start}</LinkButton>}
          >
            <p>{t.none}</p>
            {mayOpen && (
              <p>
                <a href={fresh}>{t.begin}</a>
              </p>
            )}
          </Empty>
        </Stop>
      ) : (
        <>
          <Stop line="plum" id="nu" heading={t.now} side>
            {running.length === 0 ? (
              <p>{t.noneNow}</p>
            ) : (
              <Decisions language={language} decisions={running} now={now} />
            )}
          </Stop>
          {over.length > 0 && (
            <Stop line="plum" id="besloten" heading={t.before} side>
              <Decisions language={language} decisions={over} now={now} />
              {decisions.length > mostListed && <p class="soft">{t.more(mostListed)}</p>}
            </Stop>
          )}
        </>
      )}
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** Decisions in a list, each with where it stands and what it became. */
export function Decisions({
  language,
  decisions,
  now,
  level = 3,
  placed = false,
}: {
  language: Language
  decisions: readonly Decision[]
  now: Date
  level?: 3 | 4
  /** Says of each where it is decided, on a page of many places. */
  placed?: boolean
}) {
  const t = words[language]
  return (
    <List>
      {decisions.map((decision) => (
        <ListItem
          level={level}
          heading={<Own>{decision.question}</Own>}
          href={hrefOf(decision.id)}
          labels={
            <Labels>
              <Label line="plum">{t.methods[decision.method].name}</Label>
              {decision.voted && decision.state === 'open' && <Label>{t.state.voted}</Label>}
            </Labels>
          }
        >
          {decision.state === 'decided' && <p>{resultIn(language, decision)}</p>}
          <p class="soft">
            {placed && <>{decision.community?.name ?? decision.area?.name}. </>}
            {stateIn(language, decision, now)}
          </p>
        </ListItem>
      ))}
    </List>
  )
}
