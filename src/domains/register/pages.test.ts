import { expect, test } from 'vitest'
import { testServices, visitor } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { judgeProof } from './proof-file.ts'
import { act } from './test-support.ts'
import { latestCheckpoint } from './queries.ts'

onEachEngine('the pages of the register', (store) => {
  test('say what to do while it is empty', async () => {
    const site = new Site(testServices(store()))
    const browser = site.visitor()
    const page = await (await browser.get('/register')).text()
    expect(page).toContain('Er staat nog niets in')
    expect((await browser.get('/register/checkpoint')).status).toBe(404)
    expect((await browser.get('/register/0')).status).toBe(404)
    expect((await browser.get('/register/bewijs?van=1&tot=1')).status).toBe(404)
  })

  test('show the newest first, a page at a time, and each with its proof', async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    const browser = new Site(services).visitor()
    await act(ctx, 60)
    const { root, origin } = (await latestCheckpoint(ctx))!
    const first = await (await browser.get('/register')).text()
    expect(first.match(/href="\/register\/\d+"/g)).toHaveLength(25)
    expect(first).toContain('href="/register/59"')
    expect(first).toContain(Buffer.from(root).toString('base64'))
    expect(first).toContain(origin)
    const last = await (await browser.get('/register?voor=10')).text()
    expect(last.match(/href="\/register\/\d+"/g)).toHaveLength(10)
    expect(last).not.toContain('voor=0')
    const entry = await (await browser.get('/register/37')).text()
    const proof = (await (await browser.get('/register/bewijs?nummer=37')).json()) as { proof: string[] }
    for (const hash of proof.proof) expect(entry).toContain(hash)
    for (const none of [
      '/register/60',
      '/register/999999999999999',
      '/register/bewijs?nummer=60',
      '/register/bewijs?nummer=3&omvang=61',
      '/register/bewijs?nummer=3&omvang=3',
      '/register/bewijs?van=0&tot=5',
      '/register/bewijs?van=6&tot=5',
      '/register/bewijs?van=a',
      '/register/bewijs',
    ])
      expect((await browser.get(none)).status, none).toBe(404)
  })

  test('give proofs that the judge of proofs finds true', async () => {
    const services = testServices(store())
    const browser = new Site(services).visitor()
    for (const query of [
      'nummer=0',
      'nummer=59',
      'nummer=12&omvang=13',
      'van=1',
      'van=32&tot=60',
      'van=60&tot=60',
      'van=7&tot=52',
    ]) {
      const text = await (await browser.get(`/register/bewijs?${query}`)).text()
      expect(judgeProof(text), query).toMatchObject({ holds: true })
    }
  })

  test('tell who brings an old number whether it still fits, and keep what was typed', async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    const browser = new Site(services).visitor()
    const { root, size } = (await latestCheckpoint(ctx))!
    await act(ctx, 5, 100)
    const getal = Buffer.from(root).toString('base64')
    const asked = async (query: Record<string, string>) => {
      const page = await browser.get(`/register/vergelijk?${new URLSearchParams(query)}`)
      return { status: page.status, text: await page.text() }
    }
    const same = await asked({ omvang: `${size}`, getal: ` ${getal.slice(0, 20)} ${getal.slice(20)}` })
    expect(same.text).toContain('Ja, het past')
    expect(same.text).toContain(`/register/bewijs?van=${size}&amp;tot=${size + 5}`)
    expect((await asked({ omvang: `${size - 1}`, getal })).text).toContain('Nee, het past niet')
    expect((await asked({ omvang: '1.000', getal })).text).toContain('Zo veel nummers zijn er niet')
    const wrong = await asked({ omvang: 'veel', getal: 'abc' })
    expect(wrong.status).toBe(422)
    for (const words of ['Vul een heel getal in', 'heeft 44 tekens', 'value="veel"', 'value="abc"'])
      expect(wrong.text).toContain(words)
  })

  test('ask who wants very many proofs to wait', async () => {
    const browser = new Site(testServices(store(), new Date('2026-06-01T10:00:00Z'))).visitor()
    const answers = await Promise.all(
      Array.from({ length: 125 }, () => browser.get('/register/bewijs?nummer=1')),
    )
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
  })
})
