import {
  newTown,
  newViewer,
  testOrigin,
  testServices,
  visitor,
  withMail,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { feeds } from '../../app/feeds.ts'
import { day, hour } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import type { Context } from '../../platform/context.ts'
import type { Store } from '../../platform/db/store.ts'
import type { Mail, Mailer } from '../../platform/mail.ts'
import { changeCommunity, foundCommunity, join, type Access } from '../communities/index.ts'
import { postReply, startConversation } from '../conversations/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { sendBundles } from './bundles/rounds.ts'

export const postDomain = 'post.buurt.example'

let scenes = 0

/**
 * A community of Noor, Kees and Aylin, each with mail, at ten in the morning of a day of its own: so that the evenings of two
 * tests on one store are not the same.
 */
export async function newScene(store: Store, access: Access = 'internet') {
  scenes += 1
  const n = scenes
  const start = new Date(Date.parse('2026-01-12T09:00:00Z') + n * 14 * day)
  const bare = testServices(store, start)
  const sent: Mail[] = []
  const mailer: Mailer = {
    async send(mail) {
      sent.push(mail)
    },
  }
  const services = {
    ...bare,
    sent,
    mailer,
    config: readConfig({
      DHZ_ORIGIN: testOrigin,
      DHZ_REQUESTS_PER_MINUTE: '0',
      DHZ_SMTP_PORT: '0',
      DHZ_SMTP_DOMAIN: postDomain,
      MAIL_FROM: `Buurt <buurt@${postDomain}>`,
    }),
  }
  const ctx: Context = visitor(services)
  const town = await newTown(ctx)
  const person = async (name: string, given = {}) => {
    const who = await newViewer(ctx, { name, place: town.home, ...given })
    await withMail(who, mailOf(who))
    return who
  }
  const [noor, kees, aylin] = [await person('Noor'), await person('Kees'), await person('Aylin')]
  const name = access === 'besloten' ? 'Geheime tuin' : 'Kerkplein leeft'
  const { id, slug } = await foundCommunity(noor, {
    name,
    purpose: '',
    access: 'internet',
    areaIds: [town.street],
    conceptIds: [],
  })
  for (const who of [kees, aylin]) await join(who, id)
  if (access !== 'internet') await changeCommunity(noor, id, { name, purpose: '', access })
  // What happened until now is of another day.
  bare.pass(2 * day)
  return {
    ctx,
    services,
    sent,
    site: new Site(services),
    town,
    id,
    slug,
    name,
    noor,
    kees,
    aylin,
    person,
    pass: bare.pass,
    start: (who: ViewerContext, title: string, words = 'Wie doet er mee?') =>
      startConversation(who, { where: { communityId: id }, title, words, kind: 'talk' }),
    reply: (who: ViewerContext, conversation: string, words = 'Ik.') =>
      postReply(who, conversation, { words }),
    /** Lets it be ten past five of this day, and sends. */
    evening: async () => {
      const now = services.clock.now()
      const five = new Date(`${now.toISOString().slice(0, 10)}T17:10:00Z`)
      bare.pass(Math.max(0, five.getTime() - now.getTime()))
      await sendBundles(ctx, feeds)
    },
    /** Lets the night go by. */
    morning: () => bare.pass(16 * hour),
    /** What somebody was mailed, oldest first. */
    to: (who: ViewerContext) => sent.filter(({ to }) => to === mailOf(who)),
  }
}

export type TestScene = Awaited<ReturnType<typeof newScene>>

export const mailOf = (who: ViewerContext) => `${who.viewer.id}@voorbeeld.nl`
