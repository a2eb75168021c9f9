export { areaLife } from './life.tsx'
export { routes, type NoticeWords } from './routes.tsx'
