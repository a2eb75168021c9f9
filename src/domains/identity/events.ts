import { on, type Subscription } from '../../platform/outbox.ts'
import { mailJoinLink } from './joining.ts'
import { deliverMail } from './mail.ts'
import { mailChangeLink } from './mail-change.ts'
import { mailConfirmLink, mailSignInLink } from './signing-in.ts'

export const subscriptions: Subscription[] = [
  on('identity.join-asked', 'mail-join-link', mailJoinLink),
  on('identity.sign-in-asked', 'mail-sign-in-link', mailSignInLink),
  on('identity.confirm-asked', 'mail-confirm-link', mailConfirmLink),
  on('identity.mail-change-asked', 'mail-change-link', mailChangeLink),
  on('identity.mail-asked', 'mail-deliver', deliverMail),
]
