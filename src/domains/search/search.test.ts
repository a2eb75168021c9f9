import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { as, newViewer, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { cancelActivity, momentById, planActivity } from '../activities/index.ts'
import {
  changeCommunity,
  communityById,
  foundCommunity,
  invite,
  join,
  leave,
  removeMember,
  type Access,
} from '../communities/index.ts'
import { acceptShare, conversationById, postReply, startConversation } from '../conversations/index.ts'
import { decisionById, openDecision } from '../decisions/index.ts'
import { documentById, showTo, withdrawDocument } from '../documents/index.ts'
import { askQuestion, questionById } from '../opinions/index.ts'
import { makeProposal, proposalById } from '../proposals/index.ts'
import { appointSteward, block, unblock, type ViewerContext } from '../residents/index.ts'
import { search } from './find.ts'
import { foundBy, newWritingStreet, type WritingStreet } from './test-support.ts'

const accesses: readonly Access[] = ['internet', 'extranet', 'besloten']
const word = 'zonnebloem'

/** A thing that holds the word, and whether its own page opens. */
interface Thing {
  name: string
  href: RegExp
  opens: (ctx: Context) => Promise<unknown>
}

const opened = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  )

onEachEngine('what search finds', (store) => {
  let street: WritingStreet
  let services: TestServices
  let ctx: Context
  let noor: ViewerContext
  let kees: ViewerContext
  const communities = new Map<Access, string>()
  const things = new Map<Access, Thing[]>()
  let viewers: Record<string, Context>

  /** One of everything in a community, each with the word. */
  async function fill(access: Access, id: string): Promise<Thing[]> {
    const starts = new Date(services.clock.now().getTime() + 86_400_000)
    await ctx.db.execute(sql`update communities set purpose = ${`Een ${word} voor ieder`} where id = ${id}`)
    const { slug } = await communityById(noor, id)
    const activity = await planActivity(noor, {
      communityId: id,
      title: `De ${word} zaaien`,
      place: 'Lijnbaan 12 bij de hooiberg',
      starts,
    })
    const talk = await street.start(kees, id, `Wie heeft een ${word}`)
    const other = await street.start(kees, id, 'Iets anders')
    await postReply(noor, other, { words: `Ik wil een ${word}.` })
    const question = await askQuestion(noor, {
      title: `Willen we een ${word}?`,
      about: '',
      where: { communityId: id },
      ends: new Date(services.clock.now().getTime() + 7 * day),
      screened: false,
      seeds: [],
    })
    const proposal = await makeProposal(noor, {
      where: { communityId: id },
      title: `Samen een ${word}`,
      idea: 'Twee zinnen zijn genoeg.',
    })
    const decision = await openDecision(noor, {
      communityId: id,
      method: 'majority',
      form: 'open',
      question: `Planten we een ${word}?`,
      explanation: '',
      closes: new Date(services.clock.now().getTime() + 7 * day),
    })
    const read = await street.write(id, 'Voor lezers', `Over ${word}en.`)
    const own = await street.write(id, 'Voor leden', `Over ${word}en.`, 'members')
    const made: Thing[] = [
      {
        name: 'community',
        href: new RegExp(`^/leefomgeving/${slug}$`),
        opens: (who) => communityById(who, id),
      },
      { name: 'activity', href: new RegExp(activity), opens: (who) => momentById(who, activity) },
      { name: 'opening', href: new RegExp(`${talk}$`), opens: (who) => conversationById(who, talk) },
      { name: 'reply', href: new RegExp(`${other}.na=1`), opens: (who) => conversationById(who, other) },
      { name: 'question', href: new RegExp(question), opens: (who) => questionById(who, question) },
      { name: 'proposal', href: new RegExp(proposal), opens: (who) => proposalById(who, proposal) },
      { name: 'decision', href: new RegExp(decision), opens: (who) => decisionById(who, decision) },
      { name: 'document', href: new RegExp(read), opens: (who) => documentById(who, read) },
      { name: 'own document', href: new RegExp(own), opens: (who) => documentById(who, own) },
    ]
    return made.map((thing) => ({ ...thing, name: `${access} ${thing.name}` }))
  }

  /** Where search and the pages themselves do not agree, of everybody and everything. */
  async function disagreements(): Promise<string[]> {
    const wrong: string[] = []
    for (const [name, who] of Object.entries(viewers)) {
      const fresh = who.viewer ? await as(who, who.viewer.id) : who
      const found = await foundBy(fresh, word)
      for (const thing of [...things.values()].flat()) {
        const open = await opened(thing.opens(fresh))
        const seen = found.some((href) => thing.href.test(href))
        if (seen !== open) wrong.push(`${name} ${open ? 'does not find' : 'finds'} ${thing.name}`)
      }
    }
    return wrong
  }

  beforeAll(async () => {
    street = await newWritingStreet(store())
    ;({ services, ctx, noor, kees } = street)
    for (const access of accesses) {
      const { id } = await street.community(access)
      communities.set(access, id)
    }
    const removed = await newViewer(ctx, { name: 'Gerrit', place: street.town.home })
    const left = await newViewer(ctx, { name: 'Lien', place: street.town.home })
    const invited = await newViewer(ctx, { name: 'Ine', place: street.town.home })
    const steward = await newViewer(ctx, { name: 'Wietske', level: 'assured', place: street.town.home })
    await appointSteward(ctx, steward.viewer.id, 'moderation')
    for (const id of communities.values()) {
      for (const who of [removed, left]) await street.belong(id, who)
      await removeMember(noor, id, removed.viewer.id, 'Ruzie')
      await leave(left, id)
    }
    // Whom Noor knows from elsewhere she may ask.
    const { id: square } = await street.community('internet')
    await join(invited, square)
    for (const id of communities.values())
      expect(await invite(noor, { communityId: id, residentId: invited.viewer.id })).toBe(true)
    for (const [access, id] of communities) things.set(access, await fill(access, id))
    viewers = {
      visitor: ctx,
      applicant: street.applicant,
      stranger: street.outsider,
      removed,
      left,
      invited,
      steward,
      member: street.aylin,
      author: kees,
      manager: noor,
    }
  }, 120_000)

  it('is what the pages themselves open, for everybody and at every access', async () => {
    expect(await disagreements()).toEqual([])
    // Not because nobody finds anything.
    const manager = await foundBy(noor, word)
    expect(manager).toHaveLength(27)
    expect(await foundBy(ctx, word)).toHaveLength(8)
  })

  it('follows at once when a community closes, opens, or changes who may enter', async () => {
    const ids = [...communities.values()]
    for (const turn of [1, 2, 3]) {
      for (const [n, id] of ids.entries()) {
        const { name, purpose } = await communityById(noor, id)
        await changeCommunity(noor, id, { name, purpose, access: accesses[(n + turn) % 3]! })
        const { slug } = await communityById(noor, id)
        things.get(accesses[n]!)![0]!.href = new RegExp(`^/leefomgeving/${slug}$`)
      }
      expect(await disagreements()).toEqual([])
    }
  }, 60_000)

  it('finds nothing of somebody who blocked the viewer, or whom the viewer blocked', async () => {
    const talk = await street.start(
      kees,
      communities.get('internet')!,
      'Over een bijenkast',
      'Mijn bijenkast',
    )
    const other = street.outsider
    expect(await foundBy(other, 'bijenkast')).toEqual([`/gesprek/${talk}`])
    for (const [from, to] of [
      [kees, other],
      [other, kees],
    ] as const) {
      await block(from, to.viewer.id)
      expect(await foundBy(other, 'bijenkast')).toEqual([])
      await unblock(from, to.viewer.id)
    }
    expect(await foundBy(other, 'bijenkast')).toHaveLength(1)
  })

  it('finds what communities say to each other for members of both, as long as they share it', async () => {
    const { outsider } = street
    const here = await street.community('besloten')
    const there = await foundCommunity(outsider, {
      name: 'Overkant',
      purpose: '',
      access: 'besloten',
      areaIds: [street.town.otherWijk],
      conceptIds: [],
    })
    const talk = await street.start(kees, here.id, 'De reigerbrug')
    const now = ctx.now().toISOString()
    const share = newId()
    await ctx.db.execute(
      sql`insert into conversation_shares (id, conversation_id, community_id, asked_by, asked)
          values (${share}, ${talk}, ${there.id}, ${noor.viewer.id}, ${now})`,
    )
    expect(await foundBy(outsider, 'reigerbrug')).toEqual([])
    await ctx.db.execute(
      sql`insert into community_links (id, from_id, to_id, kind, asked, accepted)
          values (gen_random_uuid(), ${here.id}, ${there.id}, 'partner', ${now}, ${now})`,
    )
    await acceptShare(outsider, share)
    expect(await foundBy(outsider, 'reigerbrug')).toEqual([`/gesprek/${talk}`])
    const { parts } = await search(outsider, { text: 'reigerbrug', kind: 'gesprek' })
    // Where it stands is a closed community that they may not know of.
    expect(parts.get('talk')!.hits[0]!.place).toBe('Overkant')
    expect(await foundBy(street.applicant, 'reigerbrug')).toEqual([])
    await ctx.db.execute(sql`update conversation_shares set ended = ${now} where id = ${share}`)
    expect(await foundBy(outsider, 'reigerbrug')).toEqual([])
    expect(await foundBy(kees, 'reigerbrug')).toHaveLength(1)
  })

  it('finds what was said in an area only for who lives there', async () => {
    const { town } = street
    const talk = await startConversation(kees, {
      title: 'Het kikkerbad',
      words: 'Weer open',
      kind: 'talk',
      where: { areaId: town.buurt },
    })
    expect(await foundBy(street.aylin, 'kikkerbad')).toEqual([`/gesprek/${talk}`])
    for (const who of [ctx, street.applicant, street.outsider])
      expect(await foundBy(who, 'kikkerbad')).toEqual([])
  })

  it('forgets words in the same moment in which they are withdrawn, changed, moved or hidden', async () => {
    const id = communities.get('internet')!
    const stored = async (stem: string) =>
      (await row<{ found: boolean }>(
        ctx.db,
        sql`select exists (select from search_words where stem like ${`${stem}%`})
              or exists (select from search_rows where doc::text like ${`%${stem}%`}) as found`,
      ))!.found
    const browser = await new Site(services).signedIn(kees.viewer.id)
    const press = async (path: string, form: Record<string, string> = {}) =>
      expect((await browser.post(path, form)).status).toBe(303)
    const talk = await street.start(kees, id, 'Een verhaal', 'Met een pelikaan')
    await postReply(kees, talk, { words: 'En een flamingo' })
    const replyOf = async (seq: number) =>
      (await row<{ id: string }>(
        ctx.db,
        sql`select id from replies where conversation_id = ${talk} and seq = ${seq}`,
      ))!.id
    expect(await foundBy(ctx, 'flamingo')).toHaveLength(1)
    await press(`/reactie/${await replyOf(2)}/wijzig`, { words: 'En een ooievaar' })
    expect(await stored('flamingo')).toBe(false)
    expect(await foundBy(ctx, 'ooievaar')).toHaveLength(1)
    await press(`/reactie/${await replyOf(2)}/trek-in`)
    expect(await stored('ooievaar')).toBe(false)
    await press(`/reactie/${await replyOf(1)}/trek-in`)
    expect(await stored('pelikaan')).toBe(false)
    expect(await foundBy(ctx, 'verhaal')).toEqual([`/gesprek/${talk}`])
    await press(`/gesprek/${talk}/verplaats`, { to: communities.get('besloten')! })
    expect(await foundBy(ctx, 'verhaal')).toEqual([])
    expect(await foundBy(kees, 'verhaal')).toHaveLength(1)

    const document = await street.write(id, 'Het kanaal', 'Waterhoogte')
    expect(await foundBy(ctx, 'waterhoogte')).toHaveLength(1)
    await showTo(noor, document, 'members')
    expect(await foundBy(ctx, 'waterhoogte')).toEqual([])
    expect(await foundBy(noor, 'waterhoogte')).toHaveLength(1)
    await withdrawDocument(noor, document, 'Klopt niet')
    expect(await stored('waterhoogt')).toBe(false)

    const starts = new Date(services.clock.now().getTime() + 86_400_000)
    const activity = await planActivity(noor, { communityId: id, title: 'Vliegeren', place: 'Veld', starts })
    expect(await foundBy(ctx, 'vliegeren')).toHaveLength(1)
    await cancelActivity(noor, activity, { why: 'Geen wind' })
    expect(await stored('vlieger')).toBe(false)
  })

  it('tells no place of an activity, which visitors are not told', async () => {
    for (const who of Object.values(viewers)) expect(await foundBy(who, 'hooiberg')).toEqual([])
  })

  it('shows nothing that its row was for but the thing is not: a row is a hint, the thing itself decides', async () => {
    const id = communities.get('besloten')!
    const { access } = await communityById(noor, id)
    expect(access).toBe('besloten')
    const talk = await street.start(kees, id, 'De kluis', 'Achter het schilderij')
    await ctx.db.execute(
      sql`update search_rows set keys = '{p}', doc = search_doc('talk', n, '{p}', '{}', search_stems('kluis'))
          where kind = 'talk' and ref = (select id from replies where conversation_id = ${talk})`,
    )
    expect(await foundBy(kees, 'kluis')).toHaveLength(1)
    for (const who of [
      ctx,
      street.applicant,
      street.outsider,
      viewers.removed!,
      viewers.invited!,
      viewers.steward!,
    ])
      expect(await foundBy(who, 'kluis')).toEqual([])
  })

  it('answers an outsider the same, letter for letter, whatever is said behind a closed door', async () => {
    const site = new Site(services)
    const id = communities.get('besloten')!
    const open = await street.start(kees, communities.get('internet')!, 'Het orgel', 'Speelt het orgel nog')
    expect(open).toBeTruthy()
    const browsers = [
      site.visitor(),
      await site.signedIn(street.applicant.viewer.id),
      await site.signedIn(street.outsider.viewer.id),
      await site.signedIn(viewers.removed!.viewer!.id),
    ]
    const asked = ['orgel', 'orgle', 'orgelpijp', 'orgelbouwer', 'klavecimbel', 'klavecimbl', 'org']
    const answers = async () => {
      const all = new Map<string, string>()
      for (const [n, browser] of browsers.entries()) {
        for (const text of asked) {
          for (const more of ['', '&soort=gesprek', '&soort=document', '&soort=gesprek&bij=thuis']) {
            const page = await (await browser.get(`/zoek?q=${text}${more}`)).text()
            all.set(`${n} ${text}${more}`, page.replace(/<p class="dateline">.*?<\/p>|nonce="[^"]*"/gs, ''))
          }
        }
      }
      return all
    }
    const before = await answers()
    await street.start(kees, id, 'Het orgel van de orgelbouwer', 'Een klavecimbel en een orgelpijp')
    await street.write(id, 'Orgel', 'Klavecimbel', 'members')
    services.pass(120_000)
    const changed = [...(await answers())].filter(([question, page]) => page !== before.get(question))
    expect(changed.map(([question]) => question)).toEqual([])
    expect([...before.values()].filter((page) => page.includes('<mark>orgel'))).not.toEqual([])
  }, 60_000)

  it('never finds a resident by name', async () => {
    for (const who of [ctx, noor, street.outsider]) {
      const { authorities } = await search(who, { text: 'Aylin Gerrit' })
      expect(authorities).toEqual([])
      expect(await foundBy(who, 'Gerrit')).toEqual([])
    }
  })
})
