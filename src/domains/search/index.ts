export { search, type Results, type Wanted } from './find.ts'
export { learnWords } from './queries.ts'
export { routes } from './routes.tsx'
