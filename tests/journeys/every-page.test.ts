import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
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
} from '../../src/domains/demo/index.ts'
import { chromiumPath, openHouse, type House } from './house.ts'

/** Something that Samira plans, again and again. */
const boules = `/afspraak/${demoActivityId('boulen')}`

/** Pages as a visitor sees them, and as somebody of the town does. */
const forVisitors = [
  '/',
  '/log-in',
  '/log-in/kwijt',
  '/log-in/kwijt/brief',
  '/log-in/kwijt/buren',
  '/log-in/kwijt/post',
  '/log-in/kwijt/code?k=sleutel',
  '/meedoen/naam',
  '/meedoen/adres',
  '/meedoen/mail',
  '/meedoen/geen-adres',
  '/brief',
  '/gebied',
  '/ambities',
  '/ambities/geveltuin',
  '/verhalen',
  '/omgangsvormen',
  '/bewaren',
  '/open',
  '/demo',
  '/demo/post',
  '/demo/situaties',
  '/verhaal/oversteek-vlierschool',
  boules,
  `/document/${documentId('oversteek-krijt')}`,
  '/leefomgeving/kerkplein-leeft/documenten',
  '/niveaukompas',
  '/niveaukompas?wat=drempel&zoek=Lijnbaan',
  '/niveaukompas/tabel',
  '/niveaukompas/tabel/drempel',
  `/niveau/${demoCase('drempel-singelweg')}`,
  '/bestaat-niet',
  '/ambities/besluiten',
  '/register',
  '/register/0',
  '/register/vergelijk?omvang=1&getal=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D',
  '/stichting',
  '/stichting/handelingen',
  '/zoek',
  '/zoek?q=bankje',
  '/zoek?q=de',
  '/leefomgeving/kerkplein-leeft/gesprekken',
  `/gesprek/${demoTalk('bankje-lijm')}`,
  `/vraag/${demoQuestion('plein-vijf-jaar')}`,
  `/vraag/${demoQuestion('plein-vijf-jaar')}/tabel`,
]
const forResidents = [
  '/buurt',
  '/ambities',
  '/ambities?q=zwerfafval',
  '/ambities/jeu-de-boules-baan?bereik=wijk',
  '/ambities/aanvraag',
  '/leefomgevingen',
  '/leefomgevingen/nieuw',
  '/leefomgeving/kerkplein-leeft',
  '/leefomgeving/kerkplein-leeft/mensen',
  '/leefomgeving/kerkplein-leeft/volmachten',
  '/volmachten',
  '/volmachten/geef',
  `/volmachten/geef?plek=l${demoVoices}&thema=`,
  `/volmachten/weg?plek=l${demoVoices}&thema=`,
  '/leefomgeving/kerkplein-leeft/gesprekken',
  '/leefomgeving/kerkplein-leeft/gesprekken/nieuw',
  `/gesprek/${demoTalk('bankje-lijm')}`,
  `/gesprek/${demoTalk('zomerfeest-dag')}`,
  `/gesprek/${demoTalk('zomerfeest-dag')}/schrijf`,
  `/gesprek/${demoTalk('schaduwkant')}/sluit`,
  `/gesprek/${demoTalk('schaduwkant')}/titel`,
  `/gesprek/${demoTalk('schaduwkant')}/verplaats`,
  `/gesprek/${demoTalk('schaduwkant')}/leg-voor`,
  `/gesprek/${demoTalk('schaduwkant')}/samen`,
  '/gebied/BU99990101/gesprekken',
  '/gebied/BU99990101/gesprekken/nieuw',
  '/leefomgeving/kerkplein-leeft/meningen',
  '/leefomgeving/kerkplein-leeft/meningen/nieuw',
  '/gebied/BU99990101/meningen',
  `/vraag/${demoQuestion('plein-vijf-jaar')}`,
  `/vraag/${demoQuestion('plein-vijf-jaar')}/mijn`,
  `/vraag/${demoQuestion('plein-vijf-jaar')}/stelling`,
  `/vraag/${demoQuestion('plein-vijf-jaar')}/tabel`,
  `/vraag/${demoQuestion('kerkpleinbuurt-stil')}`,
  `/vraag/${demoQuestion('kerkpleinbuurt-stil')}/beheer`,
  '/agenda',
  '/ik',
  '/ik/berichten',
  '/ik/gegevens',
  '/ik/gegevens/naam',
  '/ik/gegevens/meenemen',
  '/ik/gegevens/wissen',
  '/ik/stichting',
  '/ik/profiel',
  '/ik/profiel/bekijk',
  '/ik/veilig',
  '/ik/apparaten',
  '/ik/apparaten/passkey',
  '/log-in/bevestig',
  '/ik/gegevens/mail',
  '/ik/vertrouwden',
  '/ik/vertrouwden/kies',
  '/ik/vertrouwden/code',
  '/ik/terugkomen',
  '/ik/hulp',
  '/ik/hulp/vraag?q=a',
  '/helpen',
  '/ik/bundel',
  '/ik/bundel/instellen',
  '/ik/aanwijzingen',
  '/verzoeken',
  '/leefomgeving/kerkplein-leeft/leden',
  '/leefomgeving/kerkplein-leeft/plan',
  '/leefomgeving/kerkplein-leeft/nodig-uit',
  '/leefomgeving/kerkplein-leeft/verlaat',
  '/gebied/BU99990101/mensen',
  '/ik/welkom',
  '/ik/bewijs',
  '/ik/bewijs/brief',
  '/ik/bewijs/buren',
  '/ik/verhuizen',
  '/ontmoet',
  '/brief',
  '/leefomgeving/jupiter-pingpong',
  '/gebied/BU99990101',
  '/gebied/GM9999',
  '/autoriteiten',
  '/touwtje',
  '/zoek?q=barbecue',
  '/zoek?q=barbecue&soort=gesprek&bij=thuis',
  '/zoek?q=bestaat%20vastniet',
  '/vraag-en-aanbod',
  '/vraag-en-aanbod/vraag',
  '/vraag-en-aanbod/aanbod',
  '/hallo',
  '/niveaukompas?gebied=BU99990101:lijnbaan&gebied=BU99990102&thema=straatbarbecue',
  '/niveaukompas?rond=Lijnbaan%2012&straal=250&thema=drempel',
  `/niveau/${demoCase('drempel-singelweg')}`,
  `/niveau/${demoCase('tafel-lijnbaan')}`,
  '/brieven',
  `/brieven/${demoLetters('gieter')}`,
  `/brieven/${demoLetters('sleutel')}`,
  `/brieven/${demoLetters('sleutel')}/meld/1`,
]

