import { EidRefused } from '../refused.ts'
import type { Provider } from '../settings.ts'

/**
 * How somebody came in at the eID must be one of the levels in the settings. A provider may let people in on a lower
 * level than was asked (OpenID Connect Core §5.5.1.1), and says so here. @throws EidRefused `weak`
 */
export function checkAcr({ acr }: Pick<Provider, 'acr'>, reached: unknown): void {
  if (typeof reached !== 'string' || !acr.includes(reached)) throw new EidRefused('weak')
}
