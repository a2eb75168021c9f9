import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { findInStore } from '../../tests/support/dump.ts'
import { as, newResident, testServices, visitor, type TestServices } from '../../tests/support/people.ts'
import { Site } from '../../tests/support/site.ts'
import { onEachEngine } from '../../tests/support/store.ts'
import { day, hour } from '../platform/clock.ts'
import { row, rows } from '../platform/db/store.ts'
import { startJobs } from '../platform/jobs.ts'
import { chooseAmbition } from '../domains/ambitions/index.ts'
import { cancelActivity, planActivity } from '../domains/activities/index.ts'
import { changeCommunity, foundCommunity, join, wishManager } from '../domains/communities/index.ts'
import { personaId } from '../domains/demo/index.ts'
import { acceptCall, designate, sendCall } from '../domains/designations/index.ts'
import { changeVault, openVault, residentByMail, type VaultAddress } from '../domains/identity/index.ts'
import { endWithStory } from '../domains/outcomes/index.ts'
import { eraseDue } from '../domains/own-data/index.ts'
import {
  appointSteward,
  block,
  logAct,
  setLevel,
  tell,
  type ViewerContext,
} from '../domains/residents/index.ts'
import { beKnown, filledTables, knownTables, leaveWordsAt } from './erased-support.ts'
import { prepare } from './prepare.ts'
import { subscriptions } from './subscriptions.ts'

/** What no word of may stay: each kind of contribution has its own. */
const said = {
  name: 'Zwaantje Quispel-Ottenhof',
  display: 'Zwaantje Q',
  mail: 'zwaantje.quispel@voorbeeld.invalid',
  about: 'quispelaboutwoorden',
  offers: 'quispelaanbodwoorden',
  dream: 'quispeldroomwoorden',
  purpose: 'quispeldoelwoorden',
  closed: 'quispelbeslotenwoorden',
  story: 'quispelverhaalwoorden',
  meeting: 'quispelafspraakwoorden',
  place: 'quispelplekwoorden',
  thing: 'quispeldingwoorden',
  remark: 'quispelterugblikwoorden',
  request: 'quispelaanvraagwoorden',
  appeal: 'quispelbezwaarwoorden',
  asked: 'quispelvraagwoorden',
  reply: 'quispelantwoordwoorden',
  knock: 'quispelaanklopwoorden',
  side: 'quispelkantwoorden',
}

const address: VaultAddress = {
  street: 'Quispelstraat',
  number: 7391,
  letter: '',
  addition: '',
  postcode: '9990ZZ',
  place: 'Ravenhorst',
}

