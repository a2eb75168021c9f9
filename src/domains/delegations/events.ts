import { on, type Subscription } from '../../platform/outbox.ts'
import { followMergedTheme } from './actions/merged.ts'

export const subscriptions: Subscription[] = [
  on('concept.merged', 'delegations-follow-theme', followMergedTheme),
]
