import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { as, newConcept, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, week } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { Invalid, Refusal } from '../../platform/errors.ts'
import { keepPicture, readFile } from '../../platform/files/index.ts'
import { newId } from '../../platform/ids.ts'
import { chooseAmbition } from '../ambitions/index.ts'
import { communityById, foundCommunity, join, type Access } from '../communities/index.ts'
import { addDocument } from '../documents/index.ts'
import { block, type ViewerContext } from '../residents/index.ts'
import { endAmbitionOf, endOwnAmbition, endWithStory, type Telling } from './actions/tell.ts'
import { answerThanks, followMergedAmbition } from './actions/thanks.ts'
import { deedsOf, thanksToMe } from './queries/mine.ts'
import { findPrecedents } from './queries/precedents.ts'
import { leftWith, outcomeOf, picturesOf, storiesOf, storyBy, thankedIn } from './queries/stories.ts'

const told: Telling = {
  result: 'realised',
  worked: 'Samen graven',
  failed: 'De vergunning duurde lang',
  lesson: 'Vraag eerst de overburen',
  thanks: 'Voor het sjouwen',
  story: 'Elke zaterdag kwamen we bij elkaar.',
}

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Invalid) return Object.values(error.fields)[0] ?? error.code
      if (error instanceof Refusal) return error.code
      throw error
    },
  )

let round = 0

