import { join } from 'node:path'
import { systemContext, type Services } from '../platform/context.ts'
import { renewIndexes } from '../domains/identity/index.ts'
import { ensureTaxonomy } from '../domains/ambitions/index.ts'
import { ensureCompetences } from '../domains/levels/index.ts'
import { isEmpty, seedDemo } from '../domains/demo/index.ts'
import { folders } from './folders.ts'

/** What a store needs before the first visitor: the taxonomies, the competence table, and in demo mode the demo neighbourhood. */
export async function prepare(services: Services): Promise<void> {
  const ctx = systemContext(services)
  await renewIndexes(ctx)
  await ensureTaxonomy(ctx, folders.seeds)
  await ensureCompetences(ctx, join(folders.seeds, 'competences.json'))
  if (services.config.demo && (await isEmpty(ctx))) await seedDemo(ctx, join(folders.seeds, 'demo'))
}
