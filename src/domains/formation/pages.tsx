import type { ComponentChildren } from 'preact'
import { formatDay, formatTime, type Language } from '../../platform/i18n.ts'
import {
  Actions,
  Breadcrumb,
  Button,
  Columns,
  DoorBands,
  Empty,
  Fold,
  Label,
  Labels,
  Legend,
  Lesson,
  LinkButton,
  Notice,
  Opener,
  Piece,
  ReachChooser,
  Stop,
  Why,
} from '../../web/components/index.ts'
import { streetSeed } from '../../web/art/index.ts'
import { words as frameWords } from '../../web/messages/index.ts'
import { Goodbye } from '../../web/render.tsx'
import { AboutAmbition } from '../ambitions/index.ts'
import type { Precedent } from '../outcomes/index.ts'
import { words } from './messages/index.ts'
import type { Neighbours } from './neighbours.ts'
import { AmbassadorsStop, AuthoritiesStop } from './people-stops.tsx'
import type { Formation } from './queries.ts'
import { reaches } from './rules.ts'
import type { Already } from './suggestions.ts'

interface PartProps {
  language: Language
  formation: Formation
}

/** One ambition in my area: who and what is near, and one step to begin. */
export function FormationPage(
  props: PartProps & { choose: ComponentChildren; talk: ComponentChildren; begin: ComponentChildren },
) {
  const { language, formation } = props
  const t = words[language]
  const { concept, reach, placed } = formation
  return (
    <>
      <Opener
        line="sun"
        heading={concept.label}
        lede={concept.definition || t.lede}
        above={
          <Breadcrumb
            label={frameWords[language].breadcrumb}
            steps={[{ href: '/ambities', label: t.ambitions }, { label: concept.label }]}
          />
        }
      />
      <Stop line="sun" id="bereik" heading={t.reach.legend} quiet letterbox>
        <form action={`/ambities/${concept.slug}`} method="get" class="stack" data-auto-submit>
          <ReachChooser
            name="bereik"
            legend={t.reach.legend}
            note={placed ? t.reach.notes[reach] : undefined}
            options={reaches.map((value) => ({
              value,
              label: t.reach.options[value],
              checked: value === reach,
            }))}
          />
          <Actions>
            <Button kind="quiet" withoutScript>
              {t.reach.look}
            </Button>
          </Actions>
        </form>
        {!placed && (
          <Notice>
            <p>{t.reach.unplaced}</p>
          </Notice>
        )}
        <Fold summary={formation.wish ? t.choose.held : t.choose.open}>{props.choose}</Fold>
      </Stop>
      <AlreadyStop language={language} formation={formation} />
      <NeighboursStop language={language} formation={formation} />
      <AmbassadorsStop
        language={language}
        reach={reach}
        people={formation.ambassadors}
        verified={formation.verified}
      />
      <AuthoritiesStop
        language={language}
        labels={formation.labels}
        people={formation.authorities}
        verified={formation.verified}
      />
      <PrecedentsStop language={language} precedents={formation.precedents} labels={formation.labels} />
      {props.talk}
      {props.begin}
      <AboutStop language={language} card={formation.card} />
      <Goodbye language={language} line="door">
        {t.goodbye}
      </Goodbye>
    </>
  )
}

function AlreadyStop({ language, formation }: PartProps) {
  const t = words[language].already
  const { already } = formation
  if (already.length === 0) return null
  const forming = already.some(({ state }) => state === 'forming')
  return (
    <Stop line="sun" side id="al" rubric={t.rubric} heading={forming ? t.heading : t.headingActive}>
      <Columns kind={already.length === 1 ? 'main' : 'two'}>
        {already.map((community) => (
          <AlreadyPiece
            language={language}
            community={community}
            ambition={formation.labels.get(community.conceptId) ?? formation.concept.label}
          />
        ))}
      </Columns>
    </Stop>
  )
}

function AlreadyPiece({
  language,
  community,
  ambition,
}: {
  language: Language
  community: Already
  ambition: string
}) {
  const t = words[language].already
  const href = `/leefomgeving/${community.slug}`
  const { meeting } = community
  return (
    <Piece
      framed
      heading={community.name}
      href={href}
      labels={
        <Labels>
          <Label full={community.state === 'active'}>{t.state[community.state]}</Label>
        </Labels>
      }
      why={t.why(ambition)}
      actions={community.member ? <p>{t.member}</p> : <LinkButton href={href}>{t.join}</LinkButton>}
    >
      <p>
        {t.members(community.members)}.{' '}
        {meeting &&
          t.firstTime(
            formatDay(language, meeting.starts),
            formatTime(language, meeting.starts),
            meeting.place,
          )}
      </p>
    </Piece>
  )
}

