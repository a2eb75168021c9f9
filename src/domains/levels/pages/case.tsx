import { formatDate, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Button,
  Choices,
  Columns,
  LinkButton,
  List,
  ListItem,
  Opener,
  Say,
  Stop,
  Why,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import type { FormErrors } from '../../../platform/http.ts'
import { Problems } from '../../../web/render.tsx'
import type { Area } from '../../areas/index.ts'
import type { Contests, LevelCase, Move } from '../case.ts'
import { words } from '../messages/index.ts'
import { contestsNeeded, directionOf, roundedCount, type ContestKind } from '../rules.ts'
import {
  answerPhrase,
  AreaLink,
  areaPhrase,
  capital,
  Dutch,
  LevelLadder,
  severalPhrase,
  whyPhrase,
} from './parts.tsx'
import { LevelFacts } from './result.tsx'
import type { ComponentChildren } from 'preact'

export interface CaseProps {
  language: Language
  found: LevelCase
  contests: Contests
  /** Where each contest of this viewer would lead; empty for who is not asked. */
  ways: { kind: ContestKind; area: Area }[]
  /** Residents who are asked at this level. */
  asked: number
  verified: boolean
  map: ComponentChildren
  errors?: FormErrors | undefined
}

/** Something before neighbours: its level, how it came there, and the way to say that it belongs elsewhere. */
export function CasePage(props: CaseProps) {
  const { language, found, map } = props
  const t = words[language]
  const { level } = found
  return (
    <>
      <Opener
        heading={found.title}
        above={<p class="rubric">{t.case.rubric}</p>}
        lede={<Dutch>{t.compass.resultFor(level.competence.name)}</Dutch>}
        line="plum"
      >
        {found.withdrawn && <p>{t.case.withdrawn}</p>}
        {found.frozen && <p>{t.case.frozen}</p>}
        {found.href && (
          <p>
            <a href={found.href}>{t.case.read}</a>
          </p>
        )}
      </Opener>
      <Stop line="plum" id="niveau" heading={answerPhrase(language, level)} letterbox>
        <LevelLadder language={language} level={level} start={found.start.kind} />
        <Say kind={level.say} heading={t.say[level.say]}>
          <p>{t.sayLong[level.say]}</p>
        </Say>
        <Why>{whyPhrase(language, level)}</Why>
      </Stop>
      <Path {...props} />
      <Elsewhere {...props} />
      <Stop line="sky" id="wie" heading={t.case.touched} tight>
        <Columns kind="main">
          <div class="stack">
            <p>
              {found.named.map((area, at) => (
                <>
                  {at > 0 && ', '}
                  <AreaLink language={language} area={area} />
                </>
              ))}
            </p>
            <LevelFacts language={language} level={level} />
          </div>
          {map}
        </Columns>
        <Actions>
          <LinkButton kind="quiet" href="/niveaukompas">
            {t.case.compass}
          </LinkButton>
        </Actions>
        {found.mine && !found.withdrawn && !found.frozen && (
          <form method="post" action={`/niveau/${found.id}/trek-in`}>
            <Button kind="text">{t.case.withdraw}</Button>
          </form>
        )}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** The way it went: "Van drie straten naar de wijk", and each step with who said so. */
function Path({ language, found }: CaseProps) {
  const t = words[language].case
  const start = severalPhrase(language, startOf(found))
  const now = areaPhrase(language, found.level.area)
  const step = ({ kind, to, asked, counted, say, moved }: Move) => (
    <ListItem heading={capital(areaPhrase(language, to))}>
      <p>
        {t.moves[kind](
          areaPhrase(language, to),
          words[language].people(counted),
          t.asked(roundedCount(asked)),
        )}{' '}
        {t.became[say]} {formatDate(language, moved)}.
      </p>
    </ListItem>
  )
  return (
    <Stop
      line="plum"
      id="weg"
      heading={t.path}
      lede={found.moves.length > 0 || start !== now ? t.from(start, now) : t.stays(start)}
      tight
    >
      <List ordered>
        <ListItem heading={capital(start)}>
          <p>
            {t.began(start, areaPhrase(language, found.start))} {formatDate(language, found.opened)}.
          </p>
        </ListItem>
        {found.moves.map(step)}
      </List>
    </Stop>
  )
}

/** The areas that were named at the start: those that asked to belong came behind them, one for each such move. */
export function startOf({ named, moves }: Pick<LevelCase, 'named' | 'moves'>): Area[] {
  return named.slice(0, named.length - moves.filter(({ kind }) => kind === 'include').length)
}

function Elsewhere(props: CaseProps) {
  const { language, found, contests, ways, asked, verified, errors } = props
  const t = words[language]
  if (found.withdrawn || found.frozen) return null
  const gone = new Set(found.moves.map(({ direction }) => direction))
  const open = ways.filter(({ kind }) => !gone.has(directionOf(kind)))
  return (
    <Stop
      line="sun"
      id="elders"
      heading={t.case.contest}
      lede={gone.size === 2 ? t.case.both : t.case.contestLede(t.people(contestsNeeded(asked)))}
      tight
    >
      <h3>{t.case.standingTitle}</h3>
      {contests.counts.length === 0 ? (
        <p>{t.case.quiet}</p>
      ) : (
        <ul>
          {contests.counts.map(({ kind, count, area }) => (
            <li>
              {t.case.standing(t.case.kinds[kind], t.people(count), area && areaPhrase(language, area))}
            </li>
          ))}
        </ul>
      )}
      {contests.mine && (
        <form method="post" action={`/niveau/${found.id}/neem-terug`}>
          <p>{t.case.mine(t.case.kinds[contests.mine])}</p>
          <Button kind="text">{t.case.takeBack}</Button>
        </form>
      )}
      {!verified && <p>{t.case.verify}</p>}
      {open.length > 0 && (
        <form method="post" action={`/niveau/${found.id}/hoort`} class="stack" novalidate>
          {errors && <Problems language={language} errors={errors} messages={t.errors} />}
          <Choices
            name="kind"
            legend={t.case.question}
            error={errors?.['kind'] && t.errors[errors['kind']]}
            options={open.map(({ kind, area }) => ({
              value: kind,
              label: t.case.kinds[kind],
              help: t.case.kindHelp[kind](areaPhrase(language, area)),
              checked: contests.mine === kind,
            }))}
          />
          <Actions>
            <Button kind="quiet">{t.case.say}</Button>
          </Actions>
        </form>
      )}
    </Stop>
  )
}
