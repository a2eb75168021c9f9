import type { Language } from '../../platform/i18n.ts'
import { Columns, Person, Stop } from '../../web/components/index.ts'
import { seedOf } from '../communities/index.ts'
import { words } from './messages/index.ts'
import type { Reach } from './rules.ts'
import type { Designated } from './suggestions.ts'

function Standing({ language, person }: { language: Language; person: Designated }) {
  const t = words[language]
  return (
    <p>
      <strong>{t.standing(person.standing, person.members)}</strong> {t.designated}
    </p>
  )
}

const personLink = ({ communitySlug, residentId, themeId }: Designated) =>
  `/leefomgeving/${communitySlug}/vraag?wie=${residentId}&als=${themeId === null ? 'ambassador' : `authority&thema=${themeId}`}`

/** Who knows the place. */
export function AmbassadorsStop({
  language,
  reach,
  people,
  verified,
}: {
  language: Language
  reach: Reach
  people: Designated[]
  verified: boolean
}) {
  const t = words[language].ambassadors
  return (
    <Stop line="sky" side folds id="ambassadeurs" rubric={t.rubric} sign="flag" heading={t.heading}>
      {people.length === 0 ? (
        <p>{verified ? t.none : t.later}</p>
      ) : (
        <Columns kind="two">
          {people.map((person) => (
            <Person
              name={person.name}
              href={personLink(person)}
              seed={seedOf(person.residentId)}
              beside="flag"
              why={t.why(reach)}
            >
              <p>{t.of(person.communityName)}</p>
              <Standing language={language} person={person} />
            </Person>
          ))}
        </Columns>
      )}
    </Stop>
  )
}

/** Who knows how. */
export function AuthoritiesStop({
  language,
  labels,
  people,
  verified,
}: {
  language: Language
  labels: Map<number, string>
  people: Designated[]
  verified: boolean
}) {
  const t = words[language].authorities
  const theme = (person: Designated) => labels.get(person.themeId ?? 0) ?? ''
  return (
    <Stop line="plum" side folds id="autoriteiten" rubric={t.rubric} sign="lamp" heading={t.heading}>
      {people.length === 0 ? (
        <p>{verified ? t.none : t.later}</p>
      ) : (
        <Columns kind="three">
          {people.map((person) => (
            <Person
              name={person.name}
              href={personLink(person)}
              seed={seedOf(person.residentId)}
              beside="lamp"
              rubric={theme(person)}
              why={t.why(theme(person))}
            >
              <p>
                {t.of(person.communityName)} {person.earns && t.earns}
              </p>
              <Standing language={language} person={person} />
            </Person>
          ))}
        </Columns>
      )}
    </Stop>
  )
}
