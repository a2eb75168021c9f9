import type { ViewerContext } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { hasUnread } from './queries.ts'

/** One calm line for the home of the neighbourhood: something waits to be read. Undefined when nothing does; never how much. */
export async function lettersLine(
  ctx: ViewerContext,
): Promise<{ text: string; link: string; href: string } | undefined> {
  const { waits, look } = words[ctx.language].line
  return (await hasUnread(ctx)) ? { text: waits, link: look, href: '/brieven' } : undefined
}
