import type { ComponentChildren } from 'preact'
import type { Language } from '../../../platform/i18n.ts'
import { Back, List, LinkButton, Actions, Opener, Person, Stop } from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { seedOf } from '../../communities/index.ts'
import { inSentence } from '../../designations/index.ts'
import { words } from '../messages/index.ts'
import type { Hop } from '../queries/chain.ts'
import { arrivalOf } from '../rules/way.ts'

/**
 * "Wie stemt er voor jou?": the way of the viewer's voice with the reason of each hop, and how it ends. For the page of a
 * decision, under a heading of its own.
 */
export function VoiceForYou(props: {
  language: Language
  /** As `voiceFor` gives them. */
  hops: readonly Hop[]
  /** Who voted already, where everybody may know that. */
  voted?: ReadonlySet<string>
  /** What the viewer can do: the button with which they vote themselves. */
  children?: ComponentChildren
}) {
  const { language, voted = new Set<string>() } = props
  const t = words[language].way
  const { hops, voted: cast } = arrivalOf(props.hops, voted)
  const called = (hop: Hop) => hop.name ?? words[language].somebody
  const last = hops.at(-1)!
  if (hops.length === 1)
    return (
      <>
        <p>
          {cast
            ? t.youVoted
            : last.end === 'circle'
              ? t.circle
              : last.end === 'stops'
                ? t.selfStopped
                : t.self}
        </p>
        {props.children}
      </>
    )
  return (
    <>
      <List ordered>
        {hops.slice(1).map((hop, n) => {
          const from = hops[n]!
          return (
            <Person as="li" name={called(hop)} seed={seedOf(hop.residentId)} why={whyOf(language, from)}>
              <p>{t.goes(n === 0 ? '' : called(from), called(hop))}</p>
            </Person>
          )
        })}
      </List>
      <p>
        <strong>
          {cast
            ? t.voted(called(last))
            : last.end === 'circle'
              ? t.circle
              : last.end === 'further'
                ? t.further
                : t.ends(called(last))}
        </strong>
      </p>
      <p class="small soft">{t.always}</p>
      {props.children}
    </>
  )
}

function whyOf(language: Language, { through, theme }: Hop): string | undefined {
  const t = words[language].way.through
  if (through === 'broader') return t.broader(inSentence(theme ?? ''))
  return through ? t[through] : undefined
}

/** The way of the viewer's voice as it is now, on a page of its own. */
export function WayPage(props: { language: Language; place: string; theme: string; hops: readonly Hop[] }) {
  const { language } = props
  const t = words[language].way
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/volmachten">
            {words[language].mine.title}
          </Back>
        }
        heading={t.title}
        lede={t.lede(props.place, props.theme)}
        line="plum"
      />
      <Stop line="plum" id="weg" heading={t.heading} letterbox side>
        <VoiceForYou language={language} hops={props.hops}>
          <Actions>
            <LinkButton kind="quiet" href="/volmachten">
              {t.all}
            </LinkButton>
          </Actions>
        </VoiceForYou>
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}
