import type { z } from 'zod'
import type { Context } from '../../../platform/context.ts'
import { Invalid, Refusal } from '../../../platform/errors.ts'
import { readForm, seeOther, type App, type FormValues, type Request } from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { requireSteward } from '../../residents/index.ts'
import {
  acceptAmbition,
  acceptProposal,
  declineRequest,
  mergeAmbitions,
  mergeRequest,
} from '../actions/answer.ts'
import { nearDuplicates } from '../actions/request.ts'
import { acceptForm, acceptProposalForm, declineForm, joinForm, mergeForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { AnswerPage, StewardPage, type Failed } from '../pages/steward.tsx'
import { tree } from '../queries.ts'
import { requestForSteward, waitingRequests } from '../requests.ts'
import { slugOf } from '../rules.ts'
import { ambitionOptions, groupOptions } from './options.ts'

export function stewardRoutes(app: App): void {
  app.get('/beheer/ambities', (c) => showWaiting(c))

  app.post('/beheer/ambities/samenvoegen', async (c) => {
    const ctx = requireSteward(c.get('ctx'), 'taxonomy')
    const form = await readForm(c, joinForm)
    const failed = (errors: Failed['errors']) =>
      showWaiting(c, { form: c.req.path, values: form.values, errors })
    if (!form.ok) return failed(form.errors)
    try {
      await mergeAmbitions(ctx, form.data.from, form.data.into, form.data.reason)
    } catch (error) {
      if (error instanceof Invalid) return failed(error.fields)
      throw error
    }
    return seeOther(c, '/beheer/ambities?klaar=joined')
  })

  app.get('/beheer/ambities/:id', (c) => showRequest(c))

  app.post('/beheer/ambities/:id/neem-op', async (c) => {
    const ctx = requireSteward(c.get('ctx'), 'taxonomy')
    const { kind } = await requestForSteward(ctx, c.req.param('id'))
    if (kind !== 'ambition')
      return answering(c, acceptProposalForm, (ctx, id, judged) => acceptProposal(ctx, id, judged))
    return answering(c, acceptForm, (ctx, id, { outcome, reason, ...placing }) =>
      acceptAmbition(ctx, id, placing, { outcome, reason }),
    )
  })
  app.post('/beheer/ambities/:id/voeg-samen', (c) =>
    answering(c, mergeForm, (ctx, id, { into, reason }) => mergeRequest(ctx, id, into, reason)),
  )
  app.post('/beheer/ambities/:id/wijs-af', (c) =>
    answering(c, declineForm, (ctx, id, { reason }) => declineRequest(ctx, id, reason)),
  )
}

/** Reads an answer and gives it. Who is too late, or not the one to answer, sees why beside the request. */
async function answering<Schema extends z.ZodType>(
  c: Request,
  schema: Schema,
  give: (ctx: Context, id: string, data: z.output<Schema>) => Promise<void>,
): Promise<Response> {
  const ctx = requireSteward(c.get('ctx'), 'taxonomy')
  const form = await readForm(c, schema)
  const failed = (errors: Failed['errors']) =>
    showRequest(c, { form: c.req.path, values: form.values, errors })
  if (!form.ok) return failed(form.errors)
  try {
    await give(ctx, c.req.param('id') ?? '', form.data)
  } catch (error) {
    if (error instanceof Invalid) return failed(error.fields)
    if (error instanceof Refusal && words.nl.errors[error.code]) return showRequest(c, undefined, error)
    throw error
  }
  return seeOther(c, '/beheer/ambities?klaar=answered')
}

async function showWaiting(c: Request, failed?: Failed): Promise<Response> {
  const ctx = requireSteward(c.get('ctx'), 'taxonomy')
  const { language } = ctx
  const t = words[language]
  return render(
    c,
    {
      title: t.steward.title,
      size: 'office',
      line: 'sun',
      status: failed ? 422 : 200,
      flash: doneFlash(c, t.flash),
    },
    <StewardPage
      language={language}
      waiting={await waitingRequests(ctx)}
      ambitions={await ambitionOptions(ctx)}
      failed={failed}
    />,
  )
}

async function showRequest(c: Request, failed?: Failed, refusal?: Refusal): Promise<Response> {
  const ctx = requireSteward(c.get('ctx'), 'taxonomy')
  const { language } = ctx
  const request = await requestForSteward(ctx, c.req.param('id') ?? '')
  const proposed: FormValues = {
    labelNl: language === 'nl' ? request.title : '',
    slug: slugOf(request.title),
  }
  return render(
    c,
    {
      title: request.title,
      size: 'office',
      line: 'sun',
      status: refusal ? refusal.status : failed ? 422 : 200,
    },
    <AnswerPage
      language={language}
      request={request}
      similar={request.kind === 'relation' ? [] : await nearDuplicates(ctx, request.title)}
      ambitions={await ambitionOptions(ctx)}
      groups={await groupOptions(ctx)}
      themes={await tree(ctx, 'theme')}
      proposed={proposed}
      failed={failed}
      refused={refusal?.code}
    />,
  )
}
