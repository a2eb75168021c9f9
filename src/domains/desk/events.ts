import { on, type Subscription } from '../../platform/outbox.ts'
import { endCardOf } from './cards.ts'

export const subscriptions: Subscription[] = [
  // Who lost everything lost the card too. The queue keeps its first name, so that what waits in it is still done.
  on('recovery.done', 'helping-end-card', (ctx, { resident }: { resident: string }) =>
    endCardOf(ctx, resident),
  ),
]
