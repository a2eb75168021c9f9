import { readValues, seeOther, valueOf, type App, type Request } from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { safeNext, sessionOf, sessionToWrite, signInBrowser } from '../../identity/index.ts'
import { requireViewer } from '../../residents/index.ts'
import { attestedFrom } from '../claims.ts'
import { residentBySubject, type Subject } from '../links.ts'
import { words } from '../messages/index.ts'
import { begin } from '../oidc/begin.ts'
import { comeBack, type CameBack } from '../oidc/come-back.ts'
import type { Purpose } from '../oidc/flows.ts'
import { LeavingPage, ProvePage } from '../pages/oidc.tsx'
import { proveByEid } from '../prove.ts'
import { EidRefused } from '../refused.ts'
import type { Provider } from '../settings.ts'
import { answering, ownSession, providerOf } from './answering.tsx'

export function oidcRoutes(app: App): void {
  app.get('/eid/:provider', async (c) => {
    const provider = providerOf(c)
    const { ctx } = await ownSession(c)
    const { language } = ctx
    return render(
      c,
      { title: words[language].prove.title(provider.name[language]), nav: 'me' },
      <ProvePage language={language} provider={provider} />,
    )
  })

  app.post('/eid/:provider', async (c) => {
    const provider = providerOf(c)
    const { session } = await ownSession(c)
    return answering(c, provider.id, () => leave(c, provider, { sessionId: session.id, purpose: 'prove' }))
  })

  app.post('/eid/:provider/log-in', async (c) => {
    const provider = providerOf(c)
    const next = safeNext(valueOf(await readValues(c), 'next'))
    const { id: sessionId } = await sessionToWrite(c)
    return answering(c, provider.id, () => leave(c, provider, { sessionId, purpose: 'sign-in', next }))
  })

  app.get('/eid/:provider/terug', async (c) => {
    const provider = providerOf(c)
    const session = await sessionOf(c)
    const query = new URL(c.req.url).searchParams
    return answering(c, provider.id, async () => {
      const back = await comeBack(c.get('ctx'), provider, { query, sessionId: session?.id })
      return back.flow.purpose === 'prove' ? proven(c, provider, back) : signedIn(c, provider, back)
    })
  })
}

async function leave(
  c: Request,
  provider: Provider,
  asked: { sessionId: string; purpose: Purpose; next?: string | undefined },
): Promise<Response> {
  const ctx = c.get('ctx')
  const { language } = ctx
  const address = (await begin(ctx, provider, { ...asked, visitor: c.get('visitor') })).href
  return render(
    c,
    {
      title: words[language].leaving.title(provider.name[language]),
      head: <meta http-equiv="refresh" content={`0; url=${address}`} />,
    },
    <LeavingPage language={language} provider={provider} address={address} />,
  )
}

const subjectOf = ({ id, issuer }: Provider, subject: string): Subject => ({ provider: id, issuer, subject })

/** Somebody came to prove who they are. */
async function proven(
  c: Request,
  provider: Provider,
  { flow, subject, claims }: CameBack,
): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  if (flow.residentId !== ctx.viewer.id) throw new EidRefused('over')
  const attested = attestedFrom('eid', claims, provider.claims)
  if (!attested) throw new EidRefused('missing')
  return seeOther(c, `/ik/eid?klaar=${await proveByEid(ctx, subjectOf(provider, subject), attested)}`)
}

/** Somebody came to sign in, or to show once more that it is them. */
async function signedIn(c: Request, provider: Provider, { flow, subject }: CameBack): Promise<Response> {
  const ctx = c.get('ctx')
  const residentId = await residentBySubject(ctx, subjectOf(provider, subject))
  const someoneElse = flow.residentId !== undefined && flow.residentId !== residentId
  if (!residentId || someoneElse) throw new EidRefused('unknown')
  await signInBrowser(c, residentId, ctx.language, 'eid')
  return seeOther(c, safeNext(flow.next) ?? '/buurt')
}
