import { beforeAll, expect, it } from 'vitest'
import {
  newViewer,
  testOrigin,
  testServices,
  visitor,
  withMail,
  type TestServices,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'

onEachEngine('links in mail', (store) => {
  let services: TestServices
  let site: Site

  beforeAll(async () => {
    services = testServices(store())
    // Not a demo, which refuses other hosts anyway.
    site = new Site({ ...services, config: { ...services.config, demo: false } })
    await withMail(await newViewer(visitor(services)), 'gast@voorbeeld.nl')
  })

  it.each([
    ['host', 'elders.example'],
    ['x-forwarded-host', 'elders.example'],
    ['forwarded', 'host=elders.example'],
  ])('mails links to this very site whatever host a request names (%s)', async (header, value) => {
    await site.visitor().post('/log-in', { mail: 'gast@voorbeeld.nl' }, { [header]: value })
    await site.deliver()
    const { text } = services.sent.at(-1)!
    expect(text).toContain(`${testOrigin}/log-in/link?code=`)
    expect(text).not.toContain('elders.example')
    services.pass(60 * 60_000)
  })
})
