import { streetSlug } from './names.ts'

/** Where an area has its page: /gebied/BU00340101, or for a street /gebied/BU00340101/kerkplein. It never changes. */
export function areaHref({ code }: { code: string }): string {
  const colon = code.indexOf(':')
  if (colon === -1) return `/gebied/${code}`
  return `/gebied/${code.slice(0, colon)}/${encodeURIComponent(streetSlug(code))}`
}
