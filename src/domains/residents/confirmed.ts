import { minute } from '../../platform/clock.ts'
import type { Context, Viewer } from '../../platform/context.ts'
import { NotAllowed, Refusal, SignInNeeded } from '../../platform/errors.ts'

/** How long somebody who showed who they are may do weighty things. */
const confirmedFor = 30 * minute

/** First show once more that it is really you: on a phone that was left on the table somebody else may hold it. */
export class ConfirmNeeded extends Refusal {
  constructor() {
    super(401, 'confirmNeeded')
  }
}

/**
 * For what weighs: changes in the vault, a steward's work. Ask this already where the form is shown, so that nobody loses
 * words. @throws SignInNeeded, ConfirmNeeded when it was too long ago that this browser showed who it is, and NotAllowed
 * (`helperMayNot`) for a neighbour who helps: they can show who they are, but not that they are somebody else.
 */
export function requireConfirmed(ctx: Context): Context & { readonly viewer: Viewer } {
  const { viewer } = ctx
  if (!viewer) throw new SignInNeeded()
  if (viewer.helper) throw new NotAllowed('helperMayNot')
  if (!isFresh(ctx)) throw new ConfirmNeeded()
  return { ...ctx, viewer }
}

/** Whether this browser showed lately who it is. */
export function isFresh({ viewer, now }: Context): boolean {
  const { confirmed } = viewer ?? {}
  return confirmed !== undefined && now().getTime() - confirmed.getTime() <= confirmedFor
}

/**
 * For what a card that somebody found must not do: this browser has shown who it is, however long ago. What is done at a
 * neighbour's door cannot wait for a mail. @throws SignInNeeded, ConfirmNeeded
 */
export function requireEverConfirmed(ctx: Context): void {
  if (!ctx.viewer) throw new SignInNeeded()
  if (!ctx.viewer.confirmed) throw new ConfirmNeeded()
}
