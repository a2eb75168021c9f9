export { readAbcvoting, type AbcElection } from './formats/abcvoting.ts'
export { readBlt, type BltElection } from './formats/blt.ts'
export { BrokenFile } from './formats/broken.ts'
export { readDebianTally, type DebianTally } from './formats/debian.ts'
export { resolveFile, type ResolvedRow } from './formats/delegations.ts'
export { readPabulib, type PabulibInstance } from './formats/pabulib.ts'
export {
  equalShares,
  equalSharesSeats,
  type ApprovalBallots,
  type EqualSharesResult,
  type Purchase,
  type SeatsResult,
} from './rules/equal-shares.ts'
export {
  concentrationOf,
  resolveDelegations,
  type Concentration,
  type Ending,
  type Resolved,
} from './rules/delegation.ts'
export { schulze, type RankBallots, type SchulzeResult } from './rules/schulze.ts'
export { stv, unit, type RankedBallots, type StvResult, type StvStep } from './rules/stv.ts'
export { countFile, methods, type Counted, type Method } from './count.ts'
