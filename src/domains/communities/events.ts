import { on, type Subscription } from '../../platform/outbox.ts'
import { tellCancelled } from './actions/activities.ts'
import { followLeft, followMove } from './actions/moved.ts'

export const subscriptions: Subscription[] = [
  on('activity.cancelled', 'activities-tell-cancelled', tellCancelled),
  on('resident.moved', 'communities-follow-move', followMove),
  on('resident.left', 'communities-follow-left', followLeft),
]
