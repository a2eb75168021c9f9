import { on, type Subscription } from '../../platform/outbox.ts'
import { followLeft, followMove } from './actions/moved.ts'

export const subscriptions: Subscription[] = [
  on('resident.moved', 'communities-follow-move', followMove),
  on('resident.left', 'communities-follow-left', followLeft),
]
