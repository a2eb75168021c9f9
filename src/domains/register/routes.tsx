import { minute } from '../../platform/clock.ts'
import { NotFound } from '../../platform/errors.ts'
import type { App, FormErrors } from '../../platform/http.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { render } from '../../web/render.tsx'
import { compareForm, proofQuery } from './forms.ts'
import { words } from './messages/index.ts'
import { ComparePage, EntryPage } from './pages/entry.tsx'
import { RegisterPage } from './pages/register.tsx'
import {
  consistencyProof,
  entriesBefore,
  entryAt,
  inclusionProof,
  knownKeys,
  latestCheckpoint,
} from './queries.ts'
import { ownWords, sayBy, type EntryWords } from './said.ts'
import { keysText, readTilePath, tileBytes } from './tiles.ts'

/** A proof costs a few dozen rows, for whoever asks. */
const proving: Limit = { name: 'register-proof', max: 120, window: minute }

const perPage = 25
const forever = 'public, max-age=31536000, immutable'

/** `says`: how later domains and the foundation say what they recorded. */
export function routes(app: App, { says = [] }: { says?: readonly EntryWords[] } = {}): void {
  const say = sayBy([ownWords, ...says])
  fileRoutes(app)

  app.get('/register', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const before = /^\d{1,15}$/.exec(c.req.query('voor') ?? '')?.[0]
    const found = await entriesBefore(ctx, {
      before: before === undefined ? undefined : Number(before),
      limit: perPage + 1,
    })
    const entries = found.slice(0, perPage)
    return render(
      c,
      { title: words[language].title, line: 'plum' },
      <RegisterPage
        language={language}
        entries={entries.map((entry) => ({ ...entry, said: entry.told && say(language, entry.told) }))}
        older={found.length > perPage ? entries.at(-1)?.place : undefined}
        newest={before === undefined}
        checkpoint={await latestCheckpoint(ctx)}
        keys={await knownKeys(ctx)}
        address={`${ctx.services.config.origin}/register`}
      />,
    )
  })

  app.get('/register/vergelijk', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const values = { omvang: c.req.query('omvang') ?? '', getal: c.req.query('getal') ?? '' }
    const parsed = compareForm.safeParse(values)
    const page = (props: Omit<Parameters<typeof ComparePage>[0], 'language' | 'values'>, status: 200 | 422) =>
      render(
        c,
        { title: words[language].compare.title, line: 'plum', status },
        <ComparePage language={language} values={values} {...props} />,
      )
    if (!parsed.success) {
      const errors: FormErrors = {}
      for (const { path, message } of parsed.error.issues) errors[String(path[0])] ??= message
      return page({ errors, answer: undefined }, 422)
    }
    await limit(ctx, proving, c.get('visitor'))
    const { omvang: size, getal: root } = parsed.data
    const now = (await latestCheckpoint(ctx))?.size ?? 0
    if (size > now) return page({ errors: undefined, answer: { compared: 'longer', size, now } }, 200)
    const same = (await consistencyProof(ctx, size, now)).root1 === root
    return page({ errors: undefined, answer: { compared: same ? 'same' : 'other', size, now } }, 200)
  })

  app.get('/register/bewijs', async (c) => {
    const ctx = c.get('ctx')
    const parsed = proofQuery.safeParse(c.req.query())
    if (!parsed.success) throw new NotFound('entryGone')
    await limit(ctx, proving, c.get('visitor'))
    const now = (await latestCheckpoint(ctx))?.size ?? 0
    const asked = parsed.data
    const [proof, name] =
      'nummer' in asked
        ? [
            await inclusionProof(ctx, await entryAt(ctx, asked.nummer), asked.omvang ?? now),
            `register-${asked.nummer}`,
          ]
        : [await consistencyProof(ctx, asked.van, asked.tot ?? now), `register-${asked.van}`]
    return c.body(JSON.stringify(proof, null, 1), 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.json"`,
    })
  })

  app.get('/register/:nummer{[0-9]{1,15}}', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const entry = await entryAt(ctx, Number(c.req.param('nummer')))
    const checkpoint = await latestCheckpoint(ctx)
    return render(
      c,
      { title: words[language].number(entry.place), line: 'plum' },
      <EntryPage
        language={language}
        entry={entry}
        said={entry.told && say(language, entry.told)}
        proof={await inclusionProof(ctx, entry, checkpoint?.size ?? 0)}
      />,
    )
  })
}

/** The log as files for programs (C2SP tlog-tiles). The same for everybody: who is asking changes nothing. */
function fileRoutes(app: App): void {
  app.get('/register/checkpoint', async (c) => {
    const found = await latestCheckpoint(c.get('ctx'))
    return found ? c.body(found.note, 200, asText) : c.text('', 404)
  })

  app.get('/register/keys', async (c) => c.body(await keysText(c.get('ctx')), 200, asText))

  app.get('/register/tile/*', async (c) => {
    const tile = readTilePath(c.req.path.slice('/register/'.length))
    const bytes = tile && (await tileBytes(c.get('ctx'), tile))
    if (!bytes) return c.text('', 404)
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': 'application/octet-stream',
      'Cache-Control': forever,
      Vary: '',
    })
  })
}

const asText = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' }
