import { systemContext, type Services } from '../platform/context.ts'

/** What a store needs before the first visitor: the taxonomies, and in demo mode the demo neighbourhood. */
export async function prepare(services: Services): Promise<void> {
  void systemContext(services)
}
