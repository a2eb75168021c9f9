import { NotFound, Refusal } from '../platform/errors.ts'
import type { Request } from '../platform/http.ts'
import type { Language } from '../platform/i18n.ts'
import { describeError } from '../platform/log.ts'
import { Actions, LinkButton, Question } from '../web/components/index.ts'
import { render, type PageOptions } from '../web/render.tsx'
import { refusals as activityRefusals } from '../domains/activities/index.ts'
import { words as ambitionWords } from '../domains/ambitions/index.ts'
import { refusals as communityRefusals } from '../domains/communities/index.ts'
import { refusals as conversationRefusals } from '../domains/conversations/index.ts'
import { refusals as delegationRefusals } from '../domains/delegations/index.ts'
import { refusals as designationRefusals } from '../domains/designations/index.ts'
import { refusals as decisionRefusals } from '../domains/decisions/index.ts'
import { refusals as proposalRefusals } from '../domains/proposals/index.ts'
import { refusals as exchangeRefusals } from '../domains/exchange/index.ts'
import { refusals as helloRefusals } from '../domains/hellos/index.ts'
import { refusals as opinionRefusals } from '../domains/opinions/index.ts'
import { refusals as levelRefusals } from '../domains/levels/index.ts'
import { refusals as letterRefusals } from '../domains/letters/index.ts'
import { refusals as latchstringRefusals } from '../domains/latchstrings/index.ts'
import { refusals as fabricRefusals } from '../domains/fabric/index.ts'
import { refusals as deskRefusals } from '../domains/desk/index.ts'
import { refusals as documentRefusals } from '../domains/documents/index.ts'
import { refusals as helpingRefusals } from '../domains/helping/index.ts'
import { refusals as noticeRefusals } from '../domains/notices/index.ts'
import { refusals as proofRefusals } from '../domains/proofs/index.ts'
import { refusals as foundationRefusals } from '../domains/foundation/index.ts'
import { refusals as outcomeRefusals } from '../domains/outcomes/index.ts'
import { refusals as ownDataRefusals } from '../domains/own-data/index.ts'
import { refusals as registerRefusals } from '../domains/register/index.ts'
import { refusals as recoveryRefusals } from '../domains/recovery/index.ts'
import { words } from './messages/index.ts'

/** What is said for each code: the domains bring their own sentences. */
const sentences = (language: Language): Record<string, [string, string]> => ({
  ...ambitionWords[language].refusals,
  ...communityRefusals[language],
  ...designationRefusals[language],
  ...delegationRefusals[language],
  ...conversationRefusals[language],
  ...activityRefusals[language],
  ...letterRefusals[language],
  ...latchstringRefusals[language],
  ...decisionRefusals[language],
  ...proposalRefusals[language],
  ...exchangeRefusals[language],
  ...helloRefusals[language],
  ...opinionRefusals[language],
  ...levelRefusals[language],
  ...fabricRefusals[language],
  ...noticeRefusals[language],
  ...documentRefusals[language],
  ...outcomeRefusals[language],
  ...helpingRefusals[language],
  ...deskRefusals[language],
  ...proofRefusals[language],
  ...foundationRefusals[language],
  ...ownDataRefusals[language],
  ...recoveryRefusals[language],
  ...registerRefusals[language],
  ...words[language].refusals,
})

/** Turns whatever was thrown into a page with a clear sentence: the one place where refusals become words. */
export function errorPage(c: Request, error: unknown): Response {
  const ctx = c.get('ctx')
  const refusal = error instanceof Refusal ? error : undefined
  if (refusal?.status === 401 && c.req.method === 'GET') {
    const here = new URL(c.req.url)
    const door = refusal.code === 'confirmNeeded' ? '/log-in/bevestig' : '/log-in'
    return c.redirect(`${door}?naar=${encodeURIComponent(here.pathname + here.search)}`, 303)
  }
  if (!refusal) {
    ctx.services.log.error({ request: c.get('requestId'), ...describeError(error) }, 'request failed')
  }
  const t = words[ctx.language]
  const [heading, text] = refusal ? (sentences(ctx.language)[refusal.code] ?? t.other) : t.broken
  if (refusal?.status === 429) c.header('Retry-After', String(60 * Number(refusal.params['minutes'] ?? 1)))
  const status = (refusal?.status ?? 500) as NonNullable<PageOptions['status']>
  return render(
    c,
    { title: heading, status },
    <Question>
      <h1>{heading}</h1>
      <p class="lede">{text}</p>
      {!refusal && <p class="soft">{t.code(c.get('requestId'))}</p>}
      <Actions>
        {refusal?.status === 401 && (
          <LinkButton href={refusal.code === 'confirmNeeded' ? '/log-in/bevestig' : '/log-in'}>
            {refusal.code === 'confirmNeeded' ? t.confirm : t.signIn}
          </LinkButton>
        )}
        {refusal?.code === 'verifiedOnly' && <LinkButton href="/ik/bewijs">{t.prove}</LinkButton>}
        <LinkButton kind="quiet" href={ctx.viewer ? '/buurt' : '/'}>
          {ctx.viewer ? t.back : t.home}
        </LinkButton>
      </Actions>
    </Question>,
  )
}

export function notFoundPage(c: Request): Response {
  return errorPage(c, new NotFound())
}
