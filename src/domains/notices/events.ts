import { on, type Subscription } from '../../platform/outbox.ts'
import { followMailChange } from './trouble.ts'

export const subscriptions: Subscription[] = [
  on('identity.mail-changed', 'notices-follow-mail', followMailChange),
]
