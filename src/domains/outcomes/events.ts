import { on, type Subscription } from '../../platform/outbox.ts'
import { followMergedAmbition } from './actions/thanks.ts'

export const subscriptions: Subscription[] = [
  on('concept.merged', 'outcomes-follow-ambition', followMergedAmbition),
]
