import { noticeWords as identityNotices } from '../domains/identity/index.ts'
import { noticeWords as ambitionNotices } from '../domains/ambitions/index.ts'
import { noticeWords as communityNotices, newsSource as communityNews } from '../domains/communities/index.ts'
import { noticeWords as delegationNotices } from '../domains/delegations/index.ts'
import { noticeWords as designationNotices } from '../domains/designations/index.ts'
import {
  noticeWords as conversationNotices,
  newsSince as talkSince,
  newsWords as talkWords,
} from '../domains/conversations/index.ts'
import {
  noticeWords as activityNotices,
  newsSince as activitiesSince,
  newsWords as activityWords,
} from '../domains/activities/index.ts'
import {
  newsSince as decisionsSince,
  newsWords as decisionWords,
  noticeWords as decisionNotices,
} from '../domains/decisions/index.ts'
import { noticeWords as latchstringNotices } from '../domains/latchstrings/index.ts'
import {
  noticeWords as exchangeNotices,
  newsSince as exchangeSince,
  newsWords as exchangeWords,
} from '../domains/exchange/index.ts'
import { noticeWords as helloNotices } from '../domains/hellos/index.ts'
import {
  newsSince as levelsSince,
  newsWords as levelWords,
  noticeWords as levelNotices,
} from '../domains/levels/index.ts'
import { noticeWords as letterNotices } from '../domains/letters/index.ts'
import { noticeWords as fabricNotices } from '../domains/fabric/index.ts'
import {
  newsSince as documentsSince,
  newsWords as documentWords,
  noticeWords as documentNotices,
} from '../domains/documents/index.ts'
import {
  newsSince as questionsSince,
  newsWords as questionWords,
  noticeWords as opinionNotices,
} from '../domains/opinions/index.ts'
import { noticeWords as outcomeNotices } from '../domains/outcomes/index.ts'
import { noticeWords as foundationNotices } from '../domains/foundation/index.ts'
import { noticeWords as helpingNotices } from '../domains/helping/index.ts'
import { noticeWords as deskNotices } from '../domains/desk/index.ts'
import { noticeWords as ownDataNotices } from '../domains/own-data/index.ts'
import {
  newsSince as proposalsSince,
  newsWords as proposalWords,
  noticeWords as proposalNotices,
} from '../domains/proposals/index.ts'
import { noticeWords as proofNotices } from '../domains/proofs/index.ts'
import { noticeWords as recoveryNotices } from '../domains/recovery/index.ts'
import { noticeWords as bundleNotices, type Feeds } from '../domains/notices/index.ts'

/** What every domain tells residents: to each in person, and of what happened in their communities. */
export const feeds: Feeds = {
  notices: [
    identityNotices,
    ambitionNotices,
    communityNotices,
    designationNotices,
    delegationNotices,
    conversationNotices,
    activityNotices,
    decisionNotices,
    proposalNotices,
    latchstringNotices,
    exchangeNotices,
    helloNotices,
    levelNotices,
    letterNotices,
    fabricNotices,
    documentNotices,
    opinionNotices,
    outcomeNotices,
    foundationNotices,
    helpingNotices,
    deskNotices,
    ownDataNotices,
    proofNotices,
    recoveryNotices,
    bundleNotices,
  ],
  news: [
    communityNews,
    { since: activitiesSince, say: activityWords },
    { since: talkSince, say: talkWords },
    { since: decisionsSince, say: decisionWords },
    { since: proposalsSince, say: proposalWords },
    { since: documentsSince, say: documentWords },
    { since: exchangeSince, say: exchangeWords },
    { since: questionsSince, say: questionWords },
    { since: levelsSince, say: levelWords },
  ],
}
