import type { ViewerContext } from '../residents/index.ts'
import { isVerified } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { hasTurn } from './queries.ts'

/** One calm line for the home of the neighbourhood: an ask that waits at my door. Undefined when there is none. */
export async function exchangeLine(
  ctx: ViewerContext,
): Promise<{ text: string; link: string; href: string } | undefined> {
  const turn = isVerified(ctx) ? await hasTurn(ctx) : undefined
  const { asked, look } = words[ctx.language].line
  return turn === undefined ? undefined : { text: asked, link: look, href: `/vraag-en-aanbod/beurt/${turn}` }
}