/** What is written down, and how it went. */
const forWriters = [
  '/ik/dank',
  '/ambities/geveltuin/einde',
  '/leefomgeving/kerkplein-leeft/besluiten',
  '/leefomgeving/kerkplein-leeft/besluiten/nieuw',
  '/leefomgeving/kerkplein-leeft/besluiten/nieuw?hoe=date',
  '/leefomgeving/kerkplein-leeft/besluiten/nieuw?hoe=budget',
  '/leefomgeving/kerkplein-leeft/voorstellen',
  '/voorstellen/nieuw',
  '/voorstellen/nieuw?leefomgeving=kerkplein-leeft',
  `/voorstel/${demoProposal('ruilkast')}`,
  `/voorstel/${demoProposal('waterpomp')}`,
  `/voorstel/${demoProposal('waterpomp')}/wijziging`,
  `/voorstel/${demoProposal('waterpomp')}/teksten`,
  `/voorstel/${demoProposal('waterpomp')}/teksten/2`,
  `/voorstel/${demoProposal('fietspomp')}`,
  `/voorstel/${demoProposal('avondlicht')}`,
  `/voorstel/${demoProposal('bankjes-verven')}`,
  `/voorstel/${demoProposal('zomeravond')}`,
  `/voorstel/${demoProposal('oversteken-singelweg')}`,
  `/voorstel/${demoProposal('ruilkast')}/tekst`,
  `/voorstel/${demoProposal('ruilkast')}/samen`,
  `/voorstel/${demoProposal('ruilkast')}/intrekken`,
  `/besluit/${demoDecision('fietsen')}`,
  `/besluit/${demoDecision('plantdag')}`,
  `/besluit/${demoDecision('naam-speelplek')}`,
  `/besluit/${demoDecision('potje-singel')}`,
  '/leefomgeving/kerkplein-leeft/documenten',
  '/leefomgeving/kerkplein-leeft/documenten?soort=plan',
  '/leefomgeving/kerkplein-leeft/documenten/nieuw?soort=page',
  '/leefomgeving/kerkplein-leeft/documenten/nieuw?soort=checklist',
  '/leefomgeving/kerkplein-leeft/documenten/bestand',
  `/document/${documentId('plein-sleutels')}`,
  `/document/${documentId('plein-sleutels')}/bewerk`,
  `/document/${documentId('plein-sleutels')}/bron`,
  `/document/${documentId('plein-sleutels')}/versies`,
  `/document/${documentId('plein-sleutels')}/versies/2`,
  `/document/${documentId('plein-sleutels')}/beheer`,
  `/document/${documentId('lijnbaan-water')}`,
  `/document/${documentId('plein-bbq')}`,
  `/document/${documentId('plein-bbq')}/verslag`,
  `/document/${documentId('bbq-plan')}`,
  `/document/${documentId('bbq-plan')}/neem-over`,
  `/document/${documentId('oversteek-tellijst')}`,
]

