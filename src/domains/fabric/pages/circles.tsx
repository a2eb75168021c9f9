import type { Language } from '../../../platform/i18n.ts'
import { Button, List, ListItem, Opener, Stop } from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { CircleChance } from '../queries/circles.ts'

export interface CirclesPageProps {
  language: Language
  chances: (CircleChance & { theme: string })[]
  /** The wish through which somebody came here. */
  wish: { id: number; label: string } | undefined
}

/** Circles that the viewer can begin, each in one step. */
export function CirclesPage({ language, chances, wish }: CirclesPageProps) {
  const t = words[language].circles
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="sky" />
      {wish && (
        <Stop line="sun" id="wens" heading={t.wish(wish.label)} side>
          <p>{t.wishText}</p>
          <BeginForm kind="ambition" concept={wish.id} words={t.wishBegin} />
        </Stop>
      )}
      <Stop line="sky" id="jouw" heading={t.yours} side>
        {chances.length === 0 ? (
          <p>{t.yoursNone}</p>
        ) : (
          <>
            <p>{t.follows}</p>
            <List>
              {chances.map(({ kind, areaId, area, conceptId, theme }) => (
                <ListItem
                  heading={
                    kind === 'ambassadors' ? t.ambassadors(area).name : t.authorities(area, theme).name
                  }
                  why={t.why[kind](area)}
                >
                  <BeginForm kind={kind} area={areaId} concept={conceptId} words={t.begin} />
                </ListItem>
              ))}
            </List>
          </>
        )}
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}

function BeginForm(props: { kind: string; area?: number; concept: number | null; words: string }) {
  return (
    <form action="/kringen" method="post" class="actions">
      <input type="hidden" name="kind" value={props.kind} />
      {props.area !== undefined && <input type="hidden" name="area" value={props.area} />}
      {props.concept !== null && <input type="hidden" name="concept" value={props.concept} />}
      <Button kind="quiet">{props.words}</Button>
    </form>
  )
}
