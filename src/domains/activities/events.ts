import { on, type Subscription } from '../../platform/outbox.ts'
import { callOffEnded, tellCancelled } from './actions/activities.ts'

export const subscriptions: Subscription[] = [
  on('activity.cancelled', 'activities-tell-cancelled', tellCancelled),
  on('community.ended', 'activities-call-off-ended', callOffEnded),
]
