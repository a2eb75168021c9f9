import { transact } from '../../platform/context.ts'
import { on, type Subscription } from '../../platform/outbox.ts'
import { endCardOf } from './desk/cards.ts'
import { leaveHelping } from './leave.ts'

export const subscriptions: Subscription[] = [
  // Who lost everything lost the card too.
  on('recovery.done', 'helping-end-card', (ctx, { resident }: { resident: string }) =>
    endCardOf(ctx, resident),
  ),
  on('resident.left', 'helping-follow-left', (ctx, { resident }: { resident: string }) =>
    transact(ctx, (ctx) => leaveHelping(ctx, resident)),
  ),
]
