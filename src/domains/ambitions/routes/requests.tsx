import { Refusal } from '../../../platform/errors.ts'
import {
  fieldErrors,
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { isVerified, requireVerified } from '../../residents/index.ts'
import { appealAnswer, nearDuplicates, requestAmbition } from '../actions/request.ts'
import { appealForm, requestForm } from '../forms.ts'
import { historyOf } from '../history.ts'
import { words } from '../messages/index.ts'
import { DecisionsPage, HistoryPage, RequestPage } from '../pages/requests.tsx'
import { requireConcept } from '../queries.ts'
import { decisions, ownRequests, type RequestKind } from '../requests.ts'
import type { Finding } from '../search.ts'
import { ambitionOptions } from './options.ts'

export function requestRoutes(app: App): void {
  app.get('/ambities/aanvraag', (c) => {
    const slug = c.req.query('woord') ?? c.req.query('verwant')
    const kind = c.req.query('woord') ? 'synonym' : slug ? 'relation' : 'ambition'
    return showRequest(c, {
      values: { kind, slug: slug ?? '', title: (c.req.query('titel') ?? '').slice(0, 80) },
    })
  })

  app.post('/ambities/aanvraag', async (c) => {
    const ctx = requireVerified(c.get('ctx'))
    const form = await readForm(c, requestForm)
    const { values } = form
    if (!form.ok) return showRequest(c, { values, errors: form.errors })
    if (form.data.kind === 'ambition' && !form.data.sure) {
      const similar = await nearDuplicates(ctx, form.data.title)
      if (similar.length > 0) return showRequest(c, { values, similar })
    }
    try {
      await requestAmbition(ctx, form.data)
    } catch (error) {
      return showRequest(c, { values, errors: fieldErrors(error) })
    }
    return seeOther(c, '/ambities/aanvraag?klaar=asked#eigen')
  })

  app.post('/ambities/aanvraag/:id/bezwaar', async (c) => {
    const id = c.req.param('id')
    const form = await readForm(c, appealForm)
    if (!form.ok)
      return showRequest(c, { values: {}, appealed: { id, values: form.values, errors: form.errors } })
    try {
      await appealAnswer(c.get('ctx'), id, form.data.words)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 409) throw error
      return showRequest(c, { values: {}, refused: error })
    }
    return seeOther(c, '/ambities/aanvraag?klaar=appealed#eigen')
  })

  app.get('/ambities/besluiten', async (c) => {
    const ctx = c.get('ctx')
    const before = c.req.query('voor')
    const page = await decisions(ctx, before)
    return render(
      c,
      { title: words[ctx.language].decisions.title, nav: 'ambitions', line: 'sun' },
      <DecisionsPage language={ctx.language} isFirst={!before} {...page} />,
    )
  })

  app.get('/ambities/:slug/geschiedenis', async (c) => {
    const ctx = c.get('ctx')
    const concept = await requireConcept(ctx, c.req.param('slug'))
    return render(
      c,
      { title: words[ctx.language].history.title(concept.label), nav: 'ambitions', line: 'sun' },
      <HistoryPage language={ctx.language} concept={concept} versions={await historyOf(ctx, concept)} />,
    )
  })
}

interface Shown {
  values: FormValues
  errors?: FormErrors
  similar?: Finding[]
  appealed?: { id: string; values: FormValues; errors: FormErrors }
  refused?: Refusal
}

/** The form to ask, with what the viewer asked before. After a problem the words are kept. */
async function showRequest(
  c: Request,
  { values, errors, similar = [], appealed, refused }: Shown,
): Promise<Response> {
  const ctx = c.get('ctx')
  const { language } = ctx
  const t = words[language]
  const kind =
    (['ambition', 'synonym', 'relation'] as RequestKind[]).find((one) => one === values['kind']) ?? 'ambition'
  const concept = kind === 'ambition' ? undefined : await requireConcept(ctx, String(values['slug'] ?? ''))
  const wrong = errors !== undefined || appealed !== undefined
  return render(
    c,
    {
      title: t.request.title,
      nav: 'ambitions',
      line: 'sun',
      status: refused ? 409 : wrong ? 422 : 200,
      flash: refused ? t.errors[refused.code] : doneFlash(c, t.flash),
      flashKind: refused ? 'error' : 'done',
    },
    <RequestPage
      language={language}
      kind={kind}
      concept={concept}
      others={kind === 'relation' ? await ambitionOptions(ctx) : []}
      values={values}
      errors={errors}
      similar={similar}
      own={ctx.viewer ? await ownRequests(ctx) : undefined}
      mayAsk={isVerified(ctx)}
      appealed={appealed}
    />,
  )
}
