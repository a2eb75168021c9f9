import { expect, it } from 'vitest'
import { newTown, newViewer, testServices, visitor } from '../../tests/support/people.ts'
import { Site } from '../../tests/support/site.ts'
import { onEachEngine } from '../../tests/support/store.ts'
import { after, day } from '../platform/clock.ts'
import { newId } from '../platform/ids.ts'
import { foundCommunity, join } from '../domains/communities/index.ts'
import { castBallot, openDecision, type Form } from '../domains/decisions/index.ts'
import { give } from '../domains/delegations/index.ts'

onEachEngine('the page of an open decision', (store) => {
  it('shows who votes for me with the reasons, until I vote; never in the closed form', async () => {
    const services = testServices(store(), new Date())
    const ctx = visitor(services)
    const site = new Site(services)
    const { home: place } = await newTown(ctx)
    const [noor, kees, aylin] = [
      await newViewer(ctx, { name: 'Noor', place }),
      await newViewer(ctx, { name: 'Kees', place }),
      await newViewer(ctx, { name: 'Aylin', place }),
    ]
    const { id: communityId } = await foundCommunity(noor, {
      name: 'Kerkplein',
      purpose: '',
      access: 'extranet',
      areaIds: [],
      conceptIds: [],
    })
    await join(kees, communityId)
    await join(aylin, communityId)
    const scope = { communityId, areaId: null, themeId: null }
    await give(noor, { scope, toId: kees.viewer.id })
    await give(kees, { scope, toId: aylin.viewer.id })
    services.pass(60_000)
    const open = async (form: Form) => {
      const id = newId()
      await openDecision(noor, {
        id,
        communityId,
        method: 'majority',
        form,
        question: 'Komt er een bank?',
        explanation: '',
        options: [],
        closes: after(ctx.now(), 7 * day),
      })
      return id
    }
    const [decision, closed] = [await open('open'), await open('closed')]
    services.pass(60_000)
    const page = async (who: string, id: string) =>
      (await (await site.signedIn(who)).get(`/besluit/${id}`)).text()
    const before = await page(noor.viewer.id, decision)
    for (const words of [
      'Wie stemt er voor jou?',
      'Jij geeft je stem aan Kees.',
      'Omdat de volmacht voor alle stemmingen hier geldt.',
      'Kees gaf het door aan Aylin.',
      'Als Aylin stemt, telt dat ook voor jou.',
      'Stem zelf',
    ])
      expect(before).toContain(words)
    expect(await page(aylin.viewer.id, decision)).not.toContain('Wie stemt er voor jou?')
    expect(await page(noor.viewer.id, closed)).not.toContain('Wie stemt er voor jou?')
    await castBallot(noor, decision, [1])
    const now = await page(noor.viewer.id, decision)
    expect(now).toContain('Je hebt zelf gestemd. Jouw eigen stem telt.')
    expect(now).not.toContain('Jij geeft je stem aan Kees.')
  })
})