/** What Samira sees of what she plans, and of what she does not. */
const forPlanners = [
  '/agenda?toon=dag&op=2025-01-01',
  '/agenda/in-je-telefoon',
  boules,
  `${boules}/wie`,
  `${boules}/samen`,
  `${boules}/verander`,
  `${boules}/verzet`,
  `${boules}/print`,
  `${boules}/gaat-niet-door`,
  `/afspraak/${demoActivityId('schuif-aan-elke-week')}`,
  `/afspraak/${demoActivityId('plein-vegen')}`,
]
const forManagers = [
  '/leefomgeving/stapvoets-singelweg/beheer',
  '/leefomgeving/stapvoets-singelweg/einde',
  '/leefomgeving/stapvoets-singelweg/ambitie/rustig-rijden/einde',
  '/ik/dank',
  '/leefomgeving/stapvoets-singelweg/buren',
  '/leefomgeving/stapvoets-singelweg/samen',
  '/verzoeken',
]
const forStewards = [
  '/niveaukompas/tabel/nieuw',
  '/niveaukompas/tabel/drempel/bewerk',
  '/beheer',
  '/beheer/ambities',
  '/beheer/mensen',
  '/ik/stichting',
  '/ik/gegevens/wissen',
]
const forIdentityStewards = [
  '/beheer',
  '/beheer/brieven',
  '/beheer/bundels',
  '/beheer/zaken',
  '/beheer/balie',
]

/** Bounds for every page (uncompressed HTML would be kinder; these are what the browser is sent, before compression). */
const mostHtml = 64 * 1024
const mostHtmlCompressed = 30 * 1024
const mostScript = 10 * 1024

