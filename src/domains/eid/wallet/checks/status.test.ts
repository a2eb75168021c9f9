import { expect, it } from 'vitest'
import { onEachEngine } from '../../../../../tests/support/store.ts'
import type { TestIssuer } from '../../../../../tests/support/wallet.ts'
import { WalletSite } from '../test-support.ts'
import { checkStatus } from './status.ts'

const trusted = ({ iss, jwks }: TestIssuer) => ({ iss, jwks: jwks.keys, certificates: [] })

onEachEngine('the list of the issuer of a credential', (store) => {
  const here = new WalletSite(store)

  const withStatus = (idx = 3) => ({ status: { status_list: { idx, uri: here.status.uri } } })

  async function comes(idx = 3): Promise<number> {
    const { browser, claims } = await here.somebody()
    const { link } = await here.ask(browser)
    return (await here.wallet.answer(link, await here.credential(claims, withStatus(idx)), here.now)).status
  }

  it('is asked, and says that the credential stands', async () => {
    const before = here.status.asked
    here.status.list = new Uint8Array([0b1111_0111, 255])
    expect(await comes()).toBe(200)
    expect(here.status.asked).toBe(before + 1)
  })

  it('says that it is revoked', async () => {
    here.status.list = new Uint8Array([0b0000_1000, 0])
    expect(await comes()).toBe(400)
  })

  it('says that it is suspended', async () => {
    here.status.bits = 2
    here.status.list = new Uint8Array([0b1000_0000])
    expect(await comes()).toBe(400)
    here.status.list = new Uint8Array([0b0011_1111])
    expect(await comes()).toBe(200)
  })

  it('does not have it', async () => expect(await comes(99)).toBe(400))

  it('is signed by another issuer', async () => {
    here.status.issuer = here.stranger
    expect(await comes()).toBe(400)
  })

  it.each([
    ['is another list', { sub: 'https://elders.example/list' }],
    ['is over', { exp: 1_600_000_000 }],
    ['is of the time to come', { iat: 4_000_000_000 }],
    ['is no list', { status_list: { bits: 3, lst: '' } }],
  ])('%s', async (_what, change) => {
    here.status.change = change
    expect(await comes()).toBe(400)
  })

  it('unpacks to more than fits', async () => {
    here.status.list = new Uint8Array(17 * 1024 * 1024)
    expect(await comes()).toBe(400)
  })

  it('is larger than fits', async () => {
    here.status.answer = { status: 200, body: 'x'.repeat(5 * 1024 * 1024) }
    expect(await comes()).toBe(400)
  })

  it('is not fetched from inside the house, nor in the clear', async () => {
    const { issuer } = here
    const { asked } = here.status
    for (const uri of [here.status.uri, 'http://elders.example/list']) {
      const claims = { status: { status_list: { idx: 3, uri } } }
      const checked = checkStatus(
        { status: 'when-named' },
        { issuer: trusted(issuer), claims },
        { at: here.now, local: false },
      )
      await expect(checked).rejects.toMatchObject({ why: 'wrong', detail: 'status_uri' })
    }
    expect(here.status.asked).toBe(asked)
  })

  it('must be named where the settings say so', async () => {
    const credential = { issuer: trusted(here.issuer), claims: {} }
    await checkStatus({ status: 'when-named' }, credential, { at: here.now, local: true })
    const checked = checkStatus({ status: 'required' }, credential, { at: here.now, local: true })
    await expect(checked).rejects.toMatchObject({ detail: 'status_missing' })
  })

  it('cannot be had: then the credential is not believed, and the resident can try again', async () => {
    here.status.answer = { status: 500, body: '' }
    expect(await comes()).toBe(503)
    here.status.answer = { status: 302, body: '', headers: { location: 'http://127.0.0.1:9/' } }
    expect(await comes()).toBe(503)
  })
})
