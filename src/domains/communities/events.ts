import { on, type Subscription } from '../../platform/outbox.ts'
import { tellCancelled } from './actions/activities.ts'

export const subscriptions: Subscription[] = [
  on('activity.cancelled', 'activities-tell-cancelled', tellCancelled),
]
