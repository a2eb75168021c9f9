export { logAct, type Act } from './acts.ts'
export { ConfirmNeeded, requireConfirmed } from './confirmed.ts'
export {
  helpKinds,
  isVerified,
  loadViewer,
  requireNotHelper,
  requireSteward,
  requireVerified,
  requireViewer,
  type Helper,
  type HelpKind,
  type Level,
  type StewardTask,
  type ViewerContext,
} from './viewer.ts'
export {
  areBlocked,
  blockedBy,
  hasBlocked,
  noticesOf,
  ownProfile,
  profileOf,
  type Notice,
  type OwnProfile,
  type Profile,
} from './queries.ts'
export {
  appointSteward,
  block,
  changeProfile,
  createResident,
  leaveAs,
  settleAt,
  renewPlaces,
  seenNotices,
  setAdult,
  setLanguage,
  setLevel,
  setProtected,
  tell,
  unblock,
  type NewResident,
  type ResidentPlace,
} from './actions.ts'
export { personName } from './forms.ts'
export { BlockForm, ProfileCard } from './pages.tsx'
export { routes } from './routes.tsx'
