import { formatDate, type Language } from '../../../platform/i18n.ts'
import { Actions, Back, Button, List, Opener, Stop } from '../../../web/components/index.ts'
import { words } from '../messages/index.ts'
import type { PaperDesk } from '../paper/print.ts'

/** Bundles to print and post, for who is not online. */
export function PaperDeskPage({ language, desk }: { language: Language; desk: PaperDesk }) {
  const t = words[language].desk
  return (
    <>
      <Opener
        heading={t.title}
        lede={t.lede}
        above={
          <Back language={language} to="/beheer">
            {t.back}
          </Back>
        }
      />
      <Stop
        line="door"
        id="wachten"
        heading={desk.waiting === 0 ? t.waitingNone : t.waiting(desk.waiting)}
        letterbox
      >
        <p class="soft">{t.waitingText}</p>
        {desk.waiting > 0 && (
          <form action="/beheer/bundels/druk" method="post" class="stack">
            <p>{t.printHelp}</p>
            <Actions>
              <Button>{t.print}</Button>
            </Actions>
          </form>
        )}
      </Stop>
      <Stop line="door" id="gedrukt" heading={t.batches}>
        {desk.batches.length === 0 ? (
          <p>{t.batchesNone}</p>
        ) : (
          <List>
            {desk.batches.map(({ id, bundles, printed }) => (
              <li>
                <form action={`/beheer/bundels/${id}/druk`} method="post" class="actions">
                  <p>{t.batch(bundles, formatDate(language, printed))}</p>
                  <Button kind="text">{t.again}</Button>
                </form>
              </li>
            ))}
          </List>
        )}
      </Stop>
    </>
  )
}
