import type { ComponentChildren } from 'preact'
import type { Context } from '../../../platform/context.ts'
import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Facts,
  Levels,
  LinkButton,
  List,
  ListItem,
  Say,
  Stop,
  Why,
} from '../../../web/components/index.ts'
import { areaHref, type Area, type AreaKind } from '../../areas/index.ts'
import { casesHere, type LevelCase } from '../case.ts'
import type { Level } from '../level.ts'
import { words } from '../messages/index.ts'
import { ladder, roundedCount } from '../rules.ts'

/** An area as it stands in a sentence: "de wijk Oost". */
export const areaPhrase = (language: Language, { kind, name }: Pick<Area, 'kind' | 'name'>): string =>
  words[language].areas[kind](name)

/** "drie straten", or the name of the only one. */
export function severalPhrase(language: Language, areas: readonly Pick<Area, 'kind' | 'name'>[]): string {
  const [first] = areas
  if (first && areas.length === 1) return areaPhrase(language, first)
  const { several, people } = words[language]
  const kinds = new Set(areas.map(({ kind }) => kind))
  const only = kinds.size === 1 ? first?.kind : undefined
  const say = only === 'street' || only === 'buurt' || only === 'wijk' ? several[only] : several.other
  return say(people(areas.length))
}

/** Who holds the power, in a sentence. */
export const powerPhrase = (language: Language, { competence, power }: Level): string =>
  words[language].powers[competence.level](power)

/** Who decides, in a few words. */
export function answerPhrase(language: Language, level: Level): string {
  const t = words[language].compass
  return level.say === 'say'
    ? t.answerSay(areaPhrase(language, level.area))
    : t.answerAdvice(capital(powerPhrase(language, level)))
}

/** Why it is say or advice, in one sentence. */
export function whyPhrase(language: Language, level: Level): string {
  const t = words[language]
  const area = areaPhrase(language, level.area)
  return level.because === 'within' ? t.within(area) : t[level.because](area, powerPhrase(language, level))
}

export const residentsPhrase = (language: Language, level: Pick<Level, 'electorate'>): string =>
  words[language].residents(roundedCount(level.electorate))

/** The table is about Dutch practice and stands in Dutch. */
export const Dutch = ({ children }: { children: ComponentChildren }) => <span lang="nl">{children}</span>

/** As it begins a line. */
export const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

/** Where it is decided, drawn from small to large; with where it began, when it moved. */
export function LevelLadder(props: { language: Language; level: Level; start?: AreaKind | undefined }) {
  const { language, level, start } = props
  const t = words[language]
  const { area, competence, say } = level
  const steps = ladder(area.kind, competence.level)
  const here = steps.indexOf(area.kind)
  const holder = competence.level === 'waterschap' ? undefined : competence.level
  return (
    <Levels
      levels={steps.map((kind, at) => ({
        level: kind,
        name: at === here ? area.name : t.levels[kind],
        text:
          kind === start && at !== here
            ? t.ladder.began
            : at === here
              ? say === 'advice' && kind === holder
                ? t.ladder.both
                : t.ladder[say]
              : at < here
                ? t.ladder.small
                : kind === holder
                  ? t.ladder.power
                  : t.ladder.between,
        state: at === here ? 'here' : at < here ? 'passed' : undefined,
      }))}
    />
  )
}

/** Whether residents decide or advise, and why: before anything is opened. */
export function LevelSketch({ language, level }: { language: Language; level: Level }) {
  const t = words[language]
  return (
    <>
      <Say kind={level.say} heading={t.say[level.say]}>
        <p>{t.sayLong[level.say]}</p>
      </Say>
      <Why>{whyPhrase(language, level)}</Why>
    </>
  )
}

/** Level, say or advice, who may take part and why: for the page of the thing itself. */
export function LevelPart({
  language,
  found,
}: {
  language: Language
  found: Pick<LevelCase, 'id' | 'level'>
}) {
  const t = words[language]
  const { level } = found
  return (
    <>
      <Say kind={level.say} heading={t.say[level.say]}>
        <p>{t.sayLong[level.say]}</p>
      </Say>
      <Facts
        facts={[
          {
            term: t.compass.level,
            value: <a href={`/niveau/${found.id}`}>{areaPhrase(language, level.area)}</a>,
          },
          { term: t.compass.electorate, value: residentsPhrase(language, level) },
          { term: t.compass.need, value: t.needs[level.needs] },
        ]}
      />
      <Why>{whyPhrase(language, level)}</Why>
    </>
  )
}

const shown = 10

/** What lies before the residents of an area, on its page; for who is signed in there is a way to begin. */
export async function levelsInArea(ctx: Context, area: Area): Promise<ComponentChildren> {
  const { language } = ctx
  const t = words[language]
  const found = await casesHere(ctx, area, shown)
  if (found.length === 0 && !ctx.viewer) return undefined
  return (
    <Stop line="plum" id="ligt-voor" heading={t.here.heading} tight>
      {found.length === 0 ? (
        <p>{t.here.none}</p>
      ) : (
        <List>
          {found.slice(0, shown).map(({ id, title, say, areaName }) => (
            <ListItem heading={title} href={`/niveau/${id}`}>
              <p>{t.here.line(t.say[say], areaName)}</p>
            </ListItem>
          ))}
        </List>
      )}
      {found.length > shown && <p class="small soft">{t.here.more}</p>}
      <Actions>
        <LinkButton kind="quiet" href={`/niveaukompas?gebied=${encodeURIComponent(area.code)}`}>
          {t.here.open}
        </LinkButton>
      </Actions>
    </Stop>
  )
}

/** An area as a link to its page. */
export const AreaLink = ({ language, area }: { language: Language; area: Area }) => (
  <a href={areaHref(area)}>{areaPhrase(language, area)}</a>
)
