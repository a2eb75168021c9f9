import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { newTown, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { Browser, Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import type { ViewerContext } from '../residents/index.ts'
import { found } from './actions/found.ts'
import { readCursor } from './queries/lists.ts'

onEachEngine('forms and addresses that are not as we wrote them', (store) => {
  let ctx: Context
  let noor: ViewerContext
  let asNoor: Browser
  let soon: string

  beforeAll(async () => {
    const services = testServices(store())
    ctx = visitor(services)
    const town = await newTown(ctx)
    noor = await newViewer(ctx, { name: 'Noor', place: town.home })
    asNoor = await new Site(services).signedIn(noor.viewer.id)
    soon = new Date(services.clock.now().getTime() + 3 * day).toISOString().slice(0, 10)
  })

  const make = (name: string) =>
    found(noor, { name, purpose: '', access: 'extranet', areaIds: [], conceptIds: [] })
  const hiddenId = (page: string) => / name="id" value="([0-9a-f-]{36})"/.exec(page)?.[1]
  const counted = async (name: string) =>
    (await row<{ n: number }>(
      ctx.db,
      sql`select (select count(*)::int from communities where name = ${name}) +
            (select count(*)::int from activities where title = ${name}) as n`,
    ))!.n

  it('sent twice found once', async () => {
    const id = hiddenId(await (await asNoor.get('/leefomgevingen/nieuw')).text())!
    const wrong = await asNoor.post('/leefomgevingen/nieuw', { id, name: 'x' })
    expect(hiddenId(await wrong.text())).toBe(id)
    const form = { id, name: 'Twee keer', access: 'extranet' }
    const sent = await Promise.all([1, 2].map(() => asNoor.post('/leefomgevingen/nieuw', form)))
    sent.push(await asNoor.post('/leefomgevingen/nieuw', form))
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(new Set(sent.map(({ headers }) => headers.get('location'))).size).toBe(1)
    expect(await counted('Twee keer')).toBe(1)
  })

  it('sent twice plan once', async () => {
    const path = `/leefomgeving/${(await make('Plannen')).slug}/plan`
    const id = hiddenId(await (await asNoor.get(path)).text())!
    const form = { id, title: 'Soep eten', place: 'Plein', day: soon, time: '19:30' }
    const sent = await Promise.all([1, 2].map(() => asNoor.post(path, form)))
    expect(sent.map(({ status }) => status)).toEqual([303, 303])
    expect(await counted('Soep eten')).toBe(1)
    // An id of something else is not a way into it.
    const other = `/leefomgeving/${(await make('Elders')).slug}/plan`
    expect((await asNoor.post(other, form)).status).toBe(404)
    expect((await asNoor.post(path, { ...form, id: 'geen id', title: 'Soep koken' })).status).toBe(303)
    expect(await counted('Soep koken')).toBe(1)
  })

  it('begin a list at its start when nobody wrote where they continue', async () => {
    expect(readCursor(`1.${newId()}`)).toBeDefined()
    for (const after of [`1.${'-'.repeat(36)}`, `999999999999999.${newId()}`, '1.', 'x', `1.${newId()}x`]) {
      expect(readCursor(after)).toBeUndefined()
      const { slug } = await make(`Lijst ${after}`.slice(0, 40))
      const query = `na=${encodeURIComponent(after)}`
      expect((await asNoor.get(`/leefomgevingen?q=lijst&${query}`)).status).toBe(200)
      expect((await asNoor.get(`/leefomgeving/${slug}/leden?${query}`)).status).toBe(200)
      expect((await asNoor.get(`/verhalen?${query}`)).status).toBe(200)
    }
  })

  it('break nothing with a NUL in what is typed', async () => {
    const { slug } = await make('Leeg teken')
    const path = `/leefomgeving/${slug}`
    expect((await asNoor.post(`${path}/nodig-uit`, { what: 'mail', list: 'a\0b\nc\0' })).status).toBe(422)
    const reason = await asNoor.post(`${path}/leden/${newId()}/haal-weg`, { reason: 'a\0b' })
    expect(reason.status).toBe(404)
    expect((await asNoor.post(`${path}/beheer/geef-door`, { member: 'x\0' })).status).toBe(404)
  })

  it('name an area once, also where two have the same name', async () => {
    const { id, slug } = await make('Drie straten')
    const town = await newTown(ctx)
    await ctx.db.execute(
      sql`update areas set name = 'Singelweg' where id in (${town.buurt}, ${town.otherBuurt})`,
    )
    await ctx.db.execute(
      sql`insert into community_areas (community_id, area_id)
          select ${id}::uuid, id from areas where id in (${town.street}, ${town.buurt}, ${town.otherBuurt})`,
    )
    expect(await (await asNoor.get(`/leefomgeving/${slug}`)).text()).not.toContain('Singelweg en Singelweg')
    const list = await (await asNoor.get('/leefomgevingen?q=drie+straten')).text()
    expect(list).toContain('In Singelweg en Lijnbaan.')
  })
})
