import type { Config } from '../platform/config.ts'
import type { Context } from '../platform/context.ts'
import type { App } from '../platform/http.ts'
import {
  communityMeetings,
  ownAnswers,
  momentById,
  type Moment,
  noticeWords as activityNotices,
  routes as activityRoutes,
} from '../domains/activities/index.ts'
import {
  actWords as ambitionActs,
  noticeWords as ambitionNotices,
  routes as ambitionRoutes,
} from '../domains/ambitions/index.ts'
import { routes as areaRoutes } from '../domains/areas/index.ts'
import {
  belongsAnywhere,
  fellowsOf,
  noticeWords as communityNotices,
  routes as communityRoutes,
} from '../domains/communities/index.ts'
import {
  noticeWords as conversationNotices,
  routes as conversationRoutes,
  talkInArea,
  talkMarks,
  talkOf,
  talkOnAmbition,
  threadPart,
} from '../domains/conversations/index.ts'
import { routes as demoRoutes, type Town } from '../domains/demo/index.ts'
import {
  actWords as deskActs,
  noticeWords as deskNotices,
  ownCardPart,
  routes as deskRoutes,
} from '../domains/desk/index.ts'
import {
  noticeWords as designationNotices,
  designatedHere,
  peopleToAsk,
  routes as designationRoutes,
} from '../domains/designations/index.ts'
import { EidButtons, EidWays, eidSettings, routes as eidRoutes } from '../domains/eid/index.ts'
import {
  doneHere,
  fabricPart,
  ownPassed,
  noticeWords as fabricNotices,
  routes as fabricRoutes,
} from '../domains/fabric/index.ts'
import {
  communityDocuments,
  noticeWords as documentNotices,
  routes as documentRoutes,
} from '../domains/documents/index.ts'
import { routes as formationRoutes } from '../domains/formation/index.ts'
import { noticeWords as exchangeNotices, routes as exchangeRoutes } from '../domains/exchange/index.ts'
import { noticeWords as helloNotices, routes as helloRoutes } from '../domains/hellos/index.ts'
import {
  actWords as foundationActs,
  noticeWords as foundationNotices,
  routes as foundationRoutes,
} from '../domains/foundation/index.ts'
import { noticeWords as helpingNotices, routes as helpingRoutes } from '../domains/helping/index.ts'
import { areaLife, routes as homeRoutes } from '../domains/home/index.ts'
import { noticeWords as identityNotices, routes as identityRoutes } from '../domains/identity/index.ts'
import {
  noticeWords as latchstringNotices,
  routes as latchstringRoutes,
} from '../domains/latchstrings/index.ts'
import {
  noticeWords as outcomeNotices,
  outcomeOf,
  routes as outcomeRoutes,
} from '../domains/outcomes/index.ts'
import {
  noticeWords as ownDataNotices,
  restingDoor,
  routes as ownDataRoutes,
} from '../domains/own-data/index.ts'
import {
  actWords as proofActs,
  noticeWords as proofNotices,
  routes as proofRoutes,
} from '../domains/proofs/index.ts'
import { noticeWords as recoveryNotices, routes as recoveryRoutes } from '../domains/recovery/index.ts'
import { routes as residentRoutes } from '../domains/residents/index.ts'

/** Every page there is, domain by domain. Fixed paths stand before those with a name in them. */
export function allRoutes(
  app: App,
  config: Config,
  { demo, closing }: { demo?: Town | undefined; closing?: AbortSignal | undefined },
): void {
  const notices = [
    identityNotices,
    ambitionNotices,
    communityNotices,
    designationNotices,
    conversationNotices,
    activityNotices,
    latchstringNotices,
    exchangeNotices,
    helloNotices,
    fabricNotices,
    documentNotices,
    outcomeNotices,
    foundationNotices,
    helpingNotices,
    deskNotices,
    ownDataNotices,
    proofNotices,
    recoveryNotices,
  ]
  const acts = [ambitionActs, proofActs, deskActs, foundationActs]
  restingDoor(app)
  homeRoutes(app, notices)
  // Before the areas: /gebied/…/gesprekken, /gebied/…/mensen and /gebied/…/weefsel are no streets.
  fabricRoutes(app)
  designationRoutes(app)
  conversationRoutes(app, { closing, things: { activity: activityThing } })
  areaRoutes(app, { lives: areaLife, talk: talkInArea })
  residentRoutes(app)
  identityRoutes(app, {
    ways: (language, next) => EidButtons({ language, next, providers: eidSettings(config).providers }),
  })
  recoveryRoutes(app, { choosable: fellowsOf, belongsAnywhere })
  proofRoutes(app, { more: (language) => EidWays({ language, settings: eidSettings(config) }) })
  eidRoutes(app)
  ambitionRoutes(app)
  communityRoutes(app, {
    people: peopleToAsk,
    meetings: communityMeetings,
    talk: talkOf,
    marks: talkMarks,
    own: [designatedHere, ownAnswers, ownPassed],
    fabric: fabricPart,
    done: doneHere,
    documents: communityDocuments,
    outcome: outcomeOf,
  })
  activityRoutes(app, { talk: activityTalk })
  documentRoutes(app)
  outcomeRoutes(app)
  formationRoutes(app, { talk: talkOnAmbition })
  latchstringRoutes(app)
  exchangeRoutes(app)
  helloRoutes(app)
  // Before the helpers: /ik/hulp/kaart is nobody's id.
  deskRoutes(app)
  helpingRoutes(app, { card: ownCardPart })
  foundationRoutes(app, acts)
  ownDataRoutes(app, {
    notices,
    acts,
    provider: (language, id) => eidSettings(config).providers.find((each) => each.id === id)?.name[language],
  })
  if (demo) demoRoutes(app, demo.personas)
}

/** An activity as something that is talked about, in the community that planned it. */
async function activityThing(ctx: Context, id: string) {
  const { ownerId, title } = await momentById(ctx, id)
  return { communityId: ownerId, title, href: `/afspraak/${id}` }
}

/** What is said about an activity, for who sees it through the community that planned it. */
async function activityTalk(ctx: Context, { id, ownerId, communityId, title }: Moment) {
  return ownerId === communityId
    ? threadPart(ctx, { kind: 'activity', id, communityId: ownerId, title })
    : undefined
}
