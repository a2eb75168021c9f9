export { areaLife } from './life.tsx'
export { routes } from './routes.tsx'
