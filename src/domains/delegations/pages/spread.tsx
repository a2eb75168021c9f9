import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Facts,
  LinkButton,
  List,
  ListItem,
  Opener,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import type { Community } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import type { Spread } from '../queries/concentration.ts'

/** In how few hands the voices of a community lie. */
export function SpreadPage(props: {
  language: Language
  community: Community
  /** Undefined where there are too few members. */
  spread: Spread | undefined
  theme: { id: number; label: string } | undefined
  themes: readonly { id: number; label: string }[]
  own: boolean
}) {
  const { language, community, spread, theme } = props
  const t = words[language].spread
  const path = `/leefomgeving/${community.slug}`
  return (
    <>
      <Opener
        above={
          <Back language={language} to={path}>
            {community.name}
          </Back>
        }
        heading={theme ? `${t.title}: ${theme.label}` : t.title}
        lede={t.lede(community.name)}
        line="plum"
      />
      <Stop line="plum" id="verdeling" heading={t.heading} letterbox side>
        {!spread ? (
          <p>{t.small}</p>
        ) : spread.given === 0 ? (
          <p>{t.none}</p>
        ) : (
          <Facts
            facts={[
              { term: t.members, value: String(spread.members) },
              { term: t.given, value: String(spread.given) },
              ...(spread.lost > 0 ? [{ term: t.lost, value: String(spread.lost) }] : []),
              { term: t.largest, value: t.share(spread.largest) },
              { term: t.effective, value: t.effectiveValue(spread.effective) },
            ]}
          />
        )}
        {spread && spread.mine > 0 && <p>{t.mine(spread.mine)}</p>}
        {props.own && (
          <Actions>
            <LinkButton kind="quiet" href="/volmachten">
              {t.own}
            </LinkButton>
          </Actions>
        )}
      </Stop>
      {spread && spread.carriers.length > 0 && (
        <Stop line="sky" id="veel" heading={t.heavy} side>
          <List>
            {spread.carriers.map(({ name, voices }) => (
              <ListItem heading={name}>
                <p>{t.voices(voices)}</p>
              </ListItem>
            ))}
          </List>
          <p class="small soft">{t.heavyNote}</p>
        </Stop>
      )}
      {spread && (props.themes.length > 0 || theme) && (
        <Stop line="sun" id="themas" heading={t.themes} side>
          <ul class="labels">
            {theme && (
              <li>
                <a href={`${path}/volmachten`}>{t.whole}</a>
              </li>
            )}
            {props.themes
              .filter(({ id }) => id !== theme?.id)
              .map(({ id, label }) => (
                <li>
                  <a href={`${path}/volmachten?thema=${id}`}>{label}</a>
                </li>
              ))}
          </ul>
        </Stop>
      )}
      <Goodbye language={language} line="plum" />
    </>
  )
}
