import type { ComponentChildren } from 'preact'
import { Actions, LinkButton, Stop } from '../../web/components/index.ts'
import { exchangeLine } from '../exchange/index.ts'
import { helloLine } from '../hellos/index.ts'
import { latchstringLine } from '../latchstrings/index.ts'
import { lettersLine } from '../letters/index.ts'
import { isVerified, type ViewerContext } from '../residents/index.ts'
import { words } from './messages/index.ts'

/** From door to door: one calm line of each way to meet a neighbour today, and where each begins. */
export async function DoorsStop(ctx: ViewerContext): Promise<ComponentChildren> {
  if (!isVerified(ctx)) return undefined
  const t = words[ctx.language].doors
  const lines = await Promise.all([latchstringLine(ctx), exchangeLine(ctx), helloLine(ctx), lettersLine(ctx)])
  return (
    <Stop line="door" id="van-deur-tot-deur" heading={t.title} side>
      {lines.flatMap((line) =>
        line
          ? [
              <p>
                {line.text} <a href={line.href}>{line.link}</a>
              </p>,
            ]
          : [],
      )}
      <Actions>
        {ctx.viewer.adult && (
          <LinkButton kind="quiet" href="/touwtje">
            {t.latchstring}
          </LinkButton>
        )}
        <LinkButton kind="quiet" href="/vraag-en-aanbod">
          {t.exchange}
        </LinkButton>
        {ctx.viewer.adult && (
          <LinkButton kind="quiet" href="/hallo">
            {t.hello}
          </LinkButton>
        )}
      </Actions>
    </Stop>
  )
}
