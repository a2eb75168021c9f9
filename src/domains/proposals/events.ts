import { on, type Subscription } from '../../platform/outbox.ts'
import { followDecision } from './actions/vote.ts'

export const subscriptions: Subscription[] = [
  on('decision.opened', 'proposals-follow-amended', followDecision),
  on('decision.closed', 'proposals-follow-closed', followDecision),
  on('decision.withdrawn', 'proposals-follow-withdrawn', followDecision),
]
