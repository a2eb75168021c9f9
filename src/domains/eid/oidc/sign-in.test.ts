import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { visitor } from '../../../../tests/support/people.ts'
import { Site } from '../../../../tests/support/site.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { minute } from '../../../platform/clock.ts'
import { keysFrom } from '../../../platform/crypto.ts'
import { rows } from '../../../platform/db/store.ts'
import { rotateSubjects } from '../links.ts'
import { EidSite, refused } from './test-support.ts'

onEachEngine('signing in with an eID', (store) => {
  const eid = new EidSite(store)

  it('lets in whose eID is linked, with a new session, and asks nothing but who it is', async () => {
    const { browser, citizen } = await eid.somebody()
    await eid.prove(browser, citizen)
    const elsewhere = eid.site.visitor()
    const address = await eid.leave(elsewhere, '/eid/buureid/log-in', { next: '/ik/veilig' })
    const before = elsewhere.cookies.get('dhz')
    expect(eid.provider.pushed['scope']).toBe('openid')
    const back = await elsewhere.get(await eid.visit(address, citizen))
    expect(back.headers.get('location')).toBe('/ik/veilig')
    expect(elsewhere.cookies.get('dhz')).not.toBe(before)
    expect((await elsewhere.get('/ik/profiel')).status).toBe(200)
  })

  it('tells who is not linked to join first, and lets nobody in', async () => {
    const { citizen } = await eid.somebody()
    const unknown = eid.site.visitor()
    const response = await eid.signIn(unknown, { ...citizen, id: 'niemand' })
    const page = await response.clone().text()
    await refused(response, 403, 'Hiermee kun je niet inloggen')
    for (const secret of [citizen.given_name!, citizen.birthdate!, 'niemand'])
      expect(page).not.toContain(secret)
    expect((await unknown.get('/ik/profiel')).status).toBe(303)
  })

  it('answers the same for an eID that was unlinked', async () => {
    const { id, browser, citizen } = await eid.somebody()
    await eid.prove(browser, citizen)
    await browser.post(`/ik/eid/${(await eid.linked(id))[0]!.id}/ontkoppel`)
    await refused(await eid.signIn(eid.site.visitor(), citizen), 403, 'Hiermee kun je niet inloggen')
  })

  it('confirms who is signed in, and never changes them for somebody else', async () => {
    const [one, two] = [await eid.somebody(), await eid.somebody()]
    await eid.prove(one.browser, one.citizen)
    await eid.prove(two.browser, two.citizen)
    eid.services.pass(31 * minute)
    expect((await one.browser.post('/eid/buureid')).status).toBe(401)
    await refused(await eid.signIn(one.browser, two.citizen), 403, 'Hiermee kun je niet inloggen')
    expect((await one.browser.post('/eid/buureid')).status).toBe(401)
    const back = await eid.signIn(one.browser, one.citizen, '/eid/buureid')
    expect(back.headers.get('location')).toBe('/eid/buureid')
    expect((await one.browser.get('/eid/buureid')).status).toBe(200)
  })

  it('never leads to another site afterwards', async () => {
    const { browser, citizen } = await eid.somebody()
    await eid.prove(browser, citizen)
    const back = await eid.signIn(eid.site.visitor(), citizen, '//elders.example')
    expect(back.headers.get('location')).toBe('/buurt')
  })

  it('does not take the answer of a sign-in for a proof', async () => {
    const { id, browser, citizen } = await eid.somebody()
    await refused(await eid.signIn(browser, citizen), 403, 'Hiermee kun je niet inloggen')
    expect(await eid.levelOf(id)).toBe('applicant')
  })

  it('finds people again after the key was renewed, before and after everything is brought under it', async () => {
    const { browser, citizen } = await eid.somebody()
    await eid.prove(browser, citizen)
    const renewed = {
      ...eid.services,
      keys: keysFrom('a newer secret that is only used in tests', 'a secret that is only used in tests'),
    }
    const after = new Site(renewed)
    expect((await eid.signIn(after.visitor(), citizen)).headers.get('location')).toBe('/buurt')
    const ctx = visitor(renewed)
    const [{ count }] = (await rows<{ count: number }>(
      store().db,
      sql`select count(*)::int as count from eid_links`,
    )) as [{ count: number }]
    expect(await rotateSubjects(ctx)).toBe(count)
    expect(await rotateSubjects(ctx)).toBe(0)
    const only = new Site({ ...eid.services, keys: keysFrom('a newer secret that is only used in tests') })
    expect((await eid.signIn(only.visitor(), citizen)).headers.get('location')).toBe('/buurt')
    await rotateSubjects(
      visitor({
        ...eid.services,
        keys: keysFrom('a secret that is only used in tests', 'a newer secret that is only used in tests'),
      }),
    )
  })
})
