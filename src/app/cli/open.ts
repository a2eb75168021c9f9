import type { Services } from '../../platform/context.ts'

/** Opens the store that the settings ask for; whoever opens it closes it. */
export type Open = () => Promise<Services>
