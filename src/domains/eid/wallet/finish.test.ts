import { expect, it } from 'vitest'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { minute } from '../../../platform/clock.ts'
import { WalletSite } from './test-support.ts'

onEachEngine('what a wallet said', (store) => {
  const here = new WalletSite(store)

  async function answered() {
    const somebodyHere = await here.somebody()
    const question = await here.ask(somebodyHere.browser)
    const { redirect } = await here.wallet.answer(
      question.link,
      await here.credential(somebodyHere.claims),
      here.now,
    )
    return { ...somebodyHere, ...question, redirect: redirect! }
  }

  it('is not taken up by another browser, though it has the code', async () => {
    const { id, browser, path, redirect } = await answered()
    const attacker = await here.somebody()
    const code = new URL(redirect).searchParams.get('code')!
    expect((await attacker.browser.get(path)).status).toBe(410)
    expect((await attacker.browser.post(path, { code })).status).toBe(410)
    expect((await here.site.visitor().post(path, { code })).status).toBe(401)
    // Another session of the same resident is another browser too.
    expect((await (await here.site.signedIn(id)).post(path, { code })).status).toBe(410)
    expect(await here.levelOf(attacker.id)).toBe('applicant')
    expect((await here.goOn(browser, redirect)).headers.get('location')).toBe('/ik/eid?klaar=assured')
  })

  it('is not taken up by who had somebody else scan their question', async () => {
    const attacker = await here.somebody()
    const victim = await here.somebody()
    const { path, link } = await here.ask(attacker.browser)
    await here.wallet.answer(link, await here.credential(victim.claims), here.now)
    // The attacker sees neither code: they went to the wallet of the victim.
    for (let n = 0; n < 4; n++) {
      const guess = await attacker.browser.post(path, { code: `a${n}` })
      expect(guess.status).toBe(422)
    }
    expect((await attacker.browser.post(path, { code: 'a4' })).status).toBe(410)
    expect((await attacker.browser.post(path, { code: 'a5' })).status).toBe(410)
    expect(await here.levelOf(attacker.id)).toBe('applicant')
  })

  it('allows five guesses, however many come at the same moment', async () => {
    const { browser, path } = await answered()
    const guesses = await Promise.all(
      Array.from({ length: 32 }, (_, n) => browser.post(path, { code: `b${n}` })),
    )
    expect(guesses.filter(({ status }) => status === 422).length).toBeLessThanOrEqual(5)
    expect(guesses.filter(({ status }) => status === 410).length).toBeGreaterThanOrEqual(27)
  })

  it('is taken up once, of two at the same moment', async () => {
    const { browser, path, redirect } = await answered()
    const code = new URL(redirect).searchParams.get('code')!
    const both = await Promise.all([browser.post(path, { code }), browser.post(path, { code })])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410])
  })

  it('is forgotten when the question is over', async () => {
    const { browser, path, redirect } = await answered()
    here.services.pass(11 * minute)
    expect((await browser.get(redirect)).status).toBe(410)
    expect((await browser.post(path, { code: new URL(redirect).searchParams.get('code')! })).status).toBe(410)
  })
})
