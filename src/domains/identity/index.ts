export { subscriptions } from './events.ts'
export { holdings } from './holdings.ts'
export { openingsOf, ownEntry, type Openings } from './openings.ts'
export { retentions } from './retention.ts'
export { words } from './messages/index.ts'
export { safeNext } from './forms.ts'
export { LinkOver, limitMail } from './links.ts'
export { mailAddress, mailInLanguage } from './mail.ts'
export { putMail } from './mail-change.ts'
export { endPasskeysOf } from './passkeys/keys.ts'
export { signInLink } from './signing-in.ts'
export { noticeWords } from './notice-words.ts'
export { LinkOverPage } from './pages.tsx'
export { routes } from './routes.tsx'
export {
  readerNow,
  requireSession,
  sessionOf,
  sessionToWrite,
  signInBrowser,
  signOutBrowser,
} from './session-http.ts'
export {
  endActingFor,
  endAllSessions,
  endCardSessions,
  endSessionsOf,
  setActsFor,
  startSession,
  type Session,
  type SignInWay,
} from './sessions.ts'
export { adultBorn, bandNow, birthDate, birthDateIfAny, readDay } from './birth.ts'
export { personKey, plainName } from './rules.ts'
export { renewIndexes, rotateVault } from './rotate.ts'
export { dropSealed, keepSealed, openWaiting, readSealed, sealWaiting } from './sealed.ts'
export {
  accountsOf,
  changeVault,
  homeKey,
  homesOf,
  householdOf,
  householdsOf,
  lockPerson,
  namesakes,
  openEntries,
  openVault,
  openVaults,
  personMarks,
  putInVault,
  residentByMail,
  residentsAt,
  sealEntry,
  withBirth,
  writeOpenings,
  type Field,
  type OpeningReason,
  type SealedEntry,
  type VaultAddress,
  type VaultEntry,
} from './vault.ts'
