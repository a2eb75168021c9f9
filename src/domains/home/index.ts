export { areaLife } from './life.tsx'
export type { NoticeWords } from './notices.ts'
export { routes } from './routes.tsx'
