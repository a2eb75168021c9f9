export { readAbcvoting, type AbcElection } from './formats/abcvoting.ts'
export { readBlt, type BltElection } from './formats/blt.ts'
export { BrokenFile } from './formats/broken.ts'
export { readDebianTally, type DebianTally } from './formats/debian.ts'
export { readPabulib, type PabulibInstance } from './formats/pabulib.ts'
export {
  equalShares,
  equalSharesSeats,
  type ApprovalBallots,
  type EqualSharesResult,
  type Purchase,
  type SeatsResult,
} from './rules/equal-shares.ts'
export { schulze, type RankBallots, type SchulzeResult } from './rules/schulze.ts'
export { stv, unit, type RankedBallots, type StvResult, type StvStep } from './rules/stv.ts'
export { amendDecision, withdrawDecision } from './actions/change.ts'
export { castBallot } from './actions/cast.ts'
export { closeDecision } from './actions/close.ts'
export { openDecision, type Opening } from './actions/open.ts'
export { tendDecisions } from './actions/tend.ts'
export { decisionById, hrefOf, type Decision, type Form, type Standing, type State } from './decision.ts'
export { subscriptions } from './events.ts'
export { holdings } from './holdings.ts'
export { refusals, words } from './messages/index.ts'
export { newsSince, newsWords } from './news.ts'
export { noticeWords } from './notice-words.ts'
export { canonical, recount, type DecisionRecord, type Recounted } from './record.ts'
export { decisionsHere, decisionsInArea, decisionsWaiting, ownVotes } from './part.tsx'
export { systemDecision } from './queries/system.ts'
export { retentions } from './retention.ts'
export { routes, type DecisionParts } from './routes.tsx'
export { searchable } from './searchable.ts'
export { type Choice, methodNames, type MethodName } from './rules/choice.ts'
export { countBallots, type Outcome, type Setup, type Told } from './rules/count-ballots.ts'
export { methods as decisionMethods } from './rules/methods.ts'
export { countFile, methods, type Counted, type Method } from './count.ts'
