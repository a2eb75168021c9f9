import type { ComponentChildren } from 'preact'
import type { Context } from '../platform/context.ts'
import { decisionMethods, type Decision } from '../domains/decisions/index.ts'
import { VoiceForYou, voiceFor, voiceWords } from '../domains/delegations/index.ts'
import { Actions, LinkButton, Stop } from '../web/components/index.ts'

/**
 * On the page of a decision that is open: who votes for the viewer, with the reason of each hop. Nothing for who gave
 * their voice to nobody, and nothing where voices are not carried.
 */
export async function voiceOnDecision(ctx: Context, decision: Decision): Promise<ComponentChildren> {
  const { viewer, language } = ctx
  const { community, area, themeId, form, method, standing, state, voted } = decision
  if (!viewer || standing !== 'may' || state !== 'open') return undefined
  if (form !== 'open' || !decisionMethods[method].carries) return undefined
  const scope = { communityId: community?.id ?? null, areaId: area?.id ?? null, themeId }
  const hops = await voiceFor({ ...ctx, viewer }, scope)
  if (hops.length === 1 && hops[0]!.end === 'keeps') return undefined
  const t = voiceWords[language].way
  return (
    <Stop line="sky" id="voor-jou" heading={t.heading} side>
      <VoiceForYou language={language} hops={hops} voted={new Set(voted ? [viewer.id] : [])}>
        {!voted && decision.running && (
          <Actions>
            <LinkButton kind="quiet" href="#stem">
              {t.voteYourself}
            </LinkButton>
          </Actions>
        )}
      </VoiceForYou>
    </Stop>
  )
}
