import type { ViewerContext } from '../residents/index.ts'
import { isVerified } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { currentHello } from './queries.ts'

/** One calm line for the home of the neighbourhood: somebody wants to meet. Undefined when nobody waits for an answer. */
export async function helloLine(
  ctx: ViewerContext,
): Promise<{ text: string; link: string; href: string } | undefined> {
  if (!isVerified(ctx) || !ctx.viewer.adult) return undefined
  const { asked, look } = words[ctx.language].line
  return (await currentHello(ctx))?.state === 'asked'
    ? { text: asked, link: look, href: '/hallo' }
    : undefined
}
