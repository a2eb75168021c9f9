import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { sprite } from '../art/index.ts'
import { Page } from '../components/index.ts'
import { Showcase } from './index.tsx'

const html = render(
  <Page
    title="Onderdelen"
    lang="nl"
    siteName="Proef"
    skip="Naar de inhoud"
    brand={{ href: '/', words: ['Proef'] }}
    footer={{ words: 'Voet', label: 'Over', links: [] }}
    assets={{ css: '/site.css' }}
  >
    <Showcase />
  </Page>,
)

describe('every part', () => {
  it('keeps to the content security policy', () => {
    expect(html).not.toMatch(/\sstyle=|<style|\son\w+=/)
  })

  it('points only at drawings that exist', () => {
    const uses = [...html.matchAll(/<use href="\/art\/([^?]+)\?v=\w+#([\w-]+)"/g)]
    expect(uses.length).toBeGreaterThan(60)
    for (const [, file, name] of uses) expect(sprite(file!), `${file}#${name}`).toContain(`id="${name}"`)
  })

  it('gives every id once, and every label and description something to point at', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    for (const [, list] of html.matchAll(/(?:aria-describedby|aria-labelledby|\sfor)="([^"]+)"/g))
      for (const id of list!.split(' ')) expect(ids).toContain(id)
  })
})
