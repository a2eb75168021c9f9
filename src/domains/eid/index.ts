export { forgetFlows, forgetLinks, linksOf, rotateSubjects, type Link } from './links.ts'
export { EidButtons, EidWays } from './pages/oidc.tsx'
export { routes } from './routes.tsx'
export { eidSettings, hasEid, type EidSettings, type Provider } from './settings.ts'
