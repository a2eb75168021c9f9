import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Button,
  Empty,
  LinkButton,
  List,
  Opener,
  Person,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { seedOf } from '../../communities/index.ts'
import { inSentence } from '../../designations/index.ts'
import { scopeQuery } from '../address.ts'
import { words } from '../messages/index.ts'
import type { VoiceLine } from '../queries/mine.ts'

export interface MinePageProps {
  language: Language
  given: readonly VoiceLine[]
  carried: { lines: readonly VoiceLine[]; count: number }
  /** Whether the viewer votes only for themselves. */
  refuses: boolean
  /** Whether the viewer may give: their address is proven. */
  mayGive: boolean
  /** From when on a voice that ends is pointed out. */
  soon: Date
}

/** Who votes for me, for whom I vote, and how it works. */
export function MinePage(props: MinePageProps) {
  const { language } = props
  const t = words[language].mine
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="plum" />
      <Stop line="plum" id="jouw-stem" heading={t.given} letterbox side>
        <Given {...props} />
      </Stop>
      <Stop line="sky" id="anderen" heading={t.carried} side>
        <Carried {...props} />
      </Stop>
      <Stop line="sun" id="zo-werkt-het" heading={t.how} side>
        <ul class="stack">
          {t.rules.map((rule) => (
            <li>{rule}</li>
          ))}
        </ul>
      </Stop>
      <Goodbye language={language} line="sun" />
    </>
  )
}

/** What a line counts for: the place, with a way to its page, and the theme. */
function About({ language, line }: { language: Language; line: VoiceLine }) {
  const t = words[language]
  return (
    <p>
      {line.slug ? (
        <a href={`/leefomgeving/${line.slug}/volmachten`}>{line.place}</a>
      ) : (
        (line.place ?? t.somewhere)
      )}
      . {t.about(inSentence(line.theme))}.
    </p>
  )
}

function Given({ language, given, mayGive, soon }: MinePageProps) {
  const t = words[language].mine
  const give = mayGive && <LinkButton href="/volmachten/geef">{t.give}</LinkButton>
  if (given.length === 0)
    return (
      <Empty heading={t.givenNone} line="plum" actions={give}>
        <p>{t.givenNoneText}</p>
      </Empty>
    )
  return (
    <>
      <List>
        {given.map((line) => (
          <Person
            as="li"
            name={line.otherId === null ? t.stopped : t.to(line.name ?? words[language].somebody)}
            seed={seedOf(line.otherId ?? line.id)}
          >
            <About language={language} line={line} />
            {line.ends && (
              <p class="small soft">
                {t.until(line.ends)} {line.ends <= soon && t.soon}
              </p>
            )}
            <div class="actions">
              {line.ends && line.ends <= soon && (
                <form action={`/volmachten/${line.id}/bevestig`} method="post">
                  <Button>{t.confirm}</Button>
                </form>
              )}
              <form action={`/volmachten/${line.id}/terug`} method="post">
                <Button kind="quiet">{t.takeBack}</Button>
              </form>
              {line.otherId !== null && (
                <LinkButton kind="text" href={`/volmachten/weg?${scopeQuery(line)}`}>
                  {t.way}
                </LinkButton>
              )}
            </div>
          </Person>
        ))}
      </List>
      <Actions>{give}</Actions>
    </>
  )
}

function Carried({ language, carried, refuses }: MinePageProps) {
  const t = words[language].mine
  if (refuses)
    return (
      <form action="/volmachten/mag-weer" method="post" class="stack">
        <p>{t.refused}</p>
        <Actions>
          <Button kind="quiet">{t.accept}</Button>
        </Actions>
      </form>
    )
  return (
    <>
      <p>{carried.count === 0 ? t.carriedNone : t.carriedText}</p>
      {carried.count > 0 && (
        <List>
          {carried.lines.map((line) => (
            <Person
              as="li"
              name={line.name ?? words[language].somebody}
              seed={seedOf(line.otherId ?? line.id)}
            >
              <About language={language} line={line} />
              <form action={`/volmachten/${line.id}/geef-terug`} method="post" class="actions">
                <Button kind="quiet">{t.giveBack}</Button>
              </form>
            </Person>
          ))}
        </List>
      )}
      {carried.count > carried.lines.length && <p class="soft">{t.more(carried.count)}</p>}
      <form action="/volmachten/liever-niet" method="post" class="stack">
        <Actions>
          <Button kind="text">{t.refuse}</Button>
        </Actions>
        <p class="small soft">{t.refuseHelp}</p>
      </form>
    </>
  )
}
