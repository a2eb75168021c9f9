import ICAL from 'ical.js'
import { expect, it } from 'vitest'
import { newMeeting, newTown, newViewer } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { after, day, hour, momentOf } from '../../platform/clock.ts'
import { NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { changeCommunity, join, leave, removeMember } from '../communities/index.ts'
import { block, type ViewerContext } from '../residents/index.ts'
import { answerActivity } from './actions/answer.ts'
import { cancelActivity } from './actions/cancel.ts'
import { endFeed, newFeed } from './actions/feeds.ts'
import { moveActivity } from './actions/move.ts'
import { agendaOf } from './queries/agenda.ts'
import { calendarBySecret } from './queries/feeds.ts'
import { make, momentsOf, scene } from './test-support.ts'

/** What a calendar program makes of it. */
function read(text: string) {
  const root = new ICAL.Component(ICAL.parse(text) as never)
  ICAL.TimezoneService.reset()
  for (const zone of root.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  return root.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
}

const status = (event: ICAL.Event) => event.component.getFirstPropertyValue('status')

onEachEngine('calendars', (store) => {
  const weekly = async (given = {}) => {
    const all = await scene(store(), given)
    const starts = momentOf('2026-05-19', '19:30')
    const soup = await all.plan({
      starts,
      ends: after(starts, 2 * hour),
      rrule: 'FREQ=WEEKLY',
      skips: ['2026-06-09'],
    })
    const site = new Site(all.services)
    const feed = async (secret: string, headers = {}) =>
      site.visitor().get(`/agenda/feed/${secret}.ics`, headers)
    return { ...all, soup, site, feed }
  }

  it('of one’s own hold what one said yes or maybe to, and say it when that is off', async () => {
    const { kees, noor, soup, feed } = await weekly()
    const moments = await momentsOf(noor, soup)
    await answerActivity(kees, moments[0]!.id, 'yes')
    await answerActivity(kees, moments[1]!.id, 'maybe')
    await answerActivity(kees, moments[2]!.id, 'no')
    const secret = await newFeed(kees)
    const answer = await feed(secret)
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const events = read(await answer.text())
    expect(events.map((event) => [event.startDate.toJSDate(), status(event)])).toEqual([
      [momentOf('2026-05-19', '19:30'), 'CONFIRMED'],
      [momentOf('2026-05-26', '19:30'), 'TENTATIVE'],
    ])
    expect(events[0]!.location).toBe('Bij Ineke thuis')
    const before = events[0]!.sequence
    await cancelActivity(noor, moments[0]!.id)
    const [off] = read(await (await feed(secret)).text())
    expect([status(off!), off!.sequence > before, off!.uid]).toEqual(['CANCELLED', true, events[0]!.uid])
  })

  it('of a community hold a series with its rule, and each time that is different', async () => {
    const { kees, noor, id, soup, feed } = await weekly()
    const moments = await momentsOf(noor, soup)
    await cancelActivity(noor, moments[1]!.id)
    const starts = momentOf('2026-06-03', '20:00')
    await moveActivity(noor, moments[2]!.id, { starts, ends: after(starts, hour), place: 'Plein' })
    const events = read(await (await feed(await newFeed(kees, id))).text())
    expect(events.map((event) => [event.isRecurring(), status(event)])).toEqual([
      [true, 'CONFIRMED'],
      [false, 'CANCELLED'],
      [false, 'CONFIRMED'],
    ])
    const [whole, ...exceptions] = events
    for (const exception of exceptions) whole!.relateException(exception)
    const steps = whole!.iterator()
    const seen = Array.from({ length: 5 }, () => {
      const { item, startDate } = whole!.getOccurrenceDetails(steps.next()!)
      return [startDate.toJSDate(), status(item), item.location]
    })
    expect(seen).toEqual([
      [momentOf('2026-05-19', '19:30'), 'CONFIRMED', 'Bij Ineke thuis'],
      [momentOf('2026-05-26', '19:30'), 'CANCELLED', 'Bij Ineke thuis'],
      [starts, 'CONFIRMED', 'Plein'],
      // The ninth of June was left out from the beginning.
      [momentOf('2026-06-16', '19:30'), 'CONFIRMED', 'Bij Ineke thuis'],
      [momentOf('2026-06-23', '19:30'), 'CONFIRMED', 'Bij Ineke thuis'],
    ])
  })

  it('send nothing twice to a program that has it', async () => {
    const { services, kees, noor, id, soup, feed } = await weekly()
    const secret = await newFeed(kees, id)
    const first = await feed(secret)
    const etag = first.headers.get('etag')!
    expect(first.headers.get('last-modified')).toBe(services.clock.now().toUTCString())
    expect((await feed(secret, { 'if-none-match': etag })).status).toBe(304)
    services.pass(hour)
    expect((await feed(secret, { 'if-none-match': `W/${etag}` })).status).toBe(304)
    await cancelActivity(noor, soup)
    const fresh = await feed(secret, { 'if-none-match': etag })
    expect([fresh.status, fresh.headers.get('etag') === etag]).toEqual([200, false])
  })

  it('open by a secret that is renewed and ended, and told once', async () => {
    const { ctx, kees, aylin, id, site, feed } = await weekly()
    await expect(newFeed(ctx)).rejects.toThrow(SignInNeeded)
    await expect(newFeed(aylin, id)).rejects.toThrow(NotAllowed)
    const first = await newFeed(kees)
    const community = await newFeed(kees, id)
    const second = await newFeed(kees)
    expect((await feed(first)).status).toBe(404)
    expect((await feed(second)).status).toBe(200)
    await endFeed(kees)
    await endFeed(kees)
    expect((await feed(second)).status).toBe(404)
    expect((await feed(community)).status).toBe(200)
    for (const wrong of ['x', 'A'.repeat(43)]) expect((await feed(wrong)).status).toBe(404)
    const browser = await site.signedIn(kees.viewer.id)
    const told = await browser.post('/agenda/in-je-telefoon', { what: 'new' })
    expect(told.headers.get('cache-control')).toBe('no-store')
    const secret = /\/agenda\/feed\/([\w-]{43})\.ics/.exec(await told.text())![1]!
    expect((await feed(secret)).status).toBe(200)
    expect(await (await browser.get('/agenda/in-je-telefoon')).text()).not.toContain(secret)
  })

  it('never tell where a closed community meets to who left or was removed', async () => {
    const { ctx, noor, kees, aylin, id, soup, feed } = await weekly({ access: 'extranet' })
    await join(aylin, id)
    const secrets: string[] = []
    for (const who of [kees, aylin]) {
      await answerActivity(who, soup, 'yes')
      secrets.push(await newFeed(who), await newFeed(who, id))
    }
    await changeCommunity(noor, id, { name: 'Geheim', purpose: '', access: 'besloten' })
    for (const secret of secrets) expect(await (await feed(secret)).text()).toContain('Bij Ineke thuis')
    await leave(kees, id)
    await removeMember(noor, id, aylin.viewer.id, 'Ruzie')
    for (const secret of secrets) {
      const text = await (await feed(secret)).text()
      expect(text).not.toMatch(/Ineke|Soep|Geheim/)
    }
    await expect(calendarBySecret(ctx, secrets[1]!)).rejects.toThrow(NotFound)
  })

  it('of an open community are for everybody, without the place; of one moment as one may see it', async () => {
    const { site, kees, slug, soup } = await weekly()
    const browser = await site.signedIn(kees.viewer.id)
    const open = await site.visitor().get(`/leefomgeving/${slug}/agenda.ics`)
    const text = await open.text()
    expect(text).toContain('SUMMARY:Soep')
    expect(text).not.toContain('Ineke')
    for (const [path, repeats] of [
      [`/afspraak/${soup}/afspraak.ics`, false],
      [`/afspraak/${soup}/afspraak.ics?reeks=ja`, true],
    ] as const) {
      const got = await browser.get(path)
      expect(got.headers.get('content-disposition')).toContain('attachment')
      const [event] = read(await got.text())
      expect([event!.isRecurring(), event!.location]).toEqual([repeats, 'Bij Ineke thuis'])
    }
  })
})

onEachEngine('the agenda', (store) => {
  it('tells what is near, and how near, without what is closed to the viewer', async () => {
    const { ctx, services, noor } = await scene(store(), { access: 'besloten' })
    const town = await newTown(ctx)
    const kees = await newViewer(ctx, { name: 'Kees', place: town.home })
    const at = (days: number) => after(services.clock.now(), days * day)
    const put = async (
      name: string,
      area: number,
      days: number,
      access: 'besloten' | 'extranet' = 'extranet',
    ) => {
      const founder = await newViewer(ctx, { place: town.home })
      const { id } = await make(founder, { name, areaIds: [area], access })
      return newMeeting(founder, id, { title: name, starts: at(days) })
    }
    await put('Gemeente', town.gemeente, 4)
    const street = await put('Straat', town.street, 3)
    await put('Buurt', town.buurt, 2)
    await put('Elders', town.otherBuurt, 2)
    await put('Gesloten', town.street, 2, 'besloten')
    await put('Later', town.street, 40)
    const near = async (who: ViewerContext, days = 30) =>
      (await agendaOf(who, { from: services.clock.now(), to: at(days) })).items.map((one) => [
        one.title,
        one.near,
      ])
    expect(await near(kees)).toEqual([
      ['Buurt', 'buurt'],
      ['Straat', 'street'],
      ['Gemeente', 'gemeente'],
    ])
    await answerActivity(kees, street, 'maybe')
    expect((await near(kees))[1]).toEqual(['Straat', 'own'])
    expect((await near(kees, 3)).map(([title]) => title)).toEqual(['Buurt'])
    const { items, more } = await agendaOf(kees, { from: services.clock.now(), to: at(60), limit: 2 })
    expect([items.length, more]).toEqual([2, true])
    // Blocked people do not lose their agenda.
    await block(kees, noor.viewer.id)
    expect((await near(kees)).length).toBe(3)
  })

  it('leafs through days, weeks and months, and keeps to what there is', async () => {
    const { services, kees, plan } = await scene(store())
    await plan({ title: 'Over drie dagen' })
    await plan({ title: 'Over twintig dagen', starts: after(services.clock.now(), 20 * day) })
    const browser = await new Site(services).signedIn(kees.viewer.id)
    const page = async (query: string) => (await browser.get(`/agenda${query}`)).text()
    expect(await page('?toon=week')).toMatch(/Over drie dagen/)
    expect(await page('?toon=week')).not.toContain('Over twintig dagen')
    expect(await page('?toon=dag&op=2026-05-17')).toContain('Over drie dagen')
    expect(await page('')).toContain('Over twintig dagen')
    expect(await page('?toon=week&op=2026-05-14')).toContain('op=2026-05-21')
    for (const query of ['?op=2026-02-31', '?op=9999-01-01', '?toon=constructor', '?op=-1'])
      expect(await page(query)).toContain('Over drie dagen')
  })
})
