import type { ComponentChildren } from 'preact'
import type { Context } from '../platform/context.ts'
import { decisionMethods, type Decision } from '../domains/decisions/index.ts'
import { VoiceOnVote, voiceFor } from '../domains/delegations/index.ts'
import { registerOfDecision } from '../domains/register/index.ts'

/** What stands below a decision: who votes for the viewer, and where it stands in the register. */
export async function belowDecision(ctx: Context, decision: Decision): Promise<ComponentChildren> {
  return (
    <>
      {await voiceOnDecision(ctx, decision)}
      {await registerOfDecision(ctx, decision)}
    </>
  )
}

/**
 * On the page of a decision that is open: who votes for the viewer, with the reason of each hop. Nothing for who gave
 * their voice to nobody, and nothing where voices are not carried.
 */
async function voiceOnDecision(ctx: Context, decision: Decision): Promise<ComponentChildren> {
  const { viewer, language } = ctx
  const { community, area, themeId, form, method, standing, state, voted, running } = decision
  if (!viewer || standing !== 'may' || state !== 'open') return undefined
  if (form !== 'open' || !decisionMethods[method].carries) return undefined
  const scope = { communityId: community?.id ?? null, areaId: area?.id ?? null, themeId }
  const hops = await voiceFor({ ...ctx, viewer }, scope)
  if (hops.length === 1 && hops[0]!.end === 'keeps') return undefined
  return (
    <VoiceOnVote
      language={language}
      hops={hops}
      voted={new Set(voted ? [viewer.id] : [])}
      voteHref={!voted && running ? '#stem' : undefined}
    />
  )
}
