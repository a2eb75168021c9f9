import { Invalid } from '../../../platform/errors.ts'
import {
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { conceptsByIds, tree } from '../../ambitions/index.ts'
import type { Context } from '../../../platform/context.ts'
import { requireSteward } from '../../residents/index.ts'
import { addCompetence, changeCompetence } from '../actions/competences.ts'
import { competenceBySlug, competences, competenceVersion, historyOf } from '../competence.ts'
import { addForm, changeForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { EditPage, valuesOf } from '../pages/edit.tsx'
import { RowPage, TablePage } from '../pages/table.tsx'
import { asPower, fits } from '../rules.ts'

const perPage = 25

export function tableRoutes(app: App): void {
  app.get('/niveaukompas/tabel', async (c) => {
    const ctx = c.get('ctx')
    const typed = (c.req.query('q') ?? '').trim().slice(0, 100)
    const power = asPower(c.req.query('niveau'))
    const found = (await competences(ctx)).filter(
      (row) => (!power || row.level === power) && (!typed || fits(typed, row) > 0),
    )
    const pages = Math.max(1, Math.ceil(found.length / perPage))
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(c.req.query('blad'))) || 1))
    return render(
      c,
      { title: words[ctx.language].table.title, line: 'plum' },
      <TablePage
        language={ctx.language}
        typed={typed}
        power={power}
        total={found.length}
        rows={found.slice((page - 1) * perPage, page * perPage)}
        page={page}
        pages={pages}
        steward={isSteward(ctx)}
      />,
    )
  })

  app.get('/niveaukompas/tabel/nieuw', (c) =>
    showAdd(c, { level: 'gemeente', say: 'advice', basis: 'advice' }),
  )
  app.post('/niveaukompas/tabel/nieuw', async (c) => {
    const ctx = requireSteward(c.get('ctx'), 'taxonomy')
    const form = await readForm(c, addForm)
    if (!form.ok) return showAdd(c, form.values, form.errors)
    const { slug, why, theme, ...said } = form.data
    try {
      await requireTheme(ctx, theme)
      await addCompetence(ctx, slug, { ...said, themeId: theme, retired: false }, why)
    } catch (error) {
      if (error instanceof Invalid) return showAdd(c, form.values, error.fields)
      throw error
    }
    return seeOther(c, `/niveaukompas/tabel/${slug}?klaar=toegevoegd`)
  })

  app.get('/niveaukompas/tabel/:slug', async (c) => {
    const ctx = c.get('ctx')
    const version = Number(c.req.query('versie'))
    const slug = c.req.param('slug')
    const row =
      Number.isInteger(version) && version > 0 && version < 1_000_000
        ? await competenceVersion(ctx, slug, version)
        : await competenceBySlug(ctx, slug)
    return render(
      c,
      { title: row.name, line: 'plum', flash: doneFlash(c, words[ctx.language].done) },
      <RowPage
        language={ctx.language}
        row={row}
        history={await historyOf(ctx, row.id)}
        steward={isSteward(ctx)}
      />,
    )
  })

  app.get('/niveaukompas/tabel/:slug/bewerk', (c) => showChange(c))
  app.post('/niveaukompas/tabel/:slug/bewerk', async (c) => {
    const ctx = requireSteward(c.get('ctx'), 'taxonomy')
    const slug = c.req.param('slug')
    const form = await readForm(c, changeForm)
    if (!form.ok) return showChange(c, form.values, form.errors)
    const { version, why, theme, ...said } = form.data
    try {
      await requireTheme(ctx, theme)
    } catch (error) {
      if (error instanceof Invalid) return showChange(c, form.values, error.fields)
      throw error
    }
    await changeCompetence(ctx, slug, version, { ...said, themeId: theme }, why)
    return seeOther(c, `/niveaukompas/tabel/${slug}?klaar=veranderd`)
  })
}

const isSteward = ({ viewer }: Context) => viewer?.stewardOf.includes('taxonomy') ?? false

/** @throws Invalid (`theme`) when it is no theme, or not any more. */
async function requireTheme(ctx: Context, id: number | null): Promise<void> {
  if (id === null) return
  const found = (await conceptsByIds(ctx, [id])).get(id)
  if (found?.scheme !== 'theme' || found.status !== 'accepted') throw new Invalid({ theme: 'themeUnknown' })
}

async function themeOptions(ctx: Context) {
  return (await tree(ctx, 'theme')).flatMap(({ id, label, narrower }) => [
    { value: String(id), label },
    ...narrower.map((each) => ({ value: String(each.id), label: `${label}: ${each.label}` })),
  ])
}

async function showAdd(c: Request, values: FormValues, errors?: FormErrors): Promise<Response> {
  const ctx = requireSteward(c.get('ctx'), 'taxonomy')
  return render(
    c,
    { title: words[ctx.language].table.addTitle, line: 'plum', size: 'office', status: errors ? 422 : 200 },
    <EditPage
      language={ctx.language}
      row={undefined}
      themes={await themeOptions(ctx)}
      values={values}
      errors={errors}
    />,
  )
}

async function showChange(c: Request, values?: FormValues, errors?: FormErrors): Promise<Response> {
  const ctx = requireSteward(c.get('ctx'), 'taxonomy')
  const row = await competenceBySlug(ctx, c.req.param('slug') ?? '')
  return render(
    c,
    { title: words[ctx.language].table.editTitle, line: 'plum', size: 'office', status: errors ? 422 : 200 },
    <EditPage
      language={ctx.language}
      row={row}
      themes={await themeOptions(ctx)}
      values={values ?? valuesOf(row)}
      errors={errors}
    />,
  )
}
