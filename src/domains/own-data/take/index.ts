import { day, onTheWall } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { requireConfirmed } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { partsOf, type Part } from './parts.ts'
import { readable } from './readable.tsx'
import type { TakenWords } from './words.ts'
import { zipped, type ZipFile } from './zip.ts'

const taking: Limit = { name: 'take-data', max: 5, window: day }

/** A file to take along. */
export interface Download {
  name: string
  bytes: AsyncGenerator<Uint8Array>
}

/**
 * Everything of the viewer as a ZIP: a page to read and JSON for each domain. It is made while it is sent and kept
 * nowhere; five times a day at most. Looking into the vault for it is an opening like any other.
 */
export async function takeEverything(ctx: Context, said: TakenWords): Promise<Download> {
  const known = requireConfirmed(ctx)
  const { viewer, language } = known
  await limit(ctx, taking, viewer.id)
  const t = words[language].file
  const made = ctx.now()
  const domains = await partsOf(known)
  const about = { name: viewer.displayName, made }
  const files: ZipFile[] = [
    { name: t.readme, text: just(t.readmeText) },
    {
      name: 'index.html',
      text: readable(
        language,
        about,
        domains.flatMap(([, parts]) => parts),
        said,
      ),
    },
    ...domains.map(([domain, parts]) => ({ name: `json/${domain}.json`, text: json(parts) })),
  ]
  return { name: `${t.fileName}-${onTheWall(made).toPlainDate()}.zip`, bytes: zipped(files, made) }
}

async function* just(text: string): AsyncGenerator<string> {
  yield text
}

/** An object with a list for each part, written page by page. */
async function* json(parts: readonly Part[]): AsyncGenerator<string> {
  yield '{'
  for (const [n, part] of parts.entries()) {
    yield `${n === 0 ? '' : ','}\n${JSON.stringify(part.name)}: [`
    let first = true
    for await (const page of part.pages()) {
      yield `${first ? '' : ','}\n${page.map(({ data: _data, ...taken }) => JSON.stringify(taken)).join(',\n')}`
      first = false
    }
    yield ']'
  }
  yield '\n}\n'
}

/** Bytes as the body of an answer: more are made only when the reader is ready for them, none once they went away. */
export function streamOf(bytes: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await bytes.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await bytes.return(undefined)
    },
  })
}
