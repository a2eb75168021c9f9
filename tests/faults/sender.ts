/*
 * Run by the fault tests as a process of its own, to be ended at any moment. Opens the embedded store in a folder, makes a small
 * community with one piece of news where there is none, and sends the bundles of an evening. Says of each message when
 * the mail server took it, and then waits: the mark that it was sent is never written by a process that is ended here.
 */
import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { pino } from 'pino'
import { feeds } from '../../src/app/feeds.ts'
import { day, minute } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import { systemContext, type Services } from '../../src/platform/context.ts'
import { keysFrom } from '../../src/platform/crypto.ts'
import { openEmbedded } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { found, join } from '../../src/domains/communities/index.ts'
import { startConversation } from '../../src/domains/conversations/index.ts'
import { sendBundles } from '../../src/domains/notices/index.ts'
import { memoryFiles, newTown, newViewer, withMail } from '../support/people.ts'
import { migrations } from '../support/store.ts'

const [folder = '', how = '', minutes = '0'] = process.argv.slice(2)
const say = (words: string) => writeSync(1, `${words}\n`)
const evening = new Date('2026-05-14T15:10:00Z')
let now = new Date(evening.getTime() - day / 4)

const store = await openEmbedded(folder)
await migrate(store, migrations)
const services: Services = {
  store,
  config: readConfig({ DHZ_ORIGIN: 'http://localhost:3000' }),
  keys: keysFrom('a secret that is only used in tests'),
  clock: { now: () => now },
  log: pino({ enabled: false }),
  mailer: {
    async send({ messageId, to }) {
      say(`took ${messageId} ${to}`)
      if (how === 'hang') await setTimeout(60_000)
    },
  },
  files: memoryFiles(),
  wake: () => {},
}
const ctx = systemContext(services)
if (how === 'hang') {
  const town = await newTown(ctx)
  const noor = await newViewer(ctx, { name: 'Noor', place: town.home })
  const kees = await newViewer(ctx, { name: 'Kees', place: town.home })
  await withMail(noor, 'noor@voorbeeld.nl')
  const founding = {
    name: 'Plein',
    purpose: '',
    access: 'internet' as const,
    areaIds: [town.street],
    conceptIds: [],
  }
  const { id } = await found(kees, founding)
  await join(noor, id)
  now = new Date(now.getTime() + minute)
  await startConversation(kees, { where: { communityId: id }, title: 'Soep', words: 'Wie?', kind: 'talk' })
}
now = new Date(evening.getTime() + Number(minutes) * minute)
await sendBundles(ctx, feeds)
say('done')
await store.close()
