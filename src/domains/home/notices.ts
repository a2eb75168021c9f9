import { noticesOf, seenNotices, type NoticeWords, type ViewerContext } from '../residents/index.ts'
import type { NoticeLine } from './me.tsx'
import { words } from './messages/index.ts'

/**
 * The viewer's notices in words, newest first, from `before` on; from now on they are seen. `next` is where older ones
 * begin, and absent at the end.
 */
export async function readNotices(
  ctx: ViewerContext,
  noticeWords: readonly NoticeWords[],
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ lines: NoticeLine[]; next: number | undefined }> {
  const found = await noticesOf(ctx, { before, limit: limit + 1 })
  const notices = found.slice(0, limit)
  await seenNotices(
    ctx,
    notices.filter(({ seen }) => !seen).map(({ id }) => id),
  )
  const { language } = ctx
  return {
    lines: notices.map((notice): NoticeLine => {
      const said = noticeWords.map((find) => find(language, notice)).find(Boolean)
      const { created, seen } = notice
      return { text: said?.text ?? words[language].me.someNotice, href: said?.href, created, fresh: !seen }
    }),
    next: found.length > limit ? notices.at(-1)?.id : undefined,
  }
}
