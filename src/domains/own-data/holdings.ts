import { sql } from 'drizzle-orm'
import { holdings as activities, retentions as activityRetentions } from '../activities/index.ts'
import { holdings as ambitions, retentions as ambitionRetentions } from '../ambitions/index.ts'
import { holdings as communities, retentions as communityRetentions } from '../communities/index.ts'
import { holdings as conversations, retentions as conversationRetentions } from '../conversations/index.ts'
import { holdings as delegations, retentions as delegationRetentions } from '../delegations/index.ts'
import { holdings as decisions, retentions as decisionRetentions } from '../decisions/index.ts'
import { holdings as proposals } from '../proposals/index.ts'
import { holdings as designations } from '../designations/index.ts'
import { holdings as desk, retentions as deskRetentions } from '../desk/index.ts'
import { holdings as documents, retentions as documentRetentions } from '../documents/index.ts'
import { holdings as eid, retentions as eidRetentions } from '../eid/index.ts'
import { holdings as exchange, retentions as exchangeRetentions } from '../exchange/index.ts'
import { holdings as hellos, retentions as helloRetentions } from '../hellos/index.ts'
import { holdings as letters, retentions as letterRetentions } from '../letters/index.ts'
import { holdings as latchstrings, retentions as latchstringRetentions } from '../latchstrings/index.ts'
import { holdings as levels, retentions as levelRetentions } from '../levels/index.ts'
import { holdings as fabric, retentions as fabricRetentions } from '../fabric/index.ts'
import { holdings as foundation, retentions as foundationRetentions } from '../foundation/index.ts'
import { holdings as helping, retentions as helpingRetentions } from '../helping/index.ts'
import { holdings as identity, retentions as identityRetentions } from '../identity/index.ts'
import { holdings as notices, retentions as noticeRetentions } from '../notices/index.ts'
import { holdings as opinions, retentions as opinionRetentions } from '../opinions/index.ts'
import { holdings as outcomes } from '../outcomes/index.ts'
import { holdings as register } from '../register/index.ts'
import { holdings as recovery, retentions as recoveryRetentions } from '../recovery/index.ts'
import { holdings as proofs, retentions as proofRetentions } from '../proofs/index.ts'
import { holdings as residents, retentions as residentRetentions, type Holding } from '../residents/index.ts'
import { ownRetentions } from './retention.ts'
import type { Retention } from '../../platform/retention.ts'

const own: Holding[] = [
  {
    table: 'erasures',
    column: 'resident_id',
    shows: {
      part: 'erasures',
      select: (ctx) =>
        sql`select id, asked, due, keeps, stopped from erasures where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]

/** All that there is of a resident, by the domain that holds it. A new domain adds a line. */
export const held: Record<string, readonly Holding[]> = {
  residents,
  identity,
  proofs,
  eid,
  recovery,
  ambitions,
  communities,
  designations,
  delegations,
  conversations,
  activities,
  decisions,
  proposals,
  register,
  latchstrings,
  exchange,
  hellos,
  opinions,
  levels,
  letters,
  fabric,
  notices,
  documents,
  outcomes,
  // Of one who needs help both are one story.
  helping: [...helping, ...desk],
  foundation,
  'own-data': own,
}

export const holdings: readonly Holding[] = Object.values(held).flat()

/** All that is kept for a time. A new domain adds a line. */
export const retentions: readonly Retention[] = [
  ...identityRetentions,
  ...eidRetentions,
  ...residentRetentions,
  ...proofRetentions,
  ...recoveryRetentions,
  ...ambitionRetentions,
  ...communityRetentions,
  ...conversationRetentions,
  ...activityRetentions,
  ...noticeRetentions,
  ...decisionRetentions,
  ...latchstringRetentions,
  ...exchangeRetentions,
  ...helloRetentions,
  ...opinionRetentions,
  ...levelRetentions,
  ...delegationRetentions,
  ...letterRetentions,
  ...fabricRetentions,
  ...documentRetentions,
  ...helpingRetentions,
  ...deskRetentions,
  ...foundationRetentions,
  ...ownRetentions,
]
