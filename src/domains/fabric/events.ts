import { on, type Subscription } from '../../platform/outbox.ts'
import { followCommunity } from './actions/circles.ts'

/** Facts after which somebody may be recognised who was not, or the other way round. */
const facts = [
  'designation.made',
  'designation.taken-back',
  'designation.declined',
  'community.joined',
  'community.left',
  'community.member-removed',
  'community.state-changed',
  'community.changed',
]

export const subscriptions: Subscription[] = facts.map((fact) =>
  on(fact, `circles-follow-${fact.replace('.', '-')}`, followCommunity),
)
