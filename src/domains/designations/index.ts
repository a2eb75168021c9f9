export { isRecognised, kinds, recognised, type Kind } from './rules.ts'
export {
  decline,
  designate,
  liftRefusal,
  stateLivelihood,
  takeBack,
  type Designation,
  type Subject,
} from './actions/designate.ts'
export { acceptCall, declineCall, passOnCall, sendCall, thankForCall, type NewCall } from './actions/calls.ts'
export {
  ambassadorsTouching,
  authoritiesNear,
  designatedWithin,
  maybeFound,
  peopleOf,
  designatedHere,
  peopleOfArea,
  whoPointsAtMe,
  whomIPointAt,
  type Away,
  type Designated,
  type DesignatedIn,
  type NearAuthority,
  type People,
} from './queries.ts'
export { callById, callsOf, waitingCalls, type Call } from './calls.ts'
export { NearAuthorities } from './pages/find.tsx'
export { PeopleToAsk, peopleToAsk } from './pages/people.tsx'
export { inSentence } from './pages/words.ts'
export { holdings } from './holdings.ts'
export { noticeWords } from './notice-words.ts'
export { refusals } from './messages/index.ts'
export { routes } from './routes.tsx'
export { subscriptions } from './events.ts'
