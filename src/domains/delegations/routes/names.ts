import { NotFound } from '../../../platform/errors.ts'
import { conceptsByIds } from '../../ambitions/index.ts'
import { inSentence } from '../../designations/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { ownPlaces } from '../queries/places.ts'
import { followTheme, isScope, type Scope } from '../scope.ts'

/** A scope of the viewer with its names. */
export interface NamedScope {
  scope: Scope
  place: string
  /** Empty for everything. */
  theme: string
}

/** The names of a scope, for who belongs there. @throws NotFound for anybody else, and for what is no theme. */
export async function nameOf(ctx: ViewerContext, asked: Scope): Promise<NamedScope> {
  if (!isScope(asked)) throw new NotFound()
  const scope = await followTheme(ctx, asked)
  const place = (await ownPlaces(ctx)).find(
    ({ communityId, areaId }) => communityId === scope.communityId && areaId === scope.areaId,
  )
  if (!place) throw new NotFound()
  const theme =
    scope.themeId === null ? undefined : (await conceptsByIds(ctx, [scope.themeId])).get(scope.themeId)
  return { scope, place: place.name, theme: inSentence(theme?.label ?? '') }
}
