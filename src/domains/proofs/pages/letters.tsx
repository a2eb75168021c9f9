import { formatDate, type Language } from '../../../platform/i18n.ts'
import { Back, Actions, Button, List, Opener, Stop } from '../../../web/components/index.ts'
import type { LetterDesk } from '../letters/print.ts'
import { words } from '../messages/index.ts'

/** The letters of the day: print, put into envelopes, post, say so. */
export function LettersPage({ language, desk }: { language: Language; desk: LetterDesk }) {
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
