import type { Place, Scope } from './scope.ts'

/** A place as it stands in an address and a form: `l` and the id of a community, or `g` and the number of an area. */
export function writePlace({ communityId, areaId }: Place): string {
  return communityId === null ? `g${areaId}` : `l${communityId}`
}

/** Reads a place and a theme out of an address or a form. Undefined for what names no place. */
export function readScope(place: string, theme: string): Scope | undefined {
  const themeId = theme === '' ? null : /^\d{1,9}$/.test(theme) ? Number(theme) : undefined
  if (themeId === undefined) return undefined
  if (/^g\d{1,9}$/.test(place)) return { communityId: null, areaId: Number(place.slice(1)), themeId }
  if (/^l[0-9a-f-]{36}$/.test(place)) return { communityId: place.slice(1), areaId: null, themeId }
  return undefined
}

/** The part of an address behind the question mark that names a scope. */
export function scopeQuery(scope: Scope): string {
  return `plek=${writePlace(scope)}&thema=${scope.themeId ?? ''}`
}
