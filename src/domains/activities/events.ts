import { on, type Subscription } from '../../platform/outbox.ts'
import { releasePlaces, tellMovedUp } from './actions/answer.ts'
import { callOffEnded } from './actions/cancel.ts'
import { tellCancelled, tellMoved } from './actions/tell.ts'

export const subscriptions: Subscription[] = [
  on('activity.cancelled', 'activities-tell-cancelled', tellCancelled),
  on('activity.moved', 'activities-tell-moved', tellMoved),
  on('activity.moved-up', 'activities-tell-moved-up', tellMovedUp),
  on('community.left', 'activities-release-left', releasePlaces),
  on('community.member-removed', 'activities-release-removed', releasePlaces),
  on('community.ended', 'activities-call-off-ended', callOffEnded),
]
