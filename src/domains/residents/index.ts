export { ConfirmNeeded, isFresh, requireConfirmed, requireEverConfirmed } from './confirmed.ts'
export {
  helpKinds,
  isVerified,
  loadViewer,
  requireAnySteward,
  requireNotHelper,
  requireSteward,
  requireVerified,
  requireVerifiedAdult,
  requireViewer,
  viewerColumn,
  viewerIn,
  stewardTasks,
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
  unseenNotices,
  type Notice,
  type NoticeWords,
  type OwnProfile,
  type Profile,
} from './queries.ts'
export {
  appointSteward,
  block,
  changeProfile,
  comeBack,
  createResident,
  endTasks,
  leaveAs,
  settleAt,
  renewPlaces,
  seenNotices,
  setAddressConfirmed,
  setAdult,
  setLanguage,
  setLevel,
  setProtected,
  setResting,
  tell,
  unblock,
  untell,
  type NewResident,
  type ResidentPlace,
} from './actions.ts'
export { actById, actsBefore, logAct, type Act, type NewAct } from './acts.ts'
export { contributions, holdings, nameAsSeen, nobody, type Contribution, type Holding } from './holdings.ts'
export { retentions } from './retention.ts'
export { personName } from './forms.ts'
export { BlockForm, ProfileCard } from './pages.tsx'
export { routes } from './routes.tsx'
