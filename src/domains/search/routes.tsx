import { minute } from '../../platform/clock.ts'
import type { App } from '../../platform/http.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { render } from '../../web/render.tsx'
import { homeOf, search } from './find.ts'
import { asKind } from './kinds.ts'
import { words } from './messages/index.ts'
import { SearchPage } from './pages.tsx'
import { readCursor } from './rules.ts'

/** Looking around is much less; a script that walks through all words is stopped. */
const searching: Limit = { name: 'search', max: 60, window: minute }

export function routes(app: App): void {
  app.get('/zoek', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const text = (c.req.query('q') ?? '').trim()
    const kind = asKind(c.req.query('soort'))
    const hasHome = homeOf(ctx) !== undefined
    const near = hasHome && c.req.query('bij') === 'thuis'
    const after = kind && readCursor(c.req.query('na'))
    if (text) await limit(ctx, searching, ctx.viewer?.id ?? c.get('visitor'))
    return render(
      c,
      { title: words[language].title, line: 'sky' },
      <SearchPage
        language={language}
        now={ctx.now()}
        text={text}
        kind={kind}
        near={near}
        hasHome={hasHome}
        viewerId={ctx.viewer?.id}
        later={after !== undefined}
        results={text ? await search(ctx, { text, kind, near, after }) : undefined}
      />,
    )
  })
}
