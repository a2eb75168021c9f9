import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, it } from 'vitest'
import { newViewer } from '../../../../tests/support/people.ts'
import { readSquare } from '../../../../tests/support/paper.ts'
import { Site } from '../../../../tests/support/site.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { day } from '../../../platform/clock.ts'
import { Conflict, NotAllowed, NotFound, SignInNeeded } from '../../../platform/errors.ts'
import { cancelActivity } from '../actions/cancel.ts'
import { momentsOf, scene } from '../test-support.ts'
import { papers, printActivity } from './print.ts'

/** Words and size in millimetres of the one page of a PDF. */
async function read(pdf: Buffer) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const page = await document.getPage(1)
  const { items } = await page.getTextContent()
  const [, , width = 0, height = 0] = page.view.map((points) => Math.round((points / 72) * 25.4))
  const words = items.map((item) => ('str' in item ? item.str : '')).join(' ')
  return { pages: document.numPages, size: [width, height], words: words.replaceAll(/\s+/g, ' ') }
}

onEachEngine('paper', (store) => {
  it('is a poster of two sizes and a sheet of eight notes, with a code and a short address', async () => {
    const { noor, plan } = await scene(store())
    const soup = await plan({ about: 'Met **brood**. #let x = 1 \\ "' })
    const sizes = { a4: [210, 297], a5: [148, 210], notes: [210, 297] }
    const addresses = new Set<string>()
    for (const paper of papers) {
      const pdf = await printActivity(noor, soup, { paper, withPlace: false })
      const { pages, size, words } = await read(pdf)
      expect([pages, size], paper).toEqual([1, sizes[paper]])
      expect(words.match(/Soep/g)).toHaveLength(paper === 'notes' ? 8 : 1)
      expect(words).not.toContain('Ineke')
      expect(words).toContain('Zondag 17 mei')
      if (paper !== 'notes') expect(words).toContain('Met brood. #let x = 1')
      const address = readSquare(pdf)
      expect(words).toContain(address.replace(/^https?:\/\//, ''))
      addresses.add(address)
    }
    expect(addresses.size).toBe(1)
    const placed = await read(await printActivity(noor, soup, { paper: 'a4', withPlace: true }))
    expect(placed.words).toContain('Bij Ineke thuis')
  })

  it('is for who plans it, of what is to come', async () => {
    const { ctx, services, noor, kees, plan } = await scene(store())
    const soup = await plan()
    const a4 = { paper: 'a4', withPlace: true } as const
    await expect(printActivity(ctx, soup, a4)).rejects.toThrow(SignInNeeded)
    await expect(printActivity(kees, soup, a4)).rejects.toThrow(NotAllowed)
    await expect(printActivity(await newViewer(ctx, { level: 'applicant' }), soup, a4)).rejects.toThrow(
      NotAllowed,
    )
    services.pass(5 * day)
    await expect(printActivity(noor, soup, a4)).rejects.toThrow(Conflict)
  })

  it('leads to the next time, and to nothing for who may not know', async () => {
    const { services, noor, kees, aylin, plan } = await scene(store(), { access: 'besloten' })
    const soup = await plan({ rrule: 'FREQ=WEEKLY;COUNT=3' })
    const code = /\/a\/(.*)$/.exec(
      readSquare(await printActivity(noor, soup, { paper: 'a5', withPlace: false })),
    )![1]!
    const site = new Site(services)
    const asNoor = await site.signedIn(noor.viewer.id)
    const leads = async (typed: string) => (await asNoor.get(`/a/${typed}`)).headers.get('location')
    expect(await leads(code)).toBe(`/afspraak/${soup}`)
    expect(await leads(code.toLowerCase())).toBe(`/afspraak/${soup}`)
    const [, second] = await momentsOf(noor, soup)
    await cancelActivity(noor, soup)
    expect(await leads(code)).toBe(`/afspraak/${second!.id}`)
    expect((await site.visitor().get(`/a/${code}`)).headers.get('location')).toContain('/log-in')
    for (const typed of [code, 'AAAAA', 'x'])
      expect((await (await site.signedIn(aylin.viewer.id)).get(`/a/${typed}`)).status).toBe(404)
    await expect(printActivity(kees, soup, { paper: 'a4', withPlace: true })).rejects.toThrow(NotFound)
  })
})