function NeighboursStop({ language, formation }: PartProps) {
  const t = words[language].neighbours
  const { concept, neighbours, sensitiveCount, reach } = formation
  if (concept.sensitive) {
    return (
      <Stop line="sun" side id="buren" rubric={t.rubric} sign="kite" heading={t.sensitive}>
        <p>{sensitiveCount === undefined ? t.sensitiveFew : t.sensitiveCount(sensitiveCount)}</p>
      </Stop>
    )
  }
  if (neighbours.total === 0 && !formation.verified) {
    return (
      <Stop line="sun" side id="buren" rubric={t.rubric} sign="kite" heading={t.laterHeading}>
        <p>{t.laterNone}</p>
      </Stop>
    )
  }
  if (neighbours.total === 0) {
    return (
      <Stop line="sun" side id="buren" rubric={t.rubric} sign="kite" heading={t.noneHeading}>
        <Empty heading={t.noneHeading} seed={streetSeed(concept.slug)}>
          <p>{t.none}</p>
        </Empty>
      </Stop>
    )
  }
  if (neighbours.doors.length === 0) {
    return (
      <Stop line="sun" side id="buren" rubric={t.rubric} sign="kite" heading={t.heading(neighbours.total)}>
        <p>{t.later}</p>
      </Stop>
    )
  }
  const exact = sum(neighbours, 'exact')
  const related = sum(neighbours, 'related')
  const shown = neighbours.doors.length
  return (
    <Stop line="sun" id="buren" rubric={t.rubric} sign="kite" heading={t.heading(neighbours.total)}>
      <DoorBands bands={bandsOf(language, formation)} />
      <Legend
        items={[
          { match: 'exact', text: t.exact(exact) },
          ...(related > 0 ? [{ match: 'related' as const, text: t.related(related) }] : []),
        ]}
      />
      {neighbours.total > shown && <p>{t.more(neighbours.total - shown)}</p>}
      <Why>{t.why(reach)}</Why>
      <p class="small soft">{t.nameless}</p>
    </Stop>
  )
}

const sum = (neighbours: Neighbours, kind: 'exact' | 'related') =>
  neighbours.counts.reduce((total, band) => total + band[kind], 0)

/** The drawing of a door depends on its place in the row, not on who lives there: nobody can be followed by it. */
function bandsOf(language: Language, { neighbours, labels, concept }: Formation) {
  const t = words[language].neighbours
  return neighbours.counts
    .map(({ band, exact, related }) => ({
      label: t.bands[band] ?? '',
      summary: t.summary(exact, related),
      doors: neighbours.doors
        .filter((door) => door.band === band)
        .map((door, position) => ({
          seed: streetSeed(`${concept.slug}:${band}:${position}`),
          match: door.exact ? ('exact' as const) : ('related' as const),
          name: door.name,
          note: door.exact ? undefined : t.chose(labels.get(door.conceptId) ?? ''),
        })),
    }))
    .filter(({ doors }) => doors.length > 0)
}

export function PrecedentsStop(props: {
  language: Language
  precedents: Precedent[]
  labels: ReadonlyMap<number, string>
}) {
  const { language, precedents, labels } = props
  const t = words[language].precedents
  return (
    <Stop line="plum" side folds id="voorbeelden" rubric={t.rubric} heading={t.heading}>
      {precedents.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Columns kind="two">
          {precedents.map(
            ({ href, name, conceptId, result, lesson, weeks, placeName, sameGemeente, left }) => (
              <Piece
                heading={name ?? labels.get(conceptId) ?? t.resident}
                href={href}
                labels={
                  <Labels>
                    <Label tentative={result === 'tried'}>{t.result[result]}</Label>
                  </Labels>
                }
                why={result === 'tried' ? t.whyTried : sameGemeente ? t.whyNear : t.whyFar}
              >
                <p>
                  {placeName && `${placeName}. `}
                  {weeks !== null && t.weeks(weeks)}
                </p>
                {lesson && <Lesson title={t.lesson}>{lesson}</Lesson>}
                {left.length > 0 && (
                  <>
                    <p>
                      <strong>{t.left}</strong>
                    </p>
                    <ul>
                      {left.map(({ id, title }) => (
                        <li>
                          <a href={`/document/${id}`} dir="auto">
                            {title}
                          </a>
                        </li>
                      ))}
                    </ul>
                  </>
                )}
              </Piece>
            ),
          )}
        </Columns>
      )}
    </Stop>
  )
}

function AboutStop({ language, card }: { language: Language; card: Formation['card'] }) {
  return (
    <Stop line="sun" side id="over" heading={words[language].about}>
      <AboutAmbition language={language} card={card} />
    </Stop>
  )
}

/** What a visitor without an account sees of an ambition: what it is, who did it, and the way in. */
export function VisitorPage(props: {
  language: Language
  concept: Formation['concept']
  precedents: Precedent[]
  labels: ReadonlyMap<number, string>
  card: Formation['card']
}) {
  const { language, concept, precedents } = props
  const t = words[language]
  return (
    <>
      <Opener
        line="sun"
        heading={concept.label}
        lede={concept.definition}
        above={
          <Breadcrumb
            label={frameWords[language].breadcrumb}
            steps={[{ href: '/ambities', label: t.ambitions }, { label: concept.label }]}
          />
        }
      />
      <Stop line="sun" id="meedoen" heading={t.visitor.heading} lede={t.visitor.lede} letterbox>
        <Actions>
          <LinkButton href={`/meedoen?naar=/ambities/${concept.slug}`}>{t.visitor.join}</LinkButton>
          <LinkButton kind="text" href={`/log-in?naar=/ambities/${concept.slug}`}>
            {t.visitor.signIn}
          </LinkButton>
        </Actions>
      </Stop>
      <PrecedentsStop language={language} precedents={precedents} labels={props.labels} />
      <AboutStop language={language} card={props.card} />
      <Goodbye language={language} line="plum" />
    </>
  )
}
