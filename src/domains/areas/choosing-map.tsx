import type { ComponentChildren } from 'preact'
import type { Context } from '../../platform/context.ts'
import { AreaMap } from '../../web/components/index.ts'
import type { Area } from './queries.ts'
import type { Circle } from './queries/circles.ts'
import { choosingMap } from './queries/maps.ts'

/**
 * A drawn map on which areas are chosen, without any script: what is chosen is in colour, and what lies beside it is a
 * link to `href`. Nothing when no borders are known.
 */
export async function ChoosingMap(
  ctx: Context,
  props: {
    chosen: readonly Area[]
    circle?: Circle | undefined
    /** What the map shows, in a sentence. */
    label: string
    /** Where a press on an area leads. */
    href: (area: { code: string }) => string
  },
): Promise<ComponentChildren> {
  const drawing = await choosingMap(ctx, props)
  return drawing && <AreaMap label={props.label} viewBox={drawing.viewBox} areas={drawing.areas} />
}
