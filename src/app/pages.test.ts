import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServices } from '../../tests/support/people.ts'
import { Site, type Browser } from '../../tests/support/site.ts'
import { openTestStore } from '../../tests/support/store.ts'
import type { Store } from '../platform/db/store.ts'
import {
  demoActivityId,
  demoCase,
  demoDecision,
  demoProposal,
  demoLetters,
  demoQuestion,
  demoTalk,
  demoVoices,
  documentId,
  personaId,
  readTown,
  scenarios,
} from '../domains/demo/index.ts'
import { appendWaiting, record } from '../domains/register/index.ts'
import { systemContext } from '../platform/context.ts'
import { folders } from './folders.ts'
import { prepare } from './prepare.ts'

/** Every page with how many queries it may need: session and viewer are two of them. */
const pages: [who: string | undefined, path: string, queries: number][] = [
  [undefined, '/', 1],
  [undefined, '/log-in', 0],
  [undefined, '/log-in/kwijt/brief', 0],
  [undefined, '/log-in/kwijt/code?k=sleutel', 0],
  [undefined, '/meedoen/naam', 0],
  [undefined, '/ambities', 1],
  [undefined, '/ambities?q=zwerfafval', 6],
  [undefined, '/ambities/geveltuin', 6],
  [undefined, '/verhalen', 1],
  [undefined, '/gebied/BU99990101', 10],
  [undefined, '/gebied/BU99990101/weefsel', 7],
  ['samira', '/buurt', 15],
  ['samira', '/agenda', 3],
  ['samira', '/agenda?toon=dag&op=2026-12-01', 3],
  ['samira', '/agenda/in-je-telefoon', 3],
  [undefined, `/afspraak/${demoActivityId('boulen')}`, 5],
  ['henk', `/afspraak/${demoActivityId('boulen')}`, 8],
  ['samira', `/afspraak/${demoActivityId('boulen')}`, 8],
  ['samira', `/afspraak/${demoActivityId('plein-vegen')}`, 11],
  ['samira', `/afspraak/${demoActivityId('boulen')}/wie`, 4],
  ['samira', `/afspraak/${demoActivityId('boulen')}/samen`, 7],
  ['samira', `/afspraak/${demoActivityId('boulen')}/verzet`, 3],
  ['samira', `/afspraak/${demoActivityId('boulen')}/gaat-niet-door`, 4],
  ['samira', `/afspraak/${demoActivityId('boulen')}/afspraak.ics?reeks=ja`, 5],
  [undefined, '/leefomgeving/kerkplein-leeft/agenda.ics', 4],
  ['samira', '/ik', 6],
  ['samira', '/ik/bewijs', 7],
  ['samira', '/brief', 3],
  ['tineke', '/beheer/brieven', 6],
  ['tineke', '/beheer/bundels', 4],
  ['samira', '/ik/bundel', 17],
  ['samira', '/ik/bundel/instellen', 4],
  ['tineke', '/beheer/zaken', 4],
  ['tineke', '/beheer/balie', 3],
  ['samira', '/ik/berichten', 3],
  ['samira', '/ik/profiel', 3],
  ['samira', '/ik/veilig', 3],
  ['samira', '/ik/apparaten', 5],
  ['samira', '/ik/apparaten/passkey', 2],
  ['samira', '/log-in/bevestig', 3],
  ['samira', '/ik/gegevens/mail', 2],
  ['samira', '/ik/vertrouwden', 4],
  ['samira', '/ik/vertrouwden/kies', 3],
  ['samira', '/ik/terugkomen', 3],
  ['samira', '/ik/hulp', 5],
  ['samira', '/ik/hulp/vraag?q=a', 3],
  ['samira', '/helpen', 4],
  ['samira', '/ik/aanwijzingen', 7],
  ['samira', '/ambities', 3],
  ['samira', '/ambities/jeu-de-boules-baan?bereik=wijk', 19],
  ['samira', '/ambities/jeu-de-boules-baan?bereik=500', 18],
  ['samira', '/leefomgevingen', 7],
  ['samira', '/leefomgeving/kerkplein-leeft', 17],
  [undefined, '/leefomgeving/kerkplein-leeft', 12],
  [undefined, '/leefomgeving/kerkplein-leeft/gesprekken', 3],
  ['samira', '/leefomgeving/kerkplein-leeft/gesprekken', 4],
  ['samira', '/leefomgeving/kerkplein-leeft/gesprekken/nieuw', 2],
  ['samira', `/gesprek/${demoTalk('bankje-lijm')}`, 8],
  [undefined, `/gesprek/${demoTalk('zomerfeest-dag')}`, 6],
  ['samira', `/gesprek/${demoTalk('zomerfeest-dag')}/schrijf`, 4],
  ['samira', `/gesprek/${demoTalk('schaduwkant')}/samen`, 7],
  ['samira', '/gebied/BU99990101/gesprekken', 3],
  ['samira', '/leefomgeving/kerkplein-leeft/doorgeven', 4],
  ['samira', '/gebied/BU99990101/weefsel', 9],
  ['samira', '/kringen', 4],
  ['samira', '/leefomgeving/kerkplein-leeft/leden', 5],
  ['samira', '/leefomgeving/kerkplein-leeft/mensen', 8],
  ['samira', '/leefomgeving/kerkplein-leeft/volmachten', 7],
  [undefined, '/leefomgeving/kerkplein-leeft/volmachten', 5],
  ['samira', '/volmachten', 5],
  ['samira', '/volmachten/geef', 4],
  ['samira', `/volmachten/geef?plek=l${demoVoices}&thema=`, 4],
  ['samira', `/volmachten/weg?plek=l${demoVoices}&thema=`, 4],
  ['marja', '/leefomgeving/stapvoets-singelweg/beheer', 7],
  ['marja', '/verzoeken', 5],
  ['samira', '/brieven', 4],
  ['samira', `/brieven/${demoLetters('gieter')}`, 6],
  ['samira', `/brieven/${demoLetters('sleutel')}/meld/1`, 4],
  ['samira', '/touwtje', 5],
  ['samira', '/vraag-en-aanbod', 8],
  ['samira', '/vraag-en-aanbod/vraag', 3],
  ['samira', '/vraag-en-aanbod/aanbod', 3],
  ['samira', '/hallo', 4],
  [undefined, '/niveaukompas', 0],
  [undefined, '/niveaukompas?zoek=Lijnbaan', 3],
  [undefined, '/niveaukompas?wat=drempel', 1],
  [undefined, '/niveaukompas?rond=Lijnbaan%2012&straal=500&thema=drempel', 18],
  ['samira', '/niveaukompas?gebied=BU99990101:lijnbaan&gebied=BU99990102&thema=straatbarbecue', 15],
  [undefined, '/niveaukompas/suggesties?q=drempel', 2],
  [undefined, '/niveaukompas/tabel', 1],
  [undefined, '/niveaukompas/tabel/drempel', 2],
  ['wietske', '/niveaukompas/tabel/drempel/bewerk', 3],
  [undefined, `/niveau/${demoCase('drempel-singelweg')}`, 13],
  ['samira', `/niveau/${demoCase('drempel-singelweg')}`, 17],
  ['samira', `/niveau/${demoCase('tafel-lijnbaan')}`, 17],
  ['samira', '/autoriteiten', 3],
  ['samira', '/ik/gegevens', 5],
  ['samira', '/ik/gegevens/wissen', 4],
  ['samira', '/ik/stichting', 3],
  ['samira', '/leefomgeving/kerkplein-leeft/besluiten', 4],
  ['samira', '/leefomgeving/kerkplein-leeft/besluiten/nieuw', 5],
  ['samira', '/leefomgeving/kerkplein-leeft/besluiten/nieuw?hoe=budget', 5],
  ['marja', '/gebied/BU99990101/besluiten', 4],
  ['samira', '/leefomgeving/kerkplein-leeft/voorstellen', 6],
  [undefined, '/leefomgeving/kerkplein-leeft/voorstellen', 4],
  ['marja', '/gebied/BU99990102/singelweg/voorstellen', 5],
  ['samira', '/voorstellen/nieuw', 4],
  ['samira', '/voorstellen/nieuw?leefomgeving=kerkplein-leeft', 3],
  ['noor', `/voorstel/${demoProposal('waterpomp')}`, 16],
  [undefined, `/voorstel/${demoProposal('bankjes-verven')}`, 10],
  ['marja', `/voorstel/${demoProposal('oversteken-singelweg')}`, 24],
  ['noor', `/voorstel/${demoProposal('waterpomp')}/tekst`, 5],
  ['noor', `/voorstel/${demoProposal('waterpomp')}/teksten`, 5],
  ['samira', `/voorstel/${demoProposal('waterpomp')}/wijziging`, 5],
  ['samira', `/besluit/${demoDecision('fietsen')}`, 8],
  ['samira', `/besluit/${demoDecision('plantdag')}`, 8],
  ['samira', `/besluit/${demoDecision('naam-speelplek')}`, 8],
  [undefined, `/besluit/${demoDecision('potje-singel')}`, 4],
  ['samira', '/leefomgeving/kerkplein-leeft/documenten', 6],
  [undefined, `/document/${documentId('plein-sleutels')}`, 6],
  ['samira', `/document/${documentId('plein-bbq')}`, 9],
  ['samira', `/document/${documentId('lijnbaan-water')}`, 8],
  ['samira', `/document/${documentId('plein-sleutels')}/versies`, 6],
  ['samira', `/document/${documentId('bbq-plan')}/neem-over`, 7],
  ['samira', `/document/${documentId('plein-sleutels')}/beheer`, 5],
  [undefined, '/verhaal/oversteek-vlierschool', 6],
  ['marja', '/ik/dank', 7],
  ['marja', '/leefomgeving/stapvoets-singelweg/einde', 6],
  ['samira', '/ambities/geveltuin/einde', 6],
  [undefined, '/zoek', 0],
  [undefined, '/zoek?q=straatbarbeque', 9],
  ['samira', '/zoek?q=straatbarbeque', 17],
  ['samira', '/zoek?q=bankje&soort=gesprek&bij=thuis', 5],
  [undefined, `/vraag/${demoQuestion('plein-vijf-jaar')}`, 3],
  ['samira', `/vraag/${demoQuestion('plein-vijf-jaar')}`, 6],
  ['noor', `/vraag/${demoQuestion('plein-vijf-jaar')}/beheer`, 5],
  ['samira', `/vraag/${demoQuestion('plein-vijf-jaar')}/mijn`, 6],
  ['samira', `/vraag/${demoQuestion('plein-vijf-jaar')}/tabel`, 6],
  ['samira', `/vraag/${demoQuestion('kerkpleinbuurt-stil')}`, 5],
  ['samira', '/leefomgeving/kerkplein-leeft/meningen', 4],
  ['samira', '/leefomgeving/kerkplein-leeft/meningen/nieuw', 4],
  ['samira', '/gebied/BU99990101/meningen', 4],
  [undefined, '/bewaren', 0],
  [undefined, '/register', 3],
  ['samira', '/register', 5],
  [undefined, '/register?voor=2', 3],
  [undefined, '/register/1', 3],
  [undefined, '/register/vergelijk?omvang=2&getal=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D', 3],
  [undefined, '/stichting', 1],
  [undefined, '/stichting/handelingen', 2],
  ['wietske', '/beheer', 2],
  ['wietske', '/beheer/mensen', 4],
  ['wietske', '/beheer/ambities', 6],
]

