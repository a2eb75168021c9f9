export { subscriptions } from './events.ts'
export { safeNext } from './forms.ts'
export { LinkOver } from './joining.ts'
export { mailAddress, mailResident } from './mail.ts'
export { LinkOverPage } from './pages.tsx'
export { routes } from './routes.tsx'
export { sessionOf, signInBrowser } from './session-http.ts'
export { forgetSessions, startSession, type Session } from './sessions.ts'
export {
  openVault,
  putInVault,
  residentByMail,
  sealEntry,
  type VaultAddress,
  type VaultEntry,
} from './vault.ts'
