import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import {
  as,
  newResident,
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { after, day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { publish } from '../../platform/outbox.ts'
import { foundCommunity, join, type Access } from '../communities/index.ts'
import {
  castBallot,
  closeDecision,
  decisionById,
  openDecision,
  withdrawDecision,
  type Opening,
} from '../decisions/index.ts'
import { answerMerge, askMerge, makeProposal, openVote, saveText, tellOutcome } from '../proposals/index.ts'
import { appointSteward, logAct, type ViewerContext } from '../residents/index.ts'
import { entriesBefore, latestCheckpoint, type Entry } from './queries.ts'
import { dumped } from './test-support.ts'
import { verifyLog } from './verify.ts'

/** A community of two people, and what they ask each other. */
async function newHof(services: TestServices, access: Access) {
  const ctx = visitor(services)
  const noor = await newViewer(ctx, { name: 'Noor' })
  const kees = await newViewer(ctx, { name: 'Kees' })
  const { id: communityId, slug } = await foundCommunity(noor, {
    name: `Hof ${newId().slice(0, 6)}`,
    purpose: '',
    access,
    areaIds: [],
    conceptIds: [],
  })
  if (access !== 'besloten') await join(kees, communityId)
  services.pass(1000)
  const ask = (more: Partial<Opening> = {}) =>
    openDecision(noor, {
      communityId,
      method: 'majority',
      form: 'open',
      question: 'Zetten we een bankje neer?',
      closes: after(ctx.now(), 7 * day),
      ...more,
    })
  return { ctx, noor, kees, communityId, slug, ask }
}

/** The newest entries, oldest first, as somebody reads them. */
async function newest(ctx: Context, limit: number): Promise<Entry[]> {
  return (await entriesBefore(ctx, { limit })).toReversed()
}

const kindsOf = (entries: readonly Entry[]) => entries.map(({ told }) => told?.kind)

onEachEngine('what stands in the register', (store) => {
  test('is that a question was opened, and its result with the fingerprint that can be counted again', async () => {
    const services = testServices(store())
    const site = new Site(services)
    const { ctx, noor, kees, slug, ask } = await newHof(services, 'internet')
    const id = await ask()
    await castBallot(noor, id, [1])
    await castBallot(kees, id, [1])
    await site.deliver()
    services.pass(8 * day)
    await closeDecision(ctx, id)
    await site.deliver()
    const { digest } = await decisionById(ctx, id)
    const [opened, decided] = await newest(ctx, 2)
    expect(opened!.told).toMatchObject({
      kind: 'decision.opened',
      about: { decision: id, community: slug, question: 'Zetten we een bankje neer?', method: 'majority' },
    })
    expect(decided!.told).toMatchObject({
      kind: 'decision.decided',
      about: { decision: id, verdict: 'adopted', electorate: 2, voices: 2, digest },
    })
    // Nobody stands in it.
    for (const { leaf } of [opened!, decided!])
      for (const who of [noor, kees]) expect(Buffer.from(leaf).toString()).not.toContain(who.viewer.id)
    // A job that runs again records nothing again.
    const { size } = (await latestCheckpoint(ctx))!
    await publish(ctx, 'decision.opened', { decision: id })
    await publish(ctx, 'decision.closed', { decision: id })
    await site.deliver()
    expect((await latestCheckpoint(ctx))!.size).toBe(size)
  })

  test('is that a question was taken back', async () => {
    const services = testServices(store())
    const site = new Site(services)
    const { ctx, noor, ask } = await newHof(services, 'internet')
    const id = await ask()
    await site.deliver()
    await withdrawDecision(noor, id, 'Toch niet.')
    await site.deliver()
    expect(kindsOf(await newest(ctx, 2))).toEqual(['decision.opened', 'decision.withdrawn'])
    expect(Buffer.from((await newest(ctx, 1))[0]!.leaf).toString()).not.toContain('Toch niet')
  })

  test.each<Access>(['extranet', 'besloten'])(
    'is for the world only a day, of a community that is %s',
    async (access) => {
      const services = testServices(store())
      const site = new Site(services)
      const { ctx, noor, kees, slug, communityId, ask } = await newHof(services, access)
      const id = await ask({ question: 'Verkopen we de zilvervos?' })
      await castBallot(noor, id, [1])
      await site.deliver()
      services.pass(8 * day)
      await closeDecision(ctx, id)
      await site.deliver()
      expect(kindsOf(await newest(ctx, 2))).toEqual([undefined, undefined])
      expect(kindsOf(await newest(noor, 2))).toEqual(['decision.opened', 'decision.decided'])
      // Whoever may read the community reads its entries; nobody else.
      const closed = access === 'besloten'
      expect(kindsOf(await newest(kees, 1))).toEqual([closed ? undefined : 'decision.decided'])
      // Nor who was only invited.
      const ine = await newViewer(ctx, { name: 'Ine' })
      await ctx.db.execute(
        sql`insert into invitations (id, community_id, resident_id, invited, ends)
            values (gen_random_uuid(), ${communityId}, ${ine.viewer.id}, ${ctx.now().toISOString()},
              ${new Date(ctx.now().getTime() + 30 * day).toISOString()})`,
      )
      expect(kindsOf(await newest(ine, 1))).toEqual([closed ? undefined : 'decision.decided'])
      const published = await rows<{ text: string }>(
        ctx.db,
        sql`select convert_from(leaf, 'UTF8') as text from register_entries
            union all select note from register_checkpoints union all select verifier from register_keys`,
      )
      const everything = published.map(({ text }) => text).join('\n')
      for (const word of ['zilvervos', slug, id, communityId]) expect(everything).not.toContain(word)
      // Nor on the pages that a visitor sees.
      const browser = site.visitor()
      const last = (await latestCheckpoint(ctx))!.size - 1
      for (const path of ['/register', `/register/${last}`, `/register/${last - 1}`]) {
        const page = await browser.get(path)
        expect(page.status).toBe(200)
        const html = await page.text()
        for (const word of ['zilvervos', slug, id]) expect(html).not.toContain(word)
      }
      const own = await (await (await site.signedIn(noor.viewer.id)).get(`/register/${last}`)).text()
      expect(own).toContain('zilvervos')
      await expect(verifyLog(await dumped(ctx))).resolves.toMatchObject({ size: last + 1 })
    },
  )

  test.each<Access>(['internet', 'extranet'])(
    'is what became of proposals; only a day, of a community that is not open: %s',
    async (access) => {
      const services = testServices(store())
      const site = new Site(services)
      const { ctx, noor, kees, communityId, slug } = await newHof(services, access)
      const text = { title: 'Een hotel voor oehoes', body: 'Hout.', costs: '', who: '', sources: '' }
      const propose = async (who: ViewerContext, title: string) => {
        const id = await makeProposal(who, { where: { communityId }, title, idea: 'Voor de tuin.' })
        await saveText(who, id, { ...text, title, base: 0, why: '' })
        return id
      }
      const [from, to] = [await propose(noor, text.title), await propose(kees, 'Een nest voor oehoes')]
      await askMerge(noor, from, to, '')
      const asked = await row<{ id: string }>(
        ctx.db,
        sql`select id from proposal_merges where from_id = ${from}`,
      )
      const { into } = await answerMerge(kees, asked!.id, true)
      await site.deliver()
      const decision = await openVote(noor, into!, {
        id: newId(),
        method: 'majority',
        form: 'open',
        closes: after(ctx.now(), 2 * day),
      })
      await castBallot(kees, decision, [1])
      services.pass(3 * day)
      await closeDecision(ctx, decision)
      await site.deliver()
      await tellOutcome(noor, into!, { result: 'realised', worked: 'Uilskuikens.', failed: '', lesson: '' })
      await site.deliver()
      const told = (await newest(noor, 4)).map((each) => each.told)
      expect(told.map((each) => each?.kind)).toEqual([
        'proposal.merged',
        'decision.opened',
        'decision.decided',
        'proposal.done',
      ])
      expect(told[0]!.about).toEqual({ proposal: into, community: slug, from: [from, to] })
      expect(told[3]!.about).toEqual({
        proposal: into,
        community: slug,
        result: 'realised',
        title: 'Een nest voor oehoes',
      })
      // Nobody's name and nobody's story.
      for (const { leaf, opening } of await newest(noor, 4))
        for (const word of [noor.viewer.id, kees.viewer.id, 'Uilskuikens'])
          expect(`${Buffer.from(leaf).toString()} ${opening?.text}`).not.toContain(word)
      const open = access === 'internet'
      expect((await newest(ctx, 1))[0]!.told?.kind).toBe(open ? 'proposal.done' : undefined)
      const published = (await newest(ctx, 4)).map(({ leaf }) => Buffer.from(leaf).toString()).join('\n')
      for (const word of ['oehoes', slug, into!]) expect(published.includes(word)).toBe(open)
      const page = await (await (await site.signedIn(noor.viewer.id)).get('/register')).text()
      expect(page).toContain('Het is gelukt: Een nest voor oehoes')
      expect(page).toContain('Twee voorstellen werden er één')
      const { size } = (await latestCheckpoint(ctx))!
      expect(
        await (await (await site.signedIn(noor.viewer.id)).get(`/register/${size - 1}`)).text(),
      ).toContain(`href="/voorstel/${into}"`)
      await publish(ctx, 'proposal.done', { proposal: into, result: 'realised' })
      await site.deliver()
      expect((await latestCheckpoint(ctx))!.size).toBe(size)
    },
  )

  test('is how something moved to another level, without whose words it is', async () => {
    const services = testServices(store())
    const site = new Site(services)
    const ctx = visitor(services)
    const town = await newTown(ctx)
    const noor = await newViewer(ctx, { place: town.home })
    const now = ctx.now().toISOString()
    const id = newId()
    for (const statement of [
      sql`insert into competences (slug, version) values (${id}, 1)`,
      sql`insert into competence_versions
          select id, 1, 'Drempel', '{}', 'gemeente', 'advice', 'bylaw', null, 'x', 'x', null, false, ${now}, null, 'x' from competences where slug = ${id}`,
      sql`insert into level_cases (id, title, competence_id, competence_version, area_id, start_area_id, say, opened, opened_by)
          select ${id}, 'Goudvink over de drempel', id, 1, ${town.wijk}, ${town.buurt}, 'advice', ${now}, ${noor.viewer.id} from competences where slug = ${id}`,
      sql`insert into level_moves (case_id, step, direction, kind, from_area_id, to_area_id, say, asked, counted, moved)
          values (${id}, 1, 'up', 'higher', ${town.buurt}, ${town.wijk}, 'advice', 25, 5, ${now})`,
    ])
      await ctx.db.execute(statement)
    await publish(ctx, 'level.moved', { case: id, step: 1, from: town.buurt, to: town.wijk })
    await site.deliver()
    const [moved] = await newest(ctx, 1)
    expect(moved!.told).toMatchObject({ kind: 'level.moved', about: { case: id, step: 1, direction: 'up' } })
    const text = Buffer.from(moved!.leaf).toString()
    for (const word of ['Goudvink', noor.viewer.id]) expect(text).not.toContain(word)
    // What became of a proposal there is for everybody too.
    await ctx.db.execute(
      sql`insert into proposals (id, case_id, stage, title, idea, made, changed) values (${id}, ${id}, 'tried', 'Een drempel', 'x', ${now}, ${now})`,
    )
    await publish(ctx, 'proposal.done', { proposal: id, result: 'tried' })
    await site.deliver()
    const wijk = await row<{ code: string }>(ctx.db, sql`select code from areas where id = ${town.wijk}`)
    expect((await newest(ctx, 1))[0]!.told).toMatchObject({
      kind: 'proposal.done',
      about: { proposal: id, area: wijk!.code, title: 'Een drempel', result: 'tried' },
    })
    // Nor how many said so, which is told rounded and not at all when they are few.
    expect(Object.keys(moved!.told!.about)).toEqual(['case', 'direction', 'from', 'say', 'step', 'to'])
    expect(await (await site.visitor().get('/register')).text()).toContain(`href="/register/${moved!.place}"`)
  })

  test('is what the foundation does with the words of everybody, and who may; not what it does for one person', async () => {
    const services = testServices(store())
    const site = new Site(services)
    const ctx = visitor(services)
    const id = await newResident(ctx, { level: 'assured' })
    await appointSteward(ctx, id, 'taxonomy')
    const steward: ViewerContext = await as(ctx, id)
    const size = async () => (await latestCheckpoint(ctx))?.size ?? 0
    const before = await size()
    const proposal = newId()
    await logAct(steward, {
      task: 'taxonomy',
      kind: 'ambition.joined',
      about: { from: 'a', into: 'b' },
      why: 'Ringslang.',
    })
    await logAct(steward, { task: 'identity', kind: 'steward.appointed', about: { proposal } })
    await logAct(steward, { task: 'identity', kind: 'desk.registered' })
    await logAct(steward, { task: 'moderation', kind: 'letter.upheld' })
    await site.deliver()
    expect(await size()).toBe(before + 2)
    const entries = await newest(ctx, 2)
    expect(entries.map(({ told }) => told)).toMatchObject([
      { kind: 'ambition.joined', about: { from: 'a', into: 'b', task: 'taxonomy' } },
      { kind: 'steward.appointed', about: { proposal, task: 'identity' } },
    ])
    for (const { leaf } of entries)
      for (const word of ['Ringslang', id]) expect(Buffer.from(leaf).toString()).not.toContain(word)
    expect(await (await site.visitor().get('/register')).text()).toContain(
      'Iemand kreeg een taak, en zei ja.',
    )
  })
})
