import { AxeBuilder } from '@axe-core/playwright'
import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castBallot, recount, tendDecisions } from '../../src/domains/decisions/index.ts'
import { personaId } from '../../src/domains/demo/index.ts'
import { after, day, onTheWall } from '../../src/platform/clock.ts'
import { insertRows } from '../../src/platform/db/bulk.ts'
import { rows } from '../../src/platform/db/store.ts'
import { newId } from '../../src/platform/ids.ts'
import { as } from '../support/people.ts'
import { chromiumPath } from './house.ts'
import { openTimedHouse, type TimedHouse } from './timed-house.ts'

const phone = { viewport: { width: 360, height: 800 } }
const plain = { ...phone, javaScriptEnabled: false }
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click()
const says = async (page: Page, words: string | RegExp) =>
  expect(await page.locator('main').innerText()).toMatch(words)
const idIn = (page: Page) => /besluit\/([0-9a-f-]{36})/.exec(page.url())![1]!

/** What axe finds on a page as it stands, and whether it is too wide for a small phone. */
async function wrongWith(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  if (size) await page.setViewportSize(size)
  return [...violations.map(({ id }) => id), ...(width > 320 ? [`is ${width} wide at 320`] : [])]
}

describe.skipIf(!chromiumPath)('deciding together, in browsers', () => {
  let house: TimedHouse
  beforeAll(async () => {
    house = await openTimedHouse(new Date('2026-05-12T09:00:00Z'))
  }, 120_000)
  afterAll(async () => {
    await house?.close()
  })
  const inDays = (days: number) =>
    onTheWall(after(house.ctx.now(), days * day))
      .toPlainDate()
      .toString()
  const close = async () => {
    house.pass(8 * day)
    await tendDecisions(house.ctx)
  }
  /** Members who vote, other than these personas. */
  const others = async (slug: string, personas: string[]) => {
    const found = await rows<{ id: string }>(
      house.ctx.db,
      sql`select m.resident_id as id from memberships m join communities c on c.id = m.community_id
            join residents r on r.id = m.resident_id and r.left_at is null and r.level <> 'applicant'
          where c.slug = ${slug} and m.ended is null and m.guest_since is null order by m.resident_id`,
    )
    const known = personas.map(personaId)
    return found.map(({ id }) => id).filter((id) => !known.includes(id))
  }

  it('a straatbarbecue in one street, when nobody objects', async () => {
    const samira = await house.stepIn('samira', plain)
    const noor = await house.stepIn('noor', phone)
    await samira.goto('/leefomgeving/geveltuinen-lijnbaan/besluiten')
    await samira.getByRole('link', { name: 'Leg iets voor' }).first().click()
    await samira.getByRole('link', { name: 'Geen bezwaar' }).click()
    await samira.getByLabel('Je vraag').fill('Straatbarbecue op zaterdag 20 juni?')
    await press(samira, 'Leg voor')
    // Something is missing: nothing is lost.
    await says(samira, 'Kies wanneer het stemmen sluit')
    expect(await samira.getByLabel('Je vraag').inputValue()).toBe('Straatbarbecue op zaterdag 20 juni?')
    await samira.getByLabel('Wanneer sluit het? Dag').fill(inDays(7))
    await press(samira, 'Leg voor')
    await says(samira, 'Je vraag staat open')
    const id = idIn(samira)
    await samira.getByLabel('Geen bezwaar').check()
    await press(samira, 'Stem')
    await says(samira, 'Tot het sluiten kun je hem veranderen')
    await noor.goto('/leefomgeving/geveltuinen-lijnbaan')
    await noor.getByRole('link', { name: 'Straatbarbecue op zaterdag 20 juni?' }).click()
    await noor.getByLabel('Ik heb een bezwaar').check()
    await press(noor, 'Stem')
    await says(noor, 'Schrijf op wat je bezwaar is')
    await noor.getByLabel('Geen bezwaar').check()
    await press(noor, 'Stem')
    await says(noor, 'Je hebt gestemd')
    expect(await wrongWith(noor)).toEqual([])
    await close()
    await samira.goto(`/besluit/${id}`)
    await says(samira, 'Het gaat door')
    await says(samira, 'Niemand heeft bezwaar')
    await noor.goto(`/besluit/${id}`)
    expect(await wrongWith(noor)).toEqual([])
  }, 60_000)

  it('a seat election in secret, with a receipt that is found again and a count that anybody repeats', async () => {
    const slug = 'stapvoets-singelweg'
    const people = await others(slug, ['marja'])
    await house.ctx.db.execute(
      sql`update residents set level = 'assured' where id in (select resident_id from memberships m
            join communities c on c.id = m.community_id where c.slug = ${slug} and m.ended is null)`,
    )
    expect(people.length).toBeGreaterThan(9)
    const marja = await house.stepIn('marja', plain)
    await marja.goto(`/leefomgeving/${slug}/besluiten/nieuw?hoe=seats`)
    await marja.getByLabel('Je vraag').fill('Wie praten voor ons met de gemeente?')
    await marja.getByLabel('Wie kun je kiezen?').fill('Noor\nKees\nAylin\nBram')
    await marja.getByLabel('Hoeveel mensen zijn er nodig?').fill('2')
    await marja.getByLabel('Wanneer sluit het? Dag').fill(inDays(7))
    await marja.getByLabel('Geheim').check()
    await press(marja, 'Leg voor')
    const id = idIn(marja)
    await says(marja, 'Laat je dus niet betalen of dwingen')
    await marja.getByLabel('Aylin').selectOption('1')
    await marja.getByLabel('Noor').selectOption('1')
    await press(marja, 'Stem')
    await says(marja, 'Twee hebben hetzelfde nummer')
    await marja.getByLabel('Noor').selectOption('2')
    await press(marja, 'Stem')
    await says(marja, 'Dit is je code')
    const code = (await marja.locator('.code-to-type').textContent())!
    expect(marja.url()).not.toContain(code.slice(0, 5))
    await marja.goto(`/besluit/${id}`)
    await says(marja, 'Je stem ligt in de stembus')
    for (const [n, voter] of people.entries())
      await castBallot(
        await as(house.ctx, voter),
        id,
        [
          [1, 2, null, 3],
          [2, 1, null, null],
          [null, 2, 1, 3],
        ][n % 3]!,
      )
    await close()
    await marja.goto(`/besluit/${id}`)
    await says(marja, 'Gekozen: ')
    await says(marja, /heeft genoeg stemmen en is gekozen/)
    await marja.getByLabel('Je code').fill(code.toLowerCase())
    await press(marja, 'Zoek op')
    await says(marja, '1. Aylin · 2. Noor')
    const file = await marja.request.get(`/besluit/${id}/stemmen.json`)
    expect(recount(await file.text())).toMatchObject({ ballots: people.length + 1 })
    const pdf = await marja.request.get(`/besluit/${id}/besluit.pdf`)
    expect(pdf.headers()['content-type']).toBe('application/pdf')
    const wide = await house.stepIn('marja', { viewport: { width: 1280, height: 800 } })
    await wide.goto(`/besluit/${id}`)
    expect(await wrongWith(wide)).toEqual([])
  }, 90_000)

  it('25,000 euros with forty projects and six hundred voters', async () => {
    const marja = await house.stepIn('marja', plain)
    const [gemeente] = await rows<{ id: number; code: string }>(
      house.ctx.db,
      sql`select a.id, a.code from residents r join areas a on a.id = r.gemeente_id where r.id = ${personaId('marja')}`,
    )
    const voters = await rows<{ id: string }>(
      house.ctx.db,
      sql`update residents set level = 'assured' where id in (select id from residents where gemeente_id = ${gemeente!.id} and left_at is null
            and level <> 'applicant' and id <> ${personaId('marja')} order by id limit 600) returning id`,
    )
    expect(voters).toHaveLength(600)
    // Since before it was asked: who is proven only afterwards votes with the next one.
    await house.ctx.db.execute(
      sql`insert into resident_levels (resident_id, level, how, since)
            select id, 'assured', 'test', joined from residents where gemeente_id = ${gemeente!.id} and level = 'assured'`,
    )
    await marja.goto(`/gebied/${gemeente!.code}/besluiten`)
    await marja.goto(`/gebied/${gemeente!.code}/besluiten/nieuw?hoe=budget`)
    const projects = Array.from({ length: 40 }, (_, n) => ({
      words: `Plan ${n + 1}`,
      cost: 400 + ((n * 317) % 4600),
    }))
    await marja.getByLabel('Je vraag').fill('Waaraan geven we 25.000 euro uit?')
    await marja
      .getByLabel('De plannen, met wat ze kosten')
      .fill(projects.map(({ words }) => words).join('\n'))
    await marja.getByLabel('Hoeveel euro is er?').fill('25.000')
    await marja.getByLabel('Wanneer sluit het? Dag').fill(inDays(7))
    await press(marja, 'Leg voor')
    await says(marja, 'Zet achter elk plan wat het kost')
    await marja
      .getByLabel('De plannen, met wat ze kosten')
      .fill(projects.map(({ words, cost }) => `${words}: ${cost}`).join('\n'))
    await press(marja, 'Leg voor')
    const id = idIn(marja)
    await marja.getByLabel('Plan 3', { exact: false }).first().check()
    await marja.getByLabel('Plan 7', { exact: false }).first().check()
    await press(marja, 'Stem')
    await says(marja, '1 van 6')
    // As many ballots as a busy week gives, put straight into the store.
    await insertRows(
      house.ctx.db,
      'decision_ballots',
      {
        id: 'uuid',
        decision_id: 'uuid',
        round: 'smallint',
        resident_id: 'uuid',
        choice: 'jsonb',
        cast_on: 'date',
      },
      voters.map((voter, n) => ({
        id: newId(),
        decision_id: id,
        round: 1,
        resident_id: voter.id,
        choice: projects.map((_, p) => Number((n * 31 + p * p * 17) % 7 < 2)),
        cast_on: inDays(1),
      })),
    )
    await close()
    await marja.goto(`/besluit/${id}`)
    await says(marja, /601 van de/)
    await says(marja, /Samen € [\d.]+ van de € 25\.000/)
    const spent = Number(
      /Samen € ([\d.]+) van/.exec(await marja.locator('main').innerText())![1]!.replaceAll('.', ''),
    )
    expect(spent).toBeGreaterThan(15_000)
    expect(spent).toBeLessThanOrEqual(25_000)
    const page = await (await marja.request.get(`/besluit/${id}`)).body()
    expect(page.length).toBeLessThan(80_000)
    const wide = await house.stepIn('marja', phone)
    await wide.goto(`/besluit/${id}`)
    expect(await wrongWith(wide)).toEqual([])
  }, 90_000)
})
