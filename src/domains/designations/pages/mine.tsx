import { formatList, type Language } from '../../../platform/i18n.ts'
import { Actions, Button, Choices, List, Opener, Stop } from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import { inSentence } from './words.ts'
import type { Pointing } from '../queries.ts'
import type { Kind } from '../rules.ts'

interface About {
  communityId: string
  kind: Kind
  themeId: number | null
}

export interface MinePageProps {
  language: Language
  toMe: Pointing[]
  byMe: Pointing[]
  refusals: (About & { community: string | null; theme: string })[]
  livelihoods: { themeId: number; theme: string; earns: boolean | null }[]
}

/** What a button is about. */
function Hidden({ about, member }: { about: About; member?: string }) {
  return (
    <>
      <input type="hidden" name="community" value={about.communityId} />
      <input type="hidden" name="kind" value={about.kind} />
      {about.themeId !== null && <input type="hidden" name="theme" value={about.themeId} />}
      {member && <input type="hidden" name="member" value={member} />}
    </>
  )
}

/** Who points at me, whom I point at, and what I would rather not. */
export function MinePage(props: MinePageProps) {
  const { language } = props
  const t = words[language].mine
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="sky" />
      <Stop line="sky" id="jou" heading={t.toMe} letterbox side>
        <ToMe {...props} />
      </Stop>
      {props.livelihoods.length > 0 && (
        <Stop line="plum" id="brood" heading={t.livelihood} side>
          <p>{t.livelihoodText}</p>
          {props.livelihoods.map(({ themeId, theme, earns }) => (
            <form action="/ik/aanwijzingen/brood" method="post" class="stack">
              <input type="hidden" name="theme" value={themeId} />
              <Choices
                name="earns"
                id={`earns-${themeId}`}
                legend={theme}
                options={[
                  { value: 'yes', label: t.earns, checked: earns === true },
                  { value: 'no', label: t.earnsNot, checked: earns === false },
                ]}
              />
              <Button kind="quiet">{t.save}</Button>
            </form>
          ))}
        </Stop>
      )}
      <Stop line="sky" id="jij" heading={t.byMe} side>
        <ByMe {...props} />
      </Stop>
      {props.refusals.length > 0 && (
        <Stop line="door" id="liever-niet" heading={t.refused} side>
          <List>
            {props.refusals.map((refusal) => (
              <li>
                <form action="/ik/aanwijzingen/mag-weer" method="post" class="actions">
                  <Hidden about={refusal} />
                  <span>
                    {t.as(
                      words[language].kind[refusal.kind],
                      inSentence(refusal.theme),
                      refusal.community ?? words[language].somewhere,
                    )}
                  </span>
                  <Button kind="quiet">{t.lift}</Button>
                </form>
              </li>
            ))}
          </List>
        </Stop>
      )}
      <Goodbye language={language} line="sky" />
    </>
  )
}

function ToMe({ language, toMe }: MinePageProps) {
  const t = words[language].mine
  if (toMe.length === 0) return <p>{t.toMeNone}</p>
  return (
    <List>
      {toMe.map((one) => (
        <li>
          <h3>{t.as(words[language].kind[one.kind], inSentence(one.theme), one.community)}</h3>
          <p>
            {t.names(
              formatList(
                language,
                one.people.map(({ name }) => name),
              ),
              one.people.length,
              one.members,
            )}
          </p>
          <form action="/ik/aanwijzingen/liever-niet" method="post" class="stack">
            <Hidden about={one} />
            <Actions>
              <Button kind="quiet">{t.decline}</Button>
            </Actions>
            <p class="small soft">{t.declineHelp}</p>
          </form>
        </li>
      ))}
    </List>
  )
}

function ByMe({ language, byMe }: MinePageProps) {
  const t = words[language].mine
  if (byMe.length === 0) return <p>{t.byMeNone}</p>
  return (
    <List>
      {byMe.flatMap((one) =>
        one.people.map(({ id, name }) => (
          <li>
            <form action="/ik/aanwijzingen/terug" method="post" class="actions">
              <Hidden about={one} member={id} />
              <span>
                <strong>{name}</strong>:{' '}
                {t.as(words[language].kind[one.kind].toLowerCase(), inSentence(one.theme), one.community)}
              </span>
              <Button kind="quiet">{words[language].takeBack}</Button>
            </form>
          </li>
        )),
      )}
    </List>
  )
}
