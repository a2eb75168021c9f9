import type { Context } from '../../platform/context.ts'
import type { ViewerContext } from '../residents/index.ts'
import { composeBundles, type Bundle, type Feeds, type Reader } from './bundles/compose.ts'
import { GatheredNews } from './bundles/gather.ts'
import { pageStart } from './rules.ts'

/** The bundle of one resident, of a stretch of time. */
export async function bundleOf(ctx: Context, feeds: Feeds, reader: Reader): Promise<Bundle> {
  const gathered = new GatheredNews(feeds.news, reader.from, reader.until)
  const bundles = await composeBundles(ctx, feeds, [reader], gathered)
  return bundles.get(reader.id)!
}

/** The bundle of today as a page: since five o'clock of the day before. */
export function bundleOfToday(ctx: ViewerContext, feeds: Feeds): Promise<Bundle> {
  const { viewer, language } = ctx
  return bundleOf(ctx, feeds, { id: viewer.id, language, from: pageStart(ctx.now()), until: ctx.now() })
}
