import type { Recurring } from '../platform/jobs.ts'
import type { Subscription } from '../platform/outbox.ts'
import { tendFiles } from '../platform/files/index.ts'
import { forgetOld } from '../platform/retention.ts'
import { extendSeries, subscriptions as activities } from '../domains/activities/index.ts'
import { subscriptions as communities, windDown } from '../domains/communities/index.ts'
import { subscriptions as conversations } from '../domains/conversations/index.ts'
import { subscriptions as delegations, tendDelegations } from '../domains/delegations/index.ts'
import { subscriptions as decisions, tendDecisions } from '../domains/decisions/index.ts'
import { subscriptions as designations } from '../domains/designations/index.ts'
import { tendExchange } from '../domains/exchange/index.ts'
import { introduceMonth, settleHellos, subscriptions as hellos } from '../domains/hellos/index.ts'
import { subscriptions as levels } from '../domains/levels/index.ts'
import { dropOver } from '../domains/latchstrings/index.ts'
import { followAll, subscriptions as fabric } from '../domains/fabric/index.ts'
import { subscriptions as desk } from '../domains/desk/index.ts'
import { subscriptions as helping } from '../domains/helping/index.ts'
import { subscriptions as identity } from '../domains/identity/index.ts'
import { tendOpinions } from '../domains/opinions/index.ts'
import { subscriptions as outcomes } from '../domains/outcomes/index.ts'
import { eraseDue, retentions } from '../domains/own-data/index.ts'
import { subscriptions as proposals } from '../domains/proposals/index.ts'
import { tendProofs } from '../domains/proofs/index.ts'
import { sendBundles, subscriptions as notices } from '../domains/notices/index.ts'
import { subscriptions as register, tendRegister } from '../domains/register/index.ts'
import { subscriptions as recovery, tendRecoveries } from '../domains/recovery/index.ts'
import { learnWords } from '../domains/search/index.ts'
import { feeds } from './feeds.ts'

/** Who wants to know of what, over all domains. */
export const subscriptions: Subscription[] = [
  ...identity,
  ...recovery,
  ...communities,
  ...designations,
  ...delegations,
  ...conversations,
  ...decisions,
  ...proposals,
  ...outcomes,
  ...activities,
  ...hellos,
  ...levels,
  ...register,
  ...fabric,
  ...notices,
  ...helping,
  ...desk,
]

/** What comes back by the clock. */
export const recurring: Recurring[] = [
  {
    name: 'forget-what-is-over',
    cron: '17 * * * *',
    async handle(ctx) {
      await forgetOld(ctx, retentions)
    },
  },
  {
    name: 'erase-who-asked',
    cron: '*/10 * * * *',
    async handle(ctx) {
      await eraseDue(ctx)
    },
  },
  {
    name: 'tend-files',
    cron: '*/5 * * * *',
    async handle(ctx) {
      await tendFiles(ctx)
    },
  },
  {
    name: 'send-bundles',
    cron: '*/5 * * * *',
    async handle(ctx) {
      await sendBundles(ctx, feeds)
    },
  },
  { name: 'extend-series', cron: '11 3 * * *', handle: extendSeries },
  { name: 'drop-latchstrings', cron: '*/5 * * * *', handle: dropOver },
  { name: 'tend-decisions', cron: '* * * * *', handle: tendDecisions },
  { name: 'tend-exchange', cron: '*/10 * * * *', handle: tendExchange },
  // In the first week, so that a house that was shut on the first day still introduces people; each area once a month.
  { name: 'introduce-neighbours', cron: '7 7 1-7 * *', handle: introduceMonth },
  { name: 'tend-register', cron: '* * * * *', handle: tendRegister },
  { name: 'tend-delegations', cron: '*/10 * * * *', handle: tendDelegations },
  { name: 'settle-hellos', cron: '31 * * * *', handle: settleHellos },
  { name: 'tend-opinions', cron: '* * * * *', handle: tendOpinions },
  { name: 'tend-recoveries', cron: '23 * * * *', handle: tendRecoveries },
  { name: 'circles-follow-all', cron: '29 3 * * *', handle: followAll },
  { name: 'learn-words', cron: '43 4 * * *', handle: learnWords },
  { name: 'wind-down-popups', cron: '7 4 * * *', handle: windDown },
  { name: 'tend-proofs', cron: '41 5 * * *', handle: tendProofs },
]
