import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { as, newViewer } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour } from '../../platform/clock.ts'
import { rows } from '../../platform/db/store.ts'
import { Invalid, NotAllowed, NotFound } from '../../platform/errors.ts'
import { keepPicture } from '../../platform/files/index.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { addPicture, removePicture, sayHowItWas, thank } from './actions/afterwards.ts'
import { answerActivity } from './actions/answer.ts'
import { addThing, takeThing } from './actions/things.ts'
import { momentById } from './moment.ts'
import { helpersOf, picturesOf, remarksOf, thanksToMe, thingsOf } from './queries/moment.ts'
import { scene } from './test-support.ts'

const photo = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#17513A' } })
    .jpeg()
    .toBuffer()

onEachEngine('afterwards', (store) => {
  /** A soup that Kees came to and Aylin did not, and which has begun. */
  const eaten = async (access: 'internet' | 'besloten' = 'internet') => {
    const all = await scene(store(), { access })
    const soup = await all.plan()
    if (access === 'internet') await answerActivity(all.kees, soup, 'yes')
    if (access === 'internet') await answerActivity(all.aylin, soup, 'maybe')
    const later = async (who: ViewerContext) => as(all.ctx, who.viewer.id)
    return { ...all, soup, later, pass: () => all.services.pass(3 * day + hour) }
  }
  const upload = async () => ({ name: 'soep.jpg', type: 'image/jpeg', bytes: new Uint8Array(await photo()) })

  it('says in one line how it was: who was there, once it has begun', async () => {
    const { ctx, kees, aylin, soup, later, pass } = await eaten()
    await expect(sayHowItWas(kees, soup, 'Lekker')).rejects.toMatchObject({ code: 'notThere' })
    pass()
    await expect(sayHowItWas(ctx, soup, 'Lekker')).rejects.toMatchObject({ status: 401 })
    await expect(sayHowItWas(await later(aylin), soup, 'Lekker')).rejects.toThrow(NotAllowed)
    const there = await later(kees)
    await expect(sayHowItWas(there, soup, 'x'.repeat(281))).rejects.toThrow(Invalid)
    await expect(sayHowItWas(there, soup, 'https://kwaad.example')).rejects.toThrow(Invalid)
    await sayHowItWas(there, soup, 'Lekker')
    await sayHowItWas(there, soup, 'Heel lekker')
    expect(await remarksOf(there, await momentById(there, soup))).toMatchObject([
      { line: 'Heel lekker', name: 'Kees', mine: true },
    ])
    await sayHowItWas(there, soup, '')
    expect(await remarksOf(there, await momentById(there, soup))).toEqual([])
  })

  it('shows photos of who was there, with words, which they or a host take away', async () => {
    const { noor, kees, aylin, soup, later, pass } = await eaten()
    pass()
    const there = await later(kees)
    const file = await keepPicture(there, await upload())
    await expect(addPicture(there, soup, { file, alt: ' ' })).rejects.toMatchObject({
      fields: { alt: 'altMissing' },
    })
    await expect(addPicture(await later(aylin), soup, { file, alt: 'Soep' })).rejects.toThrow(NotAllowed)
    await addPicture(there, soup, { file, alt: 'Een pan soep' })
    // One photo is attached once.
    await expect(addPicture(there, soup, { file, alt: 'Nog eens' })).rejects.toMatchObject({
      fields: { picture: 'fileGone' },
    })
    const seen = await momentById(aylin, soup)
    expect(await picturesOf(aylin, seen)).toMatchObject([
      { id: file, alt: 'Een pan soep', name: 'Kees', mine: false },
    ])
    await expect(removePicture(aylin, soup, file)).rejects.toThrow(NotAllowed)
    await removePicture(await later(noor), soup, file)
    await removePicture(await later(noor), soup, file)
    expect(await rows(noor.db, sql`select 1 from files where id = ${file}`)).toEqual([])
  })

  it('thanks a helper, and only the two of them see it', async () => {
    const { noor, kees, aylin, soup, later, pass } = await eaten()
    await addThing(noor, soup, { kind: 'help', what: 'Afwassen', wanted: 1 })
    const [thing] = await thingsOf(noor, await momentById(noor, soup))
    await takeThing(aylin, soup, thing!.id)
    pass()
    const there = await later(kees)
    const moment = await momentById(there, soup)
    expect((await helpersOf(there, moment)).map(({ name }) => name).toSorted()).toEqual(['Aylin', 'Noor'])
    await expect(thank(there, soup, { to: kees.viewer.id, line: '' })).rejects.toThrow(Invalid)
    await expect(thank(await later(aylin), soup, { to: noor.viewer.id, line: '' })).rejects.toThrow(
      NotAllowed,
    )
    await thank(there, soup, { to: aylin.viewer.id, line: 'Voor de afwas' })
    await thank(there, soup, { to: aylin.viewer.id, line: 'Voor de hele afwas' })
    expect(await thanksToMe(aylin, moment)).toEqual([{ name: 'Kees', line: 'Voor de hele afwas' }])
    expect(await thanksToMe(noor, moment)).toEqual([])
    expect((await noticesOf(aylin)).filter(({ kind }) => kind === 'activity.thanked')).toHaveLength(1)
  })

  it('keeps the photo of a form that comes back, and shows nothing to who may not enter', async () => {
    const { services, noor, aylin, soup, later, pass } = await eaten('besloten')
    pass()
    const site = new Site(services)
    const [asNoor, asAylin] = [await site.signedIn(noor.viewer.id), await site.signedIn(aylin.viewer.id)]
    const bytes = new Uint8Array(await photo())
    const send = (form: Record<string, string | Blob>) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(form)) body.append(name, value)
      return asNoor.postForm(`/afspraak/${soup}/foto`, body)
    }
    const none = await send({ alt: 'Soep' })
    expect([none.status, (await none.text()).includes('Kies eerst een foto')]).toEqual([422, true])
    const wrong = await send({ picture: new Blob(['nee'], { type: 'image/jpeg' }), alt: 'Soep' })
    expect([wrong.status, (await wrong.text()).includes('geen foto die we kunnen lezen')]).toEqual([
      422,
      true,
    ])
    const wordless = await send({ picture: new Blob([bytes], { type: 'image/jpeg' }), alt: '' })
    const html = await wordless.text()
    expect([wordless.status, html.includes('Je foto is bewaard')]).toEqual([422, true])
    const kept = /name="kept" value="([0-9a-f-]{36})"/.exec(html)![1]!
    expect((await send({ kept, alt: 'Een pan soep' })).status).toBe(303)
    const path = `/afspraak/${soup}/foto/${kept}`
    expect((await asNoor.get(path)).headers.get('content-type')).toBe('image/jpeg')
    expect(await (await asNoor.get(`/afspraak/${soup}`)).text()).toContain('alt="Een pan soep"')
    for (const browser of [site.visitor(), asAylin]) expect((await browser.get(path)).status).not.toBe(200)
    await expect(momentById(await later(aylin), soup)).rejects.toThrow(NotFound)
  })

  it('is nothing for an applicant', async () => {
    const { ctx, soup, pass } = await eaten()
    pass()
    const applicant = await newViewer(ctx, { level: 'applicant' })
    await expect(sayHowItWas(applicant, soup, 'x')).rejects.toThrow(NotAllowed)
  })
})
