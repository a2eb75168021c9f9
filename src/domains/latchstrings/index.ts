export {
  answerVisit,
  askToVisit,
  closeLatchstring,
  dropOver,
  openLatchstring,
  type Opening,
} from './actions.ts'
export { holdings } from './holdings.ts'
export { latchstringLine } from './line.ts'
export { refusals } from './messages/index.ts'
export { noticeWords } from './notice-words.ts'
export { latchstringsFor, ownLatchstring, type Latchstring, type OwnLatchstring } from './queries.ts'
export { retentions } from './retention.ts'
export { routes } from './routes.tsx'
export { closesAt } from './rules.ts'
