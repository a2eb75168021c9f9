export {
  answerTurn,
  blockOther,
  finish,
  leaveNote,
  postAsk,
  postOffer,
  release,
  renew,
  takeAsk,
  withdraw,
  type Posting,
} from './actions.ts'
export { holdings } from './holdings.ts'
export { refusals, words } from './messages/index.ts'
export { newsSince } from './news.ts'
export { newsWords } from './news-words.ts'
export { noticeWords } from './notice-words.ts'
export { exchangeLine } from './line.ts'
export { exchangesNear, exchangesWithin, type Exchange } from './queries.ts'
export { retentions } from './retention.ts'
export { routes } from './routes.tsx'
export { kinds, type Kind } from './rules.ts'
export { tendExchange } from './turns.ts'
