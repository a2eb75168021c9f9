import type { Config } from '../platform/config.ts'
import type { App } from '../platform/http.ts'
import { communityMeetings, ownAnswers, routes as activityRoutes } from '../domains/activities/index.ts'
import { actWords as ambitionActs, routes as ambitionRoutes } from '../domains/ambitions/index.ts'
import { routes as areaRoutes } from '../domains/areas/index.ts'
import { belongsAnywhere, fellowsOf, routes as communityRoutes } from '../domains/communities/index.ts'
import {
  routes as conversationRoutes,
  talkInArea,
  talkMarks,
  talkOf,
  talkOnAmbition,
} from '../domains/conversations/index.ts'
import {
  decisionsHere,
  decisionsInArea,
  ownVotes,
  routes as decisionRoutes,
} from '../domains/decisions/index.ts'
import { routes as demoRoutes, type Town } from '../domains/demo/index.ts'
import { actWords as deskActs, ownCardPart, routes as deskRoutes } from '../domains/desk/index.ts'
import { routes as delegationRoutes } from '../domains/delegations/index.ts'
import { designatedHere, peopleToAsk, routes as designationRoutes } from '../domains/designations/index.ts'
import { actWords as levelActs, levelsInArea, routes as levelRoutes } from '../domains/levels/index.ts'
import { EidButtons, EidWays, eidSettings, routes as eidRoutes } from '../domains/eid/index.ts'
import { doneHere, fabricPart, ownPassed, routes as fabricRoutes } from '../domains/fabric/index.ts'
import { communityDocuments, routes as documentRoutes } from '../domains/documents/index.ts'
import { routes as formationRoutes } from '../domains/formation/index.ts'
import { routes as exchangeRoutes } from '../domains/exchange/index.ts'
import { routes as helloRoutes } from '../domains/hellos/index.ts'
import { actWords as foundationActs, routes as foundationRoutes } from '../domains/foundation/index.ts'
import { routes as helpingRoutes } from '../domains/helping/index.ts'
import { areaLife, routes as homeRoutes } from '../domains/home/index.ts'
import { routes as identityRoutes } from '../domains/identity/index.ts'
import { actWords as letterActs, routes as letterRoutes, writePart } from '../domains/letters/index.ts'
import { routes as latchstringRoutes } from '../domains/latchstrings/index.ts'
import { restingDoor, routes as ownDataRoutes } from '../domains/own-data/index.ts'
import { actWords as proofActs, routes as proofRoutes } from '../domains/proofs/index.ts'
import {
  ideaOnLevel,
  proposalFromQuestion,
  proposalsHere,
  proposalsInArea,
  routes as proposalRoutes,
} from '../domains/proposals/index.ts'
import { registerOnPaper, routes as registerRoutes, type EntryWords } from '../domains/register/index.ts'
import { routes as recoveryRoutes } from '../domains/recovery/index.ts'
import { actWords as noticeActs, routes as bundleRoutes } from '../domains/notices/index.ts'
import { questionsInArea, questionsOf, routes as opinionRoutes } from '../domains/opinions/index.ts'
import { outcomeOf, routes as outcomeRoutes } from '../domains/outcomes/index.ts'
import { routes as residentRoutes } from '../domains/residents/index.ts'
import { routes as searchRoutes } from '../domains/search/index.ts'
import { feeds } from './feeds.ts'
import { activityTalk, documentTalk, proposalTalk, things } from './things.ts'
import { belowDecision } from './voices.tsx'

/** Every page there is, domain by domain. Fixed paths stand before those with a name in them. */
export function allRoutes(
  app: App,
  config: Config,
  { demo, closing }: { demo?: Town | undefined; closing?: AbortSignal | undefined },
): void {
  const acts = [ambitionActs, levelActs, proofActs, deskActs, foundationActs, letterActs, noticeActs]
  restingDoor(app)
  homeRoutes(app, feeds.notices)
  // Before the areas: /gebied/…/gesprekken, /gebied/…/mensen, /gebied/…/meningen and /gebied/…/weefsel are no streets.
  fabricRoutes(app)
  designationRoutes(app)
  conversationRoutes(app, { closing, things })
  opinionRoutes(app, { next: proposalFromQuestion })
  decisionRoutes(app, { more: belowDecision, printed: registerOnPaper })
  proposalRoutes(app, { talk: proposalTalk })
  areaRoutes(app, {
    lives: areaLife,
    decides: async (ctx, area) => [await decisionsInArea(ctx, area), await proposalsInArea(ctx, area)],
    talk: async (ctx, area) => [await talkInArea(ctx, area), await levelsInArea(ctx, area)],
    asked: questionsInArea,
  })
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
    own: [designatedHere, ownAnswers, ownPassed, ownVotes],
    fabric: fabricPart,
    done: doneHere,
    documents: communityDocuments,
    asked: questionsOf,
    decisions: async (ctx, community) => [
      await decisionsHere(ctx, community),
      await proposalsHere(ctx, community),
    ],
    outcome: outcomeOf,
    write: writePart,
  })
  activityRoutes(app, { talk: activityTalk })
  documentRoutes(app, { talk: documentTalk })
  outcomeRoutes(app)
  formationRoutes(app, { talk: talkOnAmbition })
  latchstringRoutes(app)
  exchangeRoutes(app)
  helloRoutes(app)
  levelRoutes(app, { next: ideaOnLevel })
  delegationRoutes(app)
  registerRoutes(app, { says: acts.map(asEntryWords) })
  letterRoutes(app, { closing })
  // Before the helpers: /ik/hulp/kaart is nobody's id.
  deskRoutes(app)
  bundleRoutes(app, feeds)
  searchRoutes(app)
  helpingRoutes(app, { card: ownCardPart, feeds })
  foundationRoutes(app, acts)
  ownDataRoutes(app, {
    notices: feeds.notices,
    acts,
    provider: (language, id) => eidSettings(config).providers.find((each) => each.id === id)?.name[language],
  })
  if (demo) demoRoutes(app, demo.personas)
}

/** An act of the foundation reads the same in the register as in its own list. */
function asEntryWords(say: typeof ambitionActs | typeof foundationActs): EntryWords {
  return (language, { kind, about, at }) =>
    say(language, {
      id: Number(about['act']),
      task: null,
      kind,
      about: about as Record<string, string | number>,
      why: '',
      done: new Date(at),
    })
}
