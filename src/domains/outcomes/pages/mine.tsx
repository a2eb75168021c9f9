import { formatDate, type Language } from '../../../platform/i18n.ts'
import { Actions, Back, Button, List, ListItem, Opener, Quote, Stop } from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Deed, ThanksToMe } from '../queries/mine.ts'

/** What I was thanked for and what I did: no points, and no number that could be compared. */
export function ThanksPage(props: { language: Language; thanks: ThanksToMe[]; deeds: Deed[] }) {
  const { language, thanks, deeds } = props
  const t = words[language].mine
  return (
    <>
      <Opener above={<Back language={language} to="/ik" />} heading={t.title} lede={t.lede} line="plum" />
      <Stop line="plum" id="dank" heading={t.thanks} letterbox>
        {thanks.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <List>
            {thanks.map((one) => (
              <Thanked language={language} thanks={one} />
            ))}
          </List>
        )}
      </Stop>
      <Stop line="door" id="daden" heading={t.deeds} side>
        {deeds.length === 0 ? (
          <p>{t.deedsNone}</p>
        ) : (
          <>
            <ul class="list">
              {deeds.map(({ kind, title, href, at }) => (
                <li>
                  <p>
                    {t.deed[kind]}{' '}
                    <a href={href} dir="auto">
                      {title}
                    </a>
                  </p>
                  <p class="small soft">{formatDate(language, at)}</p>
                </li>
              ))}
            </ul>
            <p class="small soft">{t.shown}</p>
          </>
        )}
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

function Thanked({ language, thanks }: { language: Language; thanks: ThanksToMe }) {
  const t = words[language].mine
  const { answering, from, words: said, about, given } = thanks
  return (
    <ListItem heading={t.from(from)}>
      {said && <Quote>{said}</Quote>}
      <p class="soft">
        {about ? (
          <>
            {t.about}{' '}
            <a href={about.href} dir="auto">
              {about.title}
            </a>
            , {formatDate(language, given)}.
          </>
        ) : (
          t.gone
        )}
      </p>
      {answering && (
        <form action={`/ik/dank/${answering.id}`} method="post" class="stack">
          <p>{t.question[answering.answer ?? 'open']}</p>
          <Actions>
            {answering.answer !== 'named' && (
              <Button kind="quiet" name="answer" value="named">
                {t.yes}
              </Button>
            )}
            {answering.answer !== 'unnamed' && (
              <Button kind="text" name="answer" value="unnamed">
                {t.no}
              </Button>
            )}
          </Actions>
        </form>
      )}
    </ListItem>
  )
}