describe.skipIf(!chromiumPath)('every page', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
    // What happened in the demo town is recorded by jobs.
    await vi.waitFor(async () => expect((await fetch(`${house.origin}/register/0`)).status).toBe(200), {
      timeout: 60_000,
      interval: 500,
    })
  }, 90_000)
  afterAll(async () => {
    await house?.close()
  })

  /** Walks a list of pages and gathers everything that is wrong, so that one run tells all. */
  async function walk(
    page: Page,
    paths: string[],
    look: (page: Page, path: string) => Promise<string[]>,
  ): Promise<string[]> {
    const wrong: string[] = []
    const failures: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !/404/.test(message.text())) failures.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(house.origin) && !request.url().startsWith('data:'))
        failures.push(`loads ${request.url()}`)
    })
    for (const path of paths) {
      const response = await page.goto(path)
      const expected = path === '/bestaat-niet' ? 404 : 200
      if (response?.status() !== expected) wrong.push(`${path}: status ${response?.status()}`)
      wrong.push(...(await look(page, path)).map((problem) => `${path}: ${problem}`))
      wrong.push(...failures.splice(0).map((problem) => `${path}: ${problem}`))
    }
    return wrong
  }

  const narrow = async (page: Page) => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    return width > 320 ? [`is ${width} wide at 320`] : []
  }
  const wide = { width: 1280, height: 800 }
  const found = ({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>) =>
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 2)
          .map(({ html }) => html.slice(0, 120))
          .join(' | ')}`,
    )
  const accessible = async (page: Page) =>
    found(
      await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze(),
    )
  const legible = async (page: Page) =>
    found(await new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']).analyze())

  it('brings the reader to what is wrong in a form, without any script', async () => {
    const page = await house.open({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
    for (const [path, button] of [
      ['/meedoen/naam', 'Ga verder'],
      ['/brief', 'Ga verder'],
      ['/log-in/kwijt/brief', 'Ga verder'],
    ] as const) {
      await page.goto(path)
      await page.getByRole('button', { name: button }).click()
      expect(await page.locator('#errors:focus').count(), path).toBe(1)
    }
    await page.context().close()
    const looking = await house.open({ viewport: { width: 360, height: 640 } })
    await looking.goto('/meedoen/naam')
    await looking.getByRole('button', { name: 'Ga verder' }).click()
    await expect.poll(() => looking.locator('#errors:focus').count()).toBe(1)
    expect(await accessible(looking)).toEqual([])
    await looking.context().close()
  })

  for (const [who, paths, called = who] of [
    ['visitor', forVisitors],
    ['samira', forResidents],
    ['samira', forWriters, 'samira, who writes down'],
    ['samira', forPlanners, 'samira, who plans'],
    ['marja', forManagers],
    ['wietske', forStewards],
    ['tineke', forIdentityStewards],
  ] as [string, string[], string?][]) {
    const enter = (options: Parameters<House['open']>[0]) =>
      who === 'visitor' ? house.open(options) : house.stepIn(who, options)

    it(`are readable in light and dark, hold at 320 pixels, stay small and load nothing from elsewhere, for ${called}`, async () => {
      const page = await enter({ viewport: wide, colorScheme: 'light', reducedMotion: 'reduce' })
      const sizes = new Map<string, { html: number; sent: number; script: number }>()
      const session = await page.context().newCDPSession(page)
      await session.send('Network.enable')
      let sent = { html: 0, script: 0 }
      const kinds = new Map<string, string>()
      session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
      session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        if (kinds.get(requestId) === 'Document') sent.html += encodedDataLength
        if (kinds.get(requestId) === 'Script') sent.script += encodedDataLength
      })
      const wrong = await walk(page, [...paths], async (page, path) => {
        const html = Buffer.byteLength(await page.content())
        sizes.set(path, { html, sent: sent.html, script: sent.script })
        const problems = [
          ...(html > mostHtml ? [`${html} bytes of HTML`] : []),
          ...(sent.html > mostHtmlCompressed ? [`${sent.html} bytes sent`] : []),
          ...(sent.script > mostScript ? [`${sent.script} bytes of script`] : []),
          ...(await accessible(page)),
        ]
        // The dark page differs in its colours alone.
        await page.emulateMedia({ colorScheme: 'dark' })
        problems.push(...(await legible(page)).map((problem) => `dark: ${problem}`))
        await page.emulateMedia({ colorScheme: 'light' })
        await page.setViewportSize({ width: 320, height: 640 })
        problems.push(...(await narrow(page)))
        await page.setViewportSize(wide)
        sent = { html: 0, script: 0 }
        return problems
      })
      console.table(Object.fromEntries(sizes))
      expect(wrong).toEqual([])
    }, 400_000)
  }

  it('prints the words and leaves the buttons out', async () => {
    const page = await house.stepIn('samira', { viewport: { width: 794, height: 1123 } })
    await page.goto('/leefomgeving/kerkplein-leeft')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
    expect(await page.locator('.menu').isVisible()).toBe(false)
    expect(await page.locator('main .button:visible').count()).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(794)
  }, 60_000)
})
