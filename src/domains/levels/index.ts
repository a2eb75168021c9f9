/** The door of this domain: at which level something is decided, and how it moves. */
export { endCase, freezeCase, openCase, type NewCase } from './actions/cases.ts'
export { ensureCompetences } from './actions/competences.ts'
export { contest, takeBackContest } from './actions/contest.ts'
export { choiceIn, lookUpChoice, partsOf } from './choice.ts'
export { caseOf, casesHere, type CaseLine, type LevelCase, type Move } from './case.ts'
export {
  competenceBySlug,
  competences,
  competencesOfTheme,
  searchCompetences,
  type Competence,
} from './competence.ts'
export { subscriptions } from './events.ts'
export { holdings } from './holdings.ts'
export { electorateOf, levelFor, livesIn, type Level } from './level.ts'
export { refusals } from './messages/index.ts'
export { newsSince } from './news.ts'
export { actWords, newsWords, noticeWords } from './notice-words.ts'
export { levelsInArea, LevelPart, LevelSketch } from './pages/parts.tsx'
export { retentions } from './retention.ts'
export { routes, type LevelParts } from './routes.tsx'
export { roundedCount, type ContestKind, type Say } from './rules.ts'
