export { begin, type Beginning, type Begun } from './actions.ts'
export { findFormation, type Formation } from './queries.ts'
export { routes } from './routes.tsx'
export { asReach, reaches, type Reach } from './rules.ts'
