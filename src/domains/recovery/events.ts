import { on, type Subscription } from '../../platform/outbox.ts'
import { startRecovery } from './ask.ts'

export const subscriptions: Subscription[] = [on('recovery.asked', 'recovery-start', startRecovery)]
