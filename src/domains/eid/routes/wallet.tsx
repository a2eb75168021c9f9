import { toString as drawQr } from 'qrcode'
import { NotFound } from '../../../platform/errors.ts'
import {
  readForm,
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type Request,
} from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { sessionOf } from '../../identity/index.ts'
import { codeForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { AskPage, BackPage, ShortCodePage, WalletPage } from '../pages/wallet.tsx'
import { proveByWallet } from '../prove.ts'
import { EidRefused } from '../refused.ts'
import { eidSettings, type Wallet } from '../settings.ts'
import { receiveAnswer } from '../wallet/answer.ts'
import { signedRequest, walletLink } from '../wallet/ask.ts'
import { answeredBy, askWallet, isWaiting, takeAnswer, waitingRequest } from '../wallet/requests.ts'
import { answering, ownSession } from './answering.tsx'

/** Characters that an answer may have: a credential with a photograph that nobody asked for still fits. */
const longestAnswer = 64 * 1024

/** How wallets are asked. @throws NotFound where they are not. */
function walletOf(c: Request): Wallet {
  const { wallet } = eidSettings(c.get('ctx').services.config)
  if (!wallet) throw new NotFound()
  return wallet
}

export function walletRoutes(app: App): void {
  app.get('/eid/wallet', async (c) => {
    walletOf(c)
    const { ctx } = await ownSession(c)
    const { language } = ctx
    return render(c, { title: words[language].wallet.title, nav: 'me' }, <WalletPage language={language} />)
  })
  app.post('/eid/wallet', async (c) => {
    walletOf(c)
    const { ctx, session } = await ownSession(c)
    return seeOther(c, `/eid/wallet/${await askWallet(ctx, session.id)}`)
  })

  // Called by the wallet itself, without a session: `app/security.ts` says why that is safe.
  app.get('/eid/wallet/vraag/:id', async (c) => {
    const wallet = walletOf(c)
    const request = await waitingRequest(c.get('ctx'), c.req.param('id'))
    if (!request) throw new NotFound()
    c.header('Content-Type', 'application/oauth-authz-req+jwt')
    c.header('Cache-Control', 'no-store')
    return c.body(await signedRequest(c.get('ctx'), wallet, request))
  })
  app.post('/eid/wallet/antwoord/:id', (c) => receive(c, walletOf(c)))

  app.get('/eid/wallet/terug', async (c) => {
    walletOf(c)
    const ctx = c.get('ctx')
    const { language } = ctx
    const code = (c.req.query('code') ?? '').slice(0, 60)
    return answering(c, 'wallet', async () => {
      const found = await answeredBy(ctx, code, (await sessionOf(c))?.id)
      if (!found) throw new EidRefused('over')
      const t = words[language].wallet
      c.header('Cache-Control', 'no-store')
      return found.here
        ? render(c, { title: t.backTitle }, <BackPage language={language} id={found.id} code={code} />)
        : render(c, { title: t.shortTitle }, <ShortCodePage language={language} short={found.short} />)
    })
  })

  app.get('/eid/wallet/:id', (c) => answering(c, 'wallet', () => showQuestion(c)))
  app.post('/eid/wallet/:id', (c) => answering(c, 'wallet', () => finish(c)))
}

async function showQuestion(c: Request, errors?: FormErrors): Promise<Response> {
  const wallet = walletOf(c)
  const { ctx, session } = await ownSession(c)
  const { language, services } = ctx
  const id = c.req.param('id') ?? ''
  if (!(await isWaiting(ctx, id, session.id))) throw new EidRefused('over')
  const link = walletLink(ctx, wallet, id)
  const svg = await drawQr(link, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
  return render(
    c,
    { title: words[language].wallet.askTitle, nav: 'me', status: errors ? 422 : 200 },
    <AskPage
      language={language}
      id={id}
      link={link}
      picture={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
      host={new URL(services.config.origin).host}
      errors={errors}
    />,
  )
}

async function finish(c: Request): Promise<Response> {
  walletOf(c)
  const { ctx, session } = await ownSession(c)
  const form = await readForm(c, codeForm)
  if (!form.ok) return showQuestion(c, form.errors)
  const taken = { id: c.req.param('id') ?? '', sessionId: session.id, code: form.data.code }
  const attested = await takeAnswer(ctx, taken)
  if (!attested) return showQuestion(c, { code: 'codeWrong' })
  return seeOther(c, `/ik/eid?klaar=${await proveByWallet(ctx, attested)}`)
}

/** The answer of a wallet; it gets JSON, also when it is refused (OpenID4VP 1.0 §8.2). */
async function receive(c: Request, wallet: Wallet): Promise<Response> {
  const { services } = c.get('ctx')
  c.header('Cache-Control', 'no-store')
  const values = await readValues(c)
  const response = valueOf(values, 'response')
  // The wallet says that its holder would rather not: the page goes on waiting, and nothing is known of them.
  if (valueOf(values, 'error') !== '') return c.json({})
  if (response.length > longestAnswer) return c.json({ error: 'invalid_request' }, 413)
  try {
    const code = await receiveAnswer(c.get('ctx'), wallet, c.req.param('id') ?? '', response)
    return c.json({ redirect_uri: `${services.config.origin}/eid/wallet/terug?code=${code}` })
  } catch (error) {
    if (!(error instanceof EidRefused)) throw error
    const { why, detail, status } = error
    services.log.warn({ request: c.get('requestId'), way: 'wallet', why, detail }, 'eid refused')
    return c.json({ error: 'invalid_request' }, status === 503 ? 503 : 400)
  }
}
