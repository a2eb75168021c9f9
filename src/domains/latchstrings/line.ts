import { clockInWords } from '../../platform/moments.ts'
import type { ViewerContext } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { atAGlance } from './queries.ts'

/** One calm line for the home of the neighbourhood: my own door, or open ones of neighbours. Undefined when all is quiet. */
export async function latchstringLine(
  ctx: ViewerContext,
): Promise<{ text: string; link: string; href: string } | undefined> {
  const { own, waits, doors } = await atAGlance(ctx)
  const t = words[ctx.language].line
  if (own)
    return { text: waits ? t.waits : t.own(clockInWords(ctx.language, own)), link: t.look, href: '/touwtje' }
  const [first, second] = doors
  if (!first) return undefined
  if (second) return { text: t.more, link: t.look, href: '/touwtje' }
  const text = t.one(first.name, first.words, clockInWords(ctx.language, first.ends))
  return { text, link: t.look, href: `/touwtje/${first.id}` }
}
