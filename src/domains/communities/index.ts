export { mayEnter, notBlocked, touchesArea, type Within } from './visible.ts'
export {
  belongs,
  belongsFully,
  changing,
  communityById,
  communityBySlug,
  isOwn,
  requireLiving,
  requireManager,
  requireMember,
  tellAbout,
  type Community,
  type Role,
} from './community.ts'
export { accesses, type Access, type State } from './rules.ts'
export { found, foundCommunity, type Founded, type Founding } from './actions/found.ts'
export { admit } from './actions/admit.ts'
export { letGo } from './actions/moved.ts'
export { mailWords } from './actions/mail.ts'
export { answerRequest, askToJoin, join, leave, removeMember, withdrawRequest } from './actions/members.ts'
export { passOnManager, wishManager } from './actions/manager.ts'
export {
  acceptInvitation,
  declineInvitation,
  invite,
  inviteByMail,
  type Invitation,
} from './actions/invitations.ts'
export { changeCommunity, endCommunity, rest, wake, type Outcome } from './actions/states.ts'
export { acceptLink, askLink, endLink, type LinkKind } from './actions/links.ts'
export { answerActivity, cancelActivity, planActivity, type Plan } from './actions/activities.ts'
export {
  communitiesInArea,
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
  fellowsOf,
  memberProfile,
  membersOf,
  membersToChoose,
  type Member,
  type Offered,
} from './queries/members.ts'
export { ambitionsOf, areasOf, linksOf, outcomeOf, type Linked, type OutcomeWords } from './queries/about.ts'
export { storiesOf, storyBySlug, type Story } from './queries/stories.ts'
export type { News, NewsSource, NewsThing } from './news.ts'
export { newsSource } from './queries/news.ts'
export { upcomingActivities, type Activity } from './queries/activities.ts'
export { leaveAll, managedBy } from './actions/erasing.ts'
export { holdings, nameOfCommunity } from './holdings.ts'
export { retentions } from './retention.ts'
export { noticeWords } from './notice-words.ts'
export { NeighbourField, seedOf } from './pages/parts.tsx'
export { entered, enteredByViewer, tried } from './routes/entered.ts'
export { routes, type CommunityParts } from './routes.tsx'
export { subscriptions } from './events.ts'
export { refusals } from './messages/index.ts'
