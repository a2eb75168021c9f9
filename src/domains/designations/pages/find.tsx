import type { Language } from '../../../platform/i18n.ts'
import { Empty, Fold, List, Opener, Search, Stop } from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { NearAuthority } from '../queries.ts'
import { DesignatedPerson } from './people.tsx'
import { inSentence } from './words.ts'

/** Finding an authority by theme, nearest first. */
export function FindPage(props: {
  language: Language
  text: string
  theme: { label: string } | undefined
  /** Themes that the words could mean, or all of them. */
  themes: { slug: string; label: string }[]
  people: NearAuthority[]
  viewerId: string
}) {
  const { language, theme, people } = props
  const t = words[language].find
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="plum">
        <Search
          action="/autoriteiten"
          name="thema"
          label={t.label}
          help={t.help}
          value={props.text}
          button={t.button}
        />
      </Opener>
      {theme && (
        <Stop line="plum" id="gevonden" heading={t.about(inSentence(theme.label))} sign="lamp">
          {people.length === 0 ? (
            <Empty heading={t.none} thing="lamp" line="plum">
              <p>{t.noneText}</p>
            </Empty>
          ) : (
            <NearAuthorities language={language} people={people} viewerId={props.viewerId} />
          )}
        </Stop>
      )}
      <Stop
        line="plum"
        id="themas"
        heading={
          props.text && !theme ? (props.themes.length > 0 ? t.choose : t.unknown) : theme ? t.other : t.all
        }
        side
      >
        {theme ? (
          <Fold summary={t.all}>
            <Themes themes={props.themes} />
          </Fold>
        ) : (
          <Themes themes={props.themes} />
        )}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** Authorities that were found, nearest first, each with why. */
export function NearAuthorities(props: { language: Language; people: NearAuthority[]; viewerId: string }) {
  const { language } = props
  const t = words[language]
  return (
    <List>
      {props.people.map((person) => (
        <DesignatedPerson
          language={language}
          person={person}
          place={person}
          viewerId={props.viewerId}
          rubric={t.area.in(person.community)}
          why={t.find.away[person.away]}
        />
      ))}
    </List>
  )
}

function Themes({ themes }: { themes: { slug: string; label: string }[] }) {
  return (
    <ul class="labels">
      {themes.map(({ slug, label }) => (
        <li>
          <a href={`/autoriteiten?thema=${slug}`}>{label}</a>
        </li>
      ))}
    </ul>
  )
}
