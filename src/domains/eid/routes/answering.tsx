import { NotFound, SignInNeeded } from '../../../platform/errors.ts'
import type { Request } from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { sessionOf, type Session } from '../../identity/index.ts'
import { requireConfirmed, type ViewerContext } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { RefusedPage } from '../pages/oidc.tsx'
import { EidRefused } from '../refused.ts'
import { eidSettings, type Provider } from '../settings.ts'

/** The provider of this address. @throws NotFound when there is none by that name. */
export function providerOf(c: Request): Provider {
  const { config } = c.get('ctx').services
  const found = eidSettings(config).providers.find(({ id }) => id === c.req.param('provider'))
  if (!found) throw new NotFound()
  return found
}

/**
 * Who shows who they are, in which browser; they showed a moment ago that it is them. That keeps out whoever does
 * something for a neighbour: it would tie their own eID to somebody else.
 */
export async function ownSession(c: Request): Promise<{ ctx: ViewerContext; session: Session }> {
  const ctx = requireConfirmed(c.get('ctx'))
  const session = await sessionOf(c)
  if (!session) throw new SignInNeeded()
  return { ctx, session }
}

/** Does the work; what is refused becomes a page with what happened and what to do. */
export async function answering(c: Request, way: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof EidRefused)) throw error
    return refusedPage(c, way, error)
  }
}

function refusedPage(c: Request, way: string, { why, detail, status }: EidRefused): Response {
  const { language, services, viewer } = c.get('ctx')
  services.log.warn({ request: c.get('requestId'), way, why, detail }, 'eid refused')
  const said = words[language].refused[why]
  return render(
    c,
    { title: said[0], status },
    <RefusedPage
      language={language}
      said={said}
      again={viewer ? `/eid/${way}` : '/log-in'}
      other={viewer ? '/ik/bewijs' : '/log-in'}
    />,
  )
}
