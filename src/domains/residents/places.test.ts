import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { newConcept, newResident, newTown, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { row } from '../../platform/db/store.ts'
import { loadViewer, renewPlaces } from './index.ts'

onEachEngine('where residents lie after areas were renewed', (store) => {
  it('follows their street or buurt, says how many, and leaves everybody else', async () => {
    const ctx = visitor(testServices(store()))
    const [town, other] = [await newTown(ctx), await newTown(ctx)]
    const inStreet = await newResident(ctx, { place: town.home })
    const inBuurt = await newResident(ctx, { place: { ...town.home, streetId: null, cell: null } })
    const elsewhere = await newResident(ctx, { place: other.home })
    const nowhere = await newResident(ctx)
    const wish = await newConcept(ctx, { scheme: 'ambition', slug: 'mee', label: 'Mee' })
    await ctx.db.execute(
      sql`insert into wishes (resident_id, concept_id, findable, since) values (${inStreet}, ${wish}, true, now())`,
    )
    expect(await renewPlaces(ctx)).toBe(0)
    // The buurt now hangs under a wijk of another gemeente.
    await ctx.db.execute(
      sql`update areas a set path = w.path || substring(a.path from position(${`/${town.buurt}/`} in a.path) + 1)
          from areas w where w.id = ${other.wijk} and a.path like '%' || ${`/${town.buurt}/`} || '%'`,
    )
    expect(await renewPlaces(ctx)).toBe(2)
    expect(await renewPlaces(ctx)).toBe(0)
    const moved = { buurtId: town.buurt, wijkId: other.wijk, gemeenteId: other.gemeente }
    expect(await loadViewer(ctx, inStreet)).toMatchObject({
      ...moved,
      streetId: town.street,
      cell: town.home.cell,
    })
    expect(await loadViewer(ctx, inBuurt)).toMatchObject({ ...moved, streetId: null, cell: null })
    expect(await loadViewer(ctx, elsewhere)).toMatchObject({ ...other.home })
    expect(await loadViewer(ctx, nowhere)).toMatchObject({ wijkId: null, gemeenteId: null })
    const lies = await row(ctx.db, sql`select wijk_id as wijk from wishes where resident_id = ${inStreet}`)
    expect(lies).toEqual({ wijk: other.wijk })
  })
})
