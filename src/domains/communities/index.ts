export { isMember, mayEnter, mayReadInside, notBlocked, touchesArea, type Within } from './visible.ts'
export {
  belongs,
  belongsFully,
  changing,
  communityById,
  communityBySlug,
  managerOf,
  isAwake,
  isOwn,
  requireAwake,
  requireInviting,
  requireLiving,
  requireManager,
  requireMember,
  tellAbout,
  type Community,
  type Role,
} from './community.ts'
export { accesses, slugIn, type Access, type State } from './rules.ts'
export { found, foundCommunity, type Founded, type Founding } from './actions/found.ts'
export { admit } from './actions/admit.ts'
export { mostPopupDays, setLastDay, windDown } from './actions/popup.ts'
export { letGo } from './actions/moved.ts'
export { answerRequest, askToJoin, join, leave, removeMember, withdrawRequest } from './actions/members.ts'
export { passOnManager, wishManager } from './actions/manager.ts'
export {
  acceptInvitation,
  declineInvitation,
  invite,
  inviteByMail,
  type Invitation,
} from './actions/invitations.ts'
export { changeCommunity, endCommunity, rest, wake } from './actions/states.ts'
export { acceptLink, askLink, endLink, type LinkKind } from './actions/links.ts'
export {
  communitiesNear,
  communitiesOf,
  invitationsFor,
  partOf,
  readCursor,
  searchCommunities,
  type CommunityLine,
  type Part,
  type Range,
} from './queries/lists.ts'
export {
  belongsAnywhere,
  fellowsOf,
  memberProfile,
  membersOf,
  membersToChoose,
  type Member,
  type Offered,
} from './queries/members.ts'
export type { News, NewsSource, NewsThing } from './news.ts'
export { newsSource } from './queries/news.ts'
export { searchable, type Searchable } from './searchable.ts'
export { firstSentence } from './pages/parts.tsx'
export { ambitionsOf, areasOf, askedLinks, linksOf, type Linked, type OutcomeWords } from './queries/about.ts'
export { leaveAll, managedBy } from './actions/erasing.ts'
export { holdings, nameOfCommunity } from './holdings.ts'
export { retentions } from './retention.ts'
export { noticeWords } from './notice-words.ts'
export { NeighbourField, seedOf, type Typed } from './pages/parts.tsx'
export { entered, enteredByViewer, formId, tried } from './routes/entered.ts'
export { markOf } from './routes/kept-pages.ts'
export { FormPage, backTo } from './pages/form-page.tsx'
export { routes, type CommunityMeetings, type CommunityParts, type Ties } from './routes.tsx'
export { subscriptions } from './events.ts'
export { refusals } from './messages/index.ts'
