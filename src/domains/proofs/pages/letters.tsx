import { formatDate, type Language } from '../../../platform/i18n.ts'
import { Back, Actions, Button, List, Opener, Stop } from '../../../web/components/index.ts'
import type { HeldLetter } from '../letters/held.ts'
import type { LetterDesk } from '../letters/print.ts'
import { words } from '../messages/index.ts'

/** The letters of the day: print, put into envelopes, post, say so. */
export function LettersPage(props: { language: Language; desk: LetterDesk; held: readonly HeldLetter[] }) {
  const { language, desk, held } = props
  const t = words[language].steward
  return (
    <>
      <Opener heading={t.letters} lede={t.lettersLede} above={<Back language={language} to="/beheer" />} />
      <Stop line="door" id="wachten" heading={t.waiting(desk.waiting)} letterbox>
        {desk.waiting > 0 && (
          <form action="/beheer/brieven/druk" method="post" class="stack">
            <p>{t.printHelp}</p>
            <Actions>
              <Button>{t.print(desk.waiting)}</Button>
            </Actions>
            <p>
              <a href="/beheer/brieven">{t.printed}</a>
            </p>
          </form>
        )}
        <p class="soft">{t.posted(desk.posted)}</p>
      </Stop>
      {held.length > 0 && <Held language={language} held={held} />}
      <Stop line="door" id="gedrukt" heading={t.batches}>
        {desk.batches.length === 0 ? (
          <p>{t.batchesNone}</p>
        ) : (
          <List>
            {desk.batches.map(({ id, letters, printed }) => (
              <li>
                <form action={`/beheer/brieven/${id}/gepost`} method="post" class="stack">
                  <p>{t.batch(letters, formatDate(language, printed))}</p>
                  <Actions>
                    <Button kind="quiet">{t.markPosted}</Button>
                    <Button kind="text" formaction={`/beheer/brieven/${id}/druk`}>
                      {t.printAgain}
                    </Button>
                  </Actions>
                  <p class="small soft">{t.printAgainHelp}</p>
                </form>
              </li>
            ))}
          </List>
        )}
      </Stop>
    </>
  )
}

/** Letters to homes that got many. */
function Held({ language, held }: { language: Language; held: readonly HeldLetter[] }) {
  const t = words[language].more.steward
  return (
    <Stop line="plum" id="veel" heading={t.letters} lede={t.lettersText}>
      <List>
        {held.map(({ id, held: since, letters, accounts, own }) => (
          <li>
            <form action={`/beheer/brief/${id}/stuur`} method="post" class="stack">
              <p>
                {t.since(formatDate(language, since))}. {t.letter(letters, accounts, own)}
              </p>
              <Actions>
                <Button kind="quiet">{t.release}</Button>
                <Button kind="text" formaction={`/beheer/brief/${id}/weiger`}>
                  {t.refuse}
                </Button>
              </Actions>
            </form>
          </li>
        ))}
      </List>
    </Stop>
  )
}
