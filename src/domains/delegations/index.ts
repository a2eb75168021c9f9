export { resolveFile, type ResolvedRow } from './formats/file.ts'
export {
  concentrationOf,
  resolveDelegations,
  type Concentration,
  type Ending,
  type Resolved,
} from './rules/delegation.ts'
export { resolveVoices, type Voice } from './rules/voices.ts'
export { isScope, type Place, type Scope } from './scope.ts'
export { delegationsFor } from './queries/resolving.ts'
export { voiceFor, type Hop } from './queries/chain.ts'
export { confirm, give, stop, takeBack, type Gift } from './actions/give.ts'
export { holdings } from './holdings.ts'
export { retentions } from './retention.ts'
export { noticeWords } from './notice-words.ts'
export { refusals } from './messages/index.ts'
export { acceptVoices, giveBack, refuseVoices } from './actions/decline.ts'
export { tellOwners, warnOwners, type Decided } from './actions/tell.ts'
export { tendDelegations } from './actions/tend.ts'
export { VoiceForYou } from './pages/way.tsx'
export { routes } from './routes.tsx'
export { subscriptions } from './events.ts'
