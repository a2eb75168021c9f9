import { transact } from '../../platform/context.ts'
import { on, type Subscription } from '../../platform/outbox.ts'
import { leaveHelping } from './leave.ts'

export const subscriptions: Subscription[] = [
  on('resident.left', 'helping-follow-left', (ctx, { resident }: { resident: string }) =>
    transact(ctx, (ctx) => leaveHelping(ctx, resident)),
  ),
]