onEachEngine('erasing somebody of the filled demo', (store) => {
  let services: TestServices
  let site: Site
  let me: ViewerContext
  let neighbour: ViewerContext
  let second: ViewerContext
  const ids: Record<string, string> = {}

  beforeAll(async () => {
    services = testServices(store())
    site = new Site(services)
    await prepare(services)
    const ctx = visitor(services)
    me = await as(ctx, personaId('marja'))
    neighbour = await as(ctx, personaId('samira'))
    second = await as(ctx, await newResident(ctx, { name: 'Tweede buur', place: placeOf(neighbour) }))
    await liveALot(ctx)
    me = await as(ctx, me.viewer.id)
  }, 180_000)

  const placeOf = ({ viewer: { streetId, buurtId, wijkId, gemeenteId, cell } }: ViewerContext) => ({
    streetId,
    buurtId,
    wijkId,
    gemeenteId,
    cell,
  })

  /** Everything that somebody can do here, with words that are found again. */
  async function liveALot(ctx: ReturnType<typeof visitor>): Promise<void> {
    const id = me.viewer.id
    await changeVault(ctx, id, { name: said.name, mail: said.mail, address, birth: '1950-02-03' }, 'own')
    await ctx.db.execute(
      sql`update residents set display_name = ${said.display}, about = ${said.about}, offers = ${said.offers} where id = ${id}`,
    )
    const { slug } = (await row<{ slug: string }>(
      ctx.db,
      sql`select slug from concepts c where scheme = 'ambition' and status = 'accepted'
          and not exists (select 1 from concept_relations where to_id = c.id and kind = 'broader') limit 1`,
    ))!
    await chooseAmbition(me, { slug, dream: said.dream, reach: 'buurt', findable: true })
    const founding = { access: 'internet' as const, areaIds: [me.viewer.buurtId!], conceptIds: [] }
    const open = await foundCommunity(me, { ...founding, name: 'Samen op straat', purpose: said.purpose })
    ids.open = open.id
    await join(neighbour, open.id)
    await join(second, open.id)
    await designate(neighbour, { communityId: open.id, kind: 'ambassador', toId: id })
    await designate(me, { communityId: open.id, kind: 'ambassador', toId: neighbour.viewer.id })
    await changeCommunity(me, open.id, {
      name: 'Samen op straat',
      purpose: `${said.purpose} opnieuw`,
      access: 'internet',
    })
    await wishManager(neighbour, open.id, second.viewer.id)
    const ended = await foundCommunity(me, { ...founding, name: 'Was een feest', purpose: said.purpose })
    ids.ended = ended.id
    await join(neighbour, ended.id)
    await endWithStory(me, ended.id, {
      result: 'realised',
      worked: said.story,
      failed: said.story,
      lesson: said.story,
      thanks: said.story,
      story: said.story,
    })
    const alone = await foundCommunity(me, {
      ...founding,
      name: `Alleen ${said.closed}`,
      purpose: said.closed,
      access: 'besloten',
    })
    ids.alone = alone.id
    const starts = new Date(ctx.now().getTime() + 20 * day)
    ids.meeting = await planActivity(me, {
      communityId: open.id,
      title: said.meeting,
      place: said.place,
      about: said.meeting,
      starts,
    })
    await leaveWordsAt(me, open.id, ids.meeting, said)
    ids.off = await planActivity(me, { communityId: open.id, title: said.meeting, place: said.place, starts })
    for (const activity of [ids.meeting, ids.off]) {
      await ctx.db.execute(
        sql`insert into attendances (moment_id, resident_id, answer, answered) values (${activity}, ${neighbour.viewer.id}, 'yes', ${ctx.now().toISOString()})`,
      )
    }
    await cancelActivity(me, ids.off)
    // Their request, answered, appealed; and one that waits.
    for (const [key, answered] of [
      ['answered', true],
      ['waiting', false],
    ] as const) {
      ids[key] = crypto.randomUUID()
      await ctx.db.execute(
        sql`insert into ambition_requests (id, resident_id, kind, title, why, created)
            values (${ids[key]}, ${id}, 'ambition', ${said.request}, ${said.request}, ${ctx.now().toISOString()})`,
      )
      if (answered) {
        await ctx.db.execute(
          sql`insert into ambition_answers (request_id, round, verdict, reason, steward_id, answered)
              values (${ids[key]}, 1, 'declined', 'Dit staat er al', ${personaId('wietske')}, ${ctx.now().toISOString()})`,
        )
        await ctx.db.execute(
          sql`insert into ambition_appeals (request_id, words, appealed) values (${ids[key]}, ${said.appeal}, ${ctx.now().toISOString()})`,
        )
      }
    }
    ids.asked = await sendCall(me, {
      communityId: open.id,
      kind: 'ambassador',
      toId: neighbour.viewer.id,
      words: said.asked,
    })
    ids.received = await sendCall(neighbour, {
      communityId: open.id,
      kind: 'ambassador',
      toId: id,
      words: 'Kun je mij helpen met de heg?',
    })
    await acceptCall(me, ids.received, said.reply)
    ids.unanswered = await sendCall(second, {
      communityId: open.id,
      kind: 'ambassador',
      toId: id,
      words: 'En mij?',
    })
    await block(me, personaId('gerrie'))
    await block(await as(ctx, personaId('wietske')), id)
    await ctx.db.execute(
      sql`insert into join_requests (id, community_id, resident_id, words, asked)
          select gen_random_uuid(), id, ${id}, ${said.knock}, ${ctx.now().toISOString()} from communities c
          where not exists (select 1 from memberships m where m.community_id = c.id and m.resident_id = ${id}) limit 1`,
    )
    // Marja removed somebody as manager: that reason is the other's to read.
    await ctx.db.execute(
      sql`insert into memberships (id, community_id, resident_id, joined, ended, how_ended, reason, ended_by)
          values (gen_random_uuid(), ${open.id}, ${personaId('wietske')}, ${ctx.now().toISOString()}, ${ctx.now().toISOString()},
            'removed', 'Er was ruzie over de bal', ${id})`,
    )
    await setLevel(ctx, id, 'assured', 'test')
    await appointSteward(ctx, id, 'taxonomy')
    await logAct(await as(ctx, id), {
      task: 'taxonomy',
      kind: 'ambition.declined',
      about: { request: ids.answered! },
    })
    await ctx.db.execute(
      sql`insert into ambition_answers (request_id, round, verdict, reason, steward_id, answered)
          select id, 2, 'declined', 'Na nog eens kijken', ${id}, ${ctx.now().toISOString()} from ambition_requests q
          where resident_id <> ${id} and not exists (select 1 from ambition_answers a where a.request_id = q.id and a.round = 2) limit 1`,
    )
    await beKnown(ctx, me.viewer.id, { neighbour: neighbour.viewer.id, second: second.viewer.id }, said.side)
    await openVault(await as(ctx, id), neighbour.viewer.id, 'name', 'case')
    await tell(ctx, [neighbour.viewer.id], 'test.about', { resident: id })
  }

  const official = ['public.areas', 'public.addresses', 'public.area_shapes']
  const words = () => [me.viewer.id, ...Object.values(said), 'quispel', '9990ZZ']

  it('first finds every word and the id there, so that not finding them says something', async () => {
    // Jobs that ran, and one that gave up, keep what they were given for a while.
    const jobs = await startJobs(services, subscriptions)
    await expect
      .poll(
        async () => (await row<{ n: number }>(store().db, sql`select count(*)::int as n from outbox`))!.n,
        {
          timeout: 30_000,
        },
      )
      .toBe(0)
    await expect
      .poll(
        async () =>
          (await row<{ n: number }>(
            store().db,
            sql`select count(*)::int as n from jobs.job where data::text like ${`%${me.viewer.id}%`}`,
          ))!.n,
        { timeout: 30_000 },
      )
      .toBeGreaterThan(0)
    await jobs.stop()
    const found = await findInStore(store(), words(), official)
    const tables = new Set(found.map((line) => line.slice(0, line.indexOf(':'))))
    for (const table of [...filledTables, ...knownTables]) expect(tables, table).toContain(table)
    expect([...tables].some((table) => table.startsWith('jobs.'))).toBe(true)
    for (const word of Object.values(said).filter((each) => ![said.name, said.mail].includes(each)))
      expect(await findInStore(store(), [word]), word).not.toEqual([])
  }, 60_000)

  it('leaves no id, name, mail, address or word anywhere in the store', async () => {
    const browser = await site.signedIn(me.viewer.id)
    expect((await browser.post('/ik/gegevens/wissen', { sure: 'yes' })).status).toBe(303)
    await site.deliver()
    expect(services.sent.findLast(({ to }) => to === said.mail)?.subject).toContain('over zeven dagen')
    services.pass(7 * day - hour)
    expect(await eraseDue(visitor(services))).toBe(0)
    services.pass(2 * hour)
    expect(await eraseDue(visitor(services))).toBe(1)
    await site.deliver()
    expect(await findInStore(store(), words(), official)).toEqual([])
    expect(await residentByMail(visitor(services), said.mail)).toBeUndefined()
  }, 120_000)

  it('lets what is others’ go on', async () => {
    const ctx = visitor(services)
    const one = <Row>(query: ReturnType<typeof sql>) => row<Row>(ctx.db, query)
    // The key went to whom most members wished; the community is as it was, without the founder's words.
    expect(
      await one(sql`select t.resident_id as id, c.purpose, c.members, c.state, c.founder_id as founder from communities c
        join manager_terms t on t.community_id = c.id and t.ended is null where c.id = ${ids.open}`),
    ).toEqual({ id: second.viewer.id, purpose: '', members: 2, state: 'active', founder: null })
    expect(
      await one(sql`select result, people, story, told_by from outcomes where community_id = ${ids.ended}`),
    ).toEqual({
      result: 'realised',
      people: 2,
      story: '',
      told_by: null,
    })
    expect(
      await one(sql`select name, access, members, state from communities where id = ${ids.alone}`),
    ).toEqual({
      name: 'Opgeheven',
      access: 'besloten',
      members: 0,
      state: 'ended',
    })
    // The meeting that was to come is called off, and who would come was told.
    expect(
      await one(sql`select title, cancelled is not null as off from activities where id = ${ids.meeting}`),
    ).toEqual({
      title: 'Afspraak',
      off: true,
    })
    const told = await rows<{ title: string }>(
      ctx.db,
      sql`select data->>'title' as title from notices where resident_id = ${neighbour.viewer.id}
          and kind = 'activity.cancelled' and data->>'activity' = ${ids.meeting}`,
    )
    expect(told).toEqual([{ title: 'Afspraak' }])
    // What a neighbour wrote is still theirs; nobody is left waiting for an answer.
    expect(
      await rows(
        ctx.db,
        sql`select words, answer, reply, to_id from calls where id in (${ids.received}, ${ids.unanswered}) order by words`,
      ),
    ).toEqual([
      { words: 'En mij?', answer: 'declined', reply: null, to_id: null },
      { words: 'Kun je mij helpen met de heg?', answer: 'accepted', reply: null, to_id: null },
    ])
    expect(await one(sql`select 1 from calls where id = ${ids.asked}`)).toBeUndefined()
    // The answer of the foundation stays and counts, without the words that were asked.
    expect(
      await one(sql`select title, why, (select reason from ambition_answers where request_id = q.id and round = 1) as reason
      from ambition_requests q where id = ${ids.answered}`),
    ).toEqual({ title: '…', why: '', reason: 'Dit staat er al' })
    expect(await one(sql`select 1 from ambition_requests where id = ${ids.waiting}`)).toBeUndefined()
    // Whoever was removed still reads why; whose vault was opened still sees that it was.
    expect(
      await one(
        sql`select reason, ended_by from memberships where how_ended = 'removed' and reason like '%bal%'`,
      ),
    ).toEqual({
      reason: 'Er was ruzie over de bal',
      ended_by: null,
    })
    expect(
      await one(
        sql`select opened_by from vault_openings where resident_id = ${neighbour.viewer.id} and why = 'case'`,
      ),
    ).toEqual({ opened_by: null })
    expect(
      await one(
        sql`select count(*)::int as n from foundation_acts where steward_id is null and kind = 'ambition.declined'`,
      ),
    ).toEqual({ n: 1 })
    const uneven = await rows(
      ctx.db,
      sql`select c.id from communities c where c.members <> (select count(*) from memberships m where m.community_id = c.id and m.ended is null)
          union all
          select s.community_id from standings s where s.standing <> (select count(*) from designations d where d.ended is null
            and d.community_id = s.community_id and d.kind = s.kind and d.to_id = s.resident_id and d.theme_id is not distinct from s.theme_id)`,
    )
    expect(uneven).toEqual([])
    // And their pages still open.
    const browser = await site.signedIn(neighbour.viewer.id)
    const slug = (await one<{ slug: string }>(sql`select slug from communities where id = ${ids.open}`))!.slug
    for (const path of [
      '/buurt',
      '/ik',
      '/verzoeken',
      `/verzoek/${ids.received}`,
      `/leefomgeving/${slug}`,
      `/leefomgeving/${slug}/leden`,
      '/ik/aanwijzingen',
      '/ambities/besluiten',
      '/stichting/handelingen',
      '/ik/gegevens',
    ])
      expect((await browser.get(path)).status, path).toBe(200)
    expect(await (await browser.get(`/verzoek/${ids.received}`)).text()).toContain(
      'Kun je mij helpen met de heg?',
    )
  }, 60_000)
})