onEachEngine('how it went', (store) => {
  const setUp = async (access: Access = 'internet') => {
    round += 1
    const services = testServices(store())
    const ctx = visitor(services)
    const slug = `bankjes-${round}`
    const concept = await newConcept(ctx, { scheme: 'ambition', slug, label: `Bankjes ${round}` })
    const manager = await newViewer(ctx, { name: 'Marja' })
    const member = await newViewer(ctx, { name: 'Ruud' })
    const community = await foundCommunity(manager, {
      name: 'Bankjesploeg',
      purpose: '',
      access: 'internet',
      areaIds: [],
      conceptIds: [concept],
    })
    await join(member, community.id)
    await ctx.db.execute(sql`update communities set access = ${access} where id = ${community.id}`)
    return {
      services,
      ctx,
      slug,
      concept,
      manager,
      member,
      community,
      applicant: await newViewer(ctx, { name: 'Anna', level: 'applicant' }),
      stranger: await newViewer(ctx, { name: 'Vreemde' }),
    }
  }
  type Scene = Awaited<ReturnType<typeof setUp>>
  const document = (who: ViewerContext, communityId: string, more = {}) =>
    addDocument(who, {
      communityId,
      kind: 'page',
      title: 'Zo maak je een bank',
      body: 'Begin met hout.',
      shownTo: 'readers',
      about: {
        byMe: true,
        author: '',
        source: '',
        link: '',
        written: '',
        licence: 'name',
        licenceWords: '',
        known: 'own',
      },
      ...more,
    })
  const precedents = async (who: Context, { concept }: Scene) =>
    findPrecedents(who, [{ id: concept, rank: 0 }])

  describe('ending a community', () => {
    it('tells a story that others read and formation shows, once', async () => {
      const at = await setUp()
      const { ctx, manager, member, community } = at
      at.services.pass(6 * week)
      const open = await document(member, community.id)
      const closed = await document(member, community.id, { title: 'De kas', shownTo: 'members' })
      const elsewhere = await setUp()
      const foreign = await document(elsewhere.member, elsewhere.community.id)
      for (const [who, code] of [
        [ctx, 'signInNeeded'],
        [at.applicant, 'managerOnly'],
        [at.stranger, 'managerOnly'],
        [member, 'managerOnly'],
      ] as const)
        expect(await refused(endWithStory(who, community.id, told))).toBe(code)
      expect(await refused(endWithStory(manager, community.id, { ...told, lesson: 'x'.repeat(501) }))).toBe(
        'textLong',
      )
      const all = { ...told, documents: [open, closed, foreign] }
      await Promise.all([endWithStory(manager, community.id, all), endWithStory(manager, community.id, all)])
      expect(await refused(endWithStory(manager, community.id, { ...told, lesson: 'Toch anders' }))).toBe(
        'done',
      )
      expect((await communityById(member, community.id)).state).toBe('ended')
      expect(await outcomeOf(ctx, community)).toMatchObject({
        lesson: told.lesson,
        startedWith: 2,
        people: 2,
        weeks: 6,
      })
      const story = await storyBy(ctx, community.slug)
      expect(story).toMatchObject({ title: 'Bankjesploeg', href: `/verhaal/${community.slug}` })
      expect((await storiesOf(ctx)).items[0]).toMatchObject({ id: story.id })
      expect((await leftWith(ctx, [story.id])).map(({ id }) => id)).toEqual([open])
      expect((await leftWith(member, [story.id])).map(({ id }) => id)).toEqual([open, closed])
      expect(await precedents(ctx, at)).toMatchObject([
        {
          name: 'Bankjesploeg',
          lesson: told.lesson,
          href: `/verhaal/${community.slug}`,
          left: [{ id: open, title: 'Zo maak je een bank' }],
        },
      ])
    })

    it('of a closed one tells nothing to anybody else', async () => {
      const at = await setUp('besloten')
      const { ctx, manager, member, community } = at
      await endWithStory(manager, community.id, told)
      for (const who of [ctx, at.applicant, at.stranger]) {
        expect(await refused(storyBy(who, community.slug))).toBe('notFound')
        expect(await precedents(who, at)).toEqual([])
        expect((await storiesOf(who)).items.some((one) => one.community?.slug === community.slug)).toBe(false)
      }
      expect(await precedents(member, at)).toHaveLength(1)
    })

    it('is told ten times a day at most', async () => {
      const { manager, community } = await setUp()
      const long = { ...told, story: 'x'.repeat(8001) }
      expect(await refused(endWithStory(manager, community.id, long))).toBe('textLong')
      for (let n = 0; n < 10; n++) await endWithStory(manager, community.id, told)
      expect(await refused(endWithStory(manager, community.id, told))).toBe('tooMany')
    })
  })

  describe('ending one ambition of a community', () => {
    it('is for its manager, and the community goes on', async () => {
      const at = await setUp()
      const { ctx, manager, member, community, slug } = at
      expect(await refused(endAmbitionOf(ctx, community.id, slug, told))).toBe('signInNeeded')
      expect(await refused(endAmbitionOf(at.applicant, community.id, slug, told))).toBe('managerOnly')
      expect(await refused(endAmbitionOf(member, community.id, slug, told))).toBe('managerOnly')
      const form = { ...told, id: newId() }
      const both = await Promise.all([
        endAmbitionOf(manager, community.id, slug, form),
        endAmbitionOf(manager, community.id, slug, form),
      ])
      expect(both).toEqual([form.id, form.id])
      expect(await refused(endAmbitionOf(manager, community.id, slug, told))).toBe('ambitionNotHeld')
      expect((await communityById(member, community.id)).state).toBe('forming')
      expect(await storyBy(ctx, form.id)).toMatchObject({
        title: `Bankjes ${round}`,
        community: { slug: community.slug },
        href: `/verhaal/${form.id}`,
      })
      expect(await precedents(ctx, at)).toMatchObject([{ id: form.id, href: `/verhaal/${form.id}` }])
      // The end of the community itself is another story.
      await endWithStory(manager, community.id, { ...told, story: 'En toen was het klaar.' })
      expect((await storyBy(ctx, community.slug)).story).toBe('En toen was het klaar.')
    })
  })

  describe('ending one’s own ambition', () => {
    const own = { ...told, access: 'extranet' as Access, named: true }
    const wish = (who: ViewerContext, slug: string) =>
      chooseAmbition(who, { slug, dream: '', reach: 'buurt', findable: true })

    it('lets the wish go and is read by whom they chose', async () => {
      const at = await setUp()
      const { ctx, member, slug } = at
      expect(await refused(endOwnAmbition(ctx, slug, own))).toBe('signInNeeded')
      expect(await refused(endOwnAmbition(member, slug, own))).toBe('ambitionNotHeld')
      await wish(member, slug)
      at.services.pass(3 * week)
      const form = { ...own, id: newId() }
      const both = await Promise.all([endOwnAmbition(member, slug, form), endOwnAmbition(member, slug, form)])
      expect(both).toEqual([form.id, form.id])
      expect(await refused(endOwnAmbition(member, slug, own))).toBe('ambitionNotHeld')
      expect(await storyBy(at.stranger, form.id)).toMatchObject({
        teller: 'Ruud',
        weeks: 3,
        community: undefined,
      })
      for (const who of [ctx, at.applicant]) {
        expect(await refused(storyBy(who, form.id))).toBe('notFound')
        expect(await precedents(who, at)).toEqual([])
      }
      expect(await precedents(at.stranger, at)).toMatchObject([{ id: form.id, name: null }])
      await block(member, at.stranger.viewer.id)
      expect(await refused(storyBy(at.stranger, form.id))).toBe('notFound')
    })

    it('names nobody who did not ask for it', async () => {
      const { member, stranger, slug } = await setUp()
      await wish(member, slug)
      const id = await endOwnAmbition(member, slug, { ...own, named: false })
      expect((await storyBy(stranger, id)).teller).toBeUndefined()
    })

    it('of a sensitive one, or by who is not known yet, stays with them', async () => {
      const at = await setUp()
      await wish(at.applicant, at.slug)
      const early = await endOwnAmbition(at.applicant, at.slug, { ...own, access: 'internet' })
      await at.ctx.db.execute(sql`update concepts set sensitive = true where id = ${at.concept}`)
      await wish(at.member, at.slug)
      const id = await endOwnAmbition(at.member, at.slug, { ...own, access: 'internet' })
      for (const who of [at.ctx, at.stranger, at.manager]) {
        expect(await refused(storyBy(who, id))).toBe('notFound')
        expect(await refused(storyBy(who, early))).toBe('notFound')
      }
      expect(await storyBy(at.member, id)).toMatchObject({ id, teller: undefined })
      expect(await precedents(at.member, at)).toEqual([])
    })

    it('follows when two ambitions become one', async () => {
      const at = await setUp()
      await wish(at.member, at.slug)
      const id = await endOwnAmbition(at.member, at.slug, own)
      const to = await newConcept(at.ctx, { scheme: 'ambition', slug: `zitten-${round}`, label: 'Zitten' })
      await followMergedAmbition(at.ctx, { scheme: 'ambition', from: at.concept, to })
      expect((await findPrecedents(at.stranger, [{ id: to, rank: 0 }])).map((one) => one.id)).toEqual([id])
    })
  })

  describe('thanks', () => {
    it('go to members by name, who are told and decide whether others read it', async () => {
      const at = await setUp()
      const { ctx, manager, member, stranger, community } = at
      await endWithStory(manager, community.id, {
        ...told,
        to: [member.viewer.id, stranger.viewer.id, manager.viewer.id, newId()],
      })
      const { id } = await storyBy(ctx, community.slug)
      const notices = await rows<{ id: string }>(
        store().db,
        sql`select resident_id as id from notices where kind = 'outcome.thanked' and data->>'outcome' = ${id}`,
      )
      expect(notices.map((one) => one.id)).toEqual([member.viewer.id])
      // Until they answer only fellow members read it.
      const named = async () => [
        await thankedIn(ctx, id),
        await thankedIn(stranger, id),
        await thankedIn(manager, id),
      ]
      expect(await named()).toEqual([[], [], ['Ruud']])
      const [mine] = await thanksToMe(member)
      expect(mine).toMatchObject({
        from: 'Marja',
        words: told.thanks,
        about: { title: 'Bankjesploeg', href: `/verhaal/${community.slug}` },
      })
      const thanksId = mine!.answering!.id
      for (const who of [manager, stranger])
        expect(await refused(answerThanks(who, thanksId, 'named'))).toBe('notFound')
      expect(await refused(answerThanks(ctx, thanksId, 'named'))).toBe('signInNeeded')
      await answerThanks(member, thanksId, 'named')
      await answerThanks(member, thanksId, 'named')
      expect(await named()).toEqual([['Ruud'], ['Ruud'], ['Ruud']])
      await answerThanks(member, thanksId, 'unnamed')
      expect(await named()).toEqual([[], [], []])
      expect(await thanksToMe(stranger)).toEqual([])
    })

    it('never go to who is blocked, and name no story that may not be read any more', async () => {
      const at = await setUp()
      const { manager, member, community } = at
      const third = await newViewer(at.ctx, { name: 'Derde' })
      await join(third, community.id)
      await block(third, manager.viewer.id)
      await endWithStory(manager, community.id, { ...told, to: [third.viewer.id, member.viewer.id] })
      expect(await thanksToMe(third)).toEqual([])
      await at.ctx.db.execute(sql`update communities set access = 'besloten' where id = ${community.id}`)
      await at.ctx.db.execute(
        sql`update memberships set ended = now(), how_ended = 'left' where resident_id = ${member.viewer.id}`,
      )
      expect((await thanksToMe(await as(at.ctx, member.viewer.id)))[0]).toMatchObject({
        about: undefined,
        words: '',
      })
    })

    it('stand beside what they did, which nobody else sees and nothing counts', async () => {
      const at = await setUp()
      const { manager, member, community } = at
      await document(member, community.id)
      at.services.pass(day)
      await endWithStory(manager, community.id, { ...told, to: [member.viewer.id] })
      expect((await deedsOf(member)).map(({ kind, title }) => [kind, title])).toEqual([
        ['wrote', 'Zo maak je een bank'],
      ])
      expect((await deedsOf(manager)).map(({ kind }) => kind)).toEqual(['told'])
      const site = new Site(at.services)
      const page = await (await (await site.signedIn(member.viewer.id)).get('/ik/dank')).text()
      expect(page).toContain('Marja dankt je')
      expect(page).toContain('Zo maak je een bank')
      const [, main = ''] = page.split('<main')
      expect(main.replaceAll(/<[^>]*>/g, ' ')).not.toMatch(
        /\b\d+ (keer|punten|documenten|verhalen|bedankjes)\b/,
      )
      expect((await site.visitor().get('/ik/dank')).status).toBe(303)
    })
  })

  describe('photos', () => {
    const photo = async () =>
      new Uint8Array(
        await sharp({ create: { width: 800, height: 600, channels: 3, background: '#533' } })
          .jpeg()
          .toBuffer(),
      )

    it('belong to their story, and are given to who may read it', async () => {
      const at = await setUp('extranet')
      const { manager, community } = at
      const file = await keepPicture(manager, { name: 'x.jpg', type: 'image/jpeg', bytes: await photo() })
      await endWithStory(manager, community.id, { ...told, pictures: [file], alt: 'Een bank' })
      const { id } = await storyBy(manager, community.slug)
      expect(await picturesOf(manager, id)).toMatchObject([{ id: file, alt: 'Een bank' }])
      const site = new Site(at.services)
      const path = `/verhaal/${id}/foto/${file}`
      expect((await (await site.signedIn(at.stranger.viewer.id)).get(path)).status).toBe(200)
      expect((await site.visitor().get(path)).status).toBe(404)
      expect(
        (await (await site.signedIn(at.stranger.viewer.id)).get(`/verhaal/${id}/foto/${newId()}`)).status,
      ).toBe(404)
      await at.ctx.db.execute(sql`delete from outcomes where id = ${id}`)
      expect(await refused(readFile(at.ctx, file))).toBe('notFound')
    })

    it('and words are kept by the form when something is missing', async () => {
      const at = await setUp()
      const site = new Site(at.services)
      const browser = await site.signedIn(at.manager.viewer.id)
      const path = `/leefomgeving/${at.community.slug}/einde`
      expect((await browser.get(path)).status).toBe(200)
      const form = new FormData()
      form.append('worked', 'Samen graven')
      form.append('to', at.member.viewer.id)
      for (const n of [1, 2]) form.append('pictures', new File([await photo()], `${n}.jpg`))
      const back = await browser.postForm(path, form)
      expect(back.status).toBe(422)
      const html = await back.text()
      expect(html).toContain('Je 2 foto’s zijn er nog.')
      expect(html).toContain('Samen graven')
      const kept = [...html.matchAll(/name="kept" value="([^"]+)"/g)].map(([, id]) => id!)
      expect(kept).toHaveLength(2)
      const again = new FormData()
      for (const [name, value] of [
        ['result', 'tried'],
        ['worked', 'Samen graven'],
        ...kept.map((id) => ['kept', id]),
      ])
        again.append(name!, value!)
      const done = await browser.postForm(path, again)
      expect(done.headers.get('location')).toBe(`/leefomgeving/${at.community.slug}?klaar=afgelopen`)
      const { id } = await storyBy(at.ctx, at.community.slug)
      expect(await picturesOf(at.ctx, id)).toHaveLength(2)
      const many = new FormData()
      for (let n = 0; n < 5; n++) many.append('pictures', new File([await photo()], `${n}.jpg`))
      const other = await setUp()
      const second = await new Site(other.services).signedIn(other.manager.viewer.id)
      expect(
        await (await second.postForm(`/leefomgeving/${other.community.slug}/einde`, many)).text(),
      ).toContain('Kies hoogstens vier foto’s.')
    })
  })
})
