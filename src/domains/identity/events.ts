import { on, type Subscription } from '../../platform/outbox.ts'
import { mailJoinLink, mailSignInLink } from './joining.ts'
import { deliverMail } from './mail.ts'

export const subscriptions: Subscription[] = [
  on('identity.join-asked', 'mail-join-link', mailJoinLink),
  on('identity.sign-in-asked', 'mail-sign-in-link', mailSignInLink),
  on('identity.mail-asked', 'mail-deliver', deliverMail),
]
