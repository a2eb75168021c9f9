import { sql } from 'drizzle-orm'
import { newArea, newTown, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows, type Store } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { appointSteward, type StewardTask } from '../residents/index.ts'

let homes = 0

export async function setUp(store: Store) {
  const services = testServices(store)
  const ctx = visitor(services)
  const site = new Site(services)
  const town = await newTown(ctx)
  homes += 1
  // A house of its own for each test.
  const street = await newArea(ctx, {
    kind: 'street',
    code: `BU${homes}:tafelstraat`,
    name: `Tafelstraat ${homes}`,
    parent: town.buurt,
  })
  const home = await row<{ id: number }>(
    ctx.db,
    sql`insert into addresses (street_id, street, number, letter, addition, postcode, place, lat, lon)
        values (${street}, ${`Tafelstraat ${homes}`}, 5, '', '', ${`9990${letters(homes)}`}, 'Ravenhorst', 52.3, 5.2) returning id`,
  )
  const person = async (task?: StewardTask) => {
    const viewer = await newViewer(ctx, { name: 'Iemand', level: 'assured' })
    if (task) await appointSteward(ctx, viewer.viewer.id, task)
    return site.signedIn(viewer.viewer.id)
  }
  const paper = {
    id: newId(),
    firstName: 'Truus',
    surname: `de Vries-${letters(homes)}`,
    address: String(home!.id),
    q: `Tafelstraat ${homes} 5`,
    birth: '',
    age: 'adult',
    language: 'nl',
    mail: '',
    agree: 'yes',
    step: 'register',
  }
  return { services, ctx, site, person, paper, steward: await person('identity') }
}
const letters = (n: number) =>
  String.fromCharCode(65 + (n % 26)) + String.fromCharCode(65 + (Math.floor(n / 26) % 26))

export const countOf = async (ctx: Context, table: string, residentId: string) =>
  (
    await rows(
      ctx.db,
      sql`select 1 from ${sql.identifier(table)} where ${sql.identifier(table === 'residents' ? 'id' : 'resident_id')} = ${residentId}`,
    )
  ).length