/** Tables that stay small whatever happens: read whole they cost nothing. */
const small = new Set([
  'competences',
  'competence_versions',
  'concepts',
  'overlays',
  'overlay_areas',
  'migrations',
  'stewards',
  'steward_proposals',
])

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Total Cost': number
  Disabled?: boolean
  Plans?: Plan[]
}

/** Tables that a statement can only read whole, even when that is made to look very dear. */
function readWhole(plan: Plan): string[] {
  const here =
    plan['Node Type'] === 'Seq Scan' && (plan.Disabled || plan['Total Cost'] > 1e9)
      ? [plan['Relation Name'] ?? '?']
      : []
  return [...here, ...(plan.Plans ?? []).flatMap(readWhole)]
}

describe('the pages of the demo town', () => {
  let store: Store
  let site: Site
  const browsers = new Map<string | undefined, Browser>()
  beforeAll(async () => {
    store = await openTestStore('embedded')
    const services = testServices(store, new Date())
    await prepare(services)
    for (const key of ['0', '1', '2'])
      await record(systemContext(services), { kind: 'test', key, about: {}, at: services.clock.now() })
    await appendWaiting(systemContext(services))
    site = new Site(services, { demo: await readTown(join(folders.seeds, 'demo')) })
    browsers.set(undefined, site.visitor())
    for (const who of new Set(pages.map(([who]) => who))) {
      if (who) browsers.set(who, await site.signedIn(personaId(who)))
    }
    await store.runScript('analyze')
  }, 90_000)
  afterAll(() => store?.close())

  async function queriesOf(
    who: string | undefined,
    path: string,
  ): Promise<[statement: string, params: unknown[]][]> {
    const queries: [string, unknown[]][] = []
    store.onQuery = (statement, params) => queries.push([statement, params])
    const response = await browsers.get(who)!.get(path)
    store.onQuery = undefined
    expect(response.status, `${path} for ${who ?? 'a visitor'}`).toBe(200)
    return queries
  }

  it.each(pages)('%s reads %s with at most %i queries', async (who, path, most) => {
    const queries = await queriesOf(who, path)
    expect(
      queries.length,
      queries.map(([statement]) => statement.replaceAll(/\s+/g, ' ').slice(0, 120)).join('\n'),
    ).toBeLessThanOrEqual(most)
  })

  it.each(scenarios)('shows the situation $key', async ({ key, path, shows }) => {
    const browser = site.visitor()
    const entered = await browser.post('/demo/situaties', { situatie: key })
    expect(entered.headers.get('location')).toBe(path)
    const response = await browser.get(path)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(shows)
  })

  it('never reads a table whole that grows with the number of residents', async () => {
    const client = (store.db as unknown as { $client: PGlite }).$client
    const wrong = new Set<string>()
    for (const [who, path] of pages) {
      for (const [statement, params] of await queriesOf(who, path)) {
        if (!/^\s*(select|with)/i.test(statement)) continue
        await client.exec('set enable_seqscan = off')
        const explained = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          `explain (format json) ${statement}`,
          params as never[],
        )
        await client.exec('set enable_seqscan = on')
        for (const table of readWhole(explained.rows[0]!['QUERY PLAN'][0].Plan)) {
          if (!small.has(table))
            wrong.add(`${path}: ${table}: ${statement.replaceAll(/\s+/g, ' ').slice(0, 160)}`)
        }
      }
    }
    expect([...wrong]).toEqual([])
  }, 60_000)
})
