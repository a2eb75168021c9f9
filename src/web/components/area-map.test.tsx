import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { AreaMap, type DrawnArea } from './area-map.tsx'

const outline = 'M0 0L10 0L10 10Z'
const map = (...areas: DrawnArea[]): string =>
  render(<AreaMap label="Drie buurten" viewBox={[0, 0, 10, 10]} areas={areas} />)

describe('a drawn map', () => {
  it('is one picture when nothing in it leads anywhere', () => {
    const html = map({ d: outline, name: 'Singel' })
    expect(html).toContain('role="img"')
    expect(html).not.toContain('<a ')
  })

  it('has a link round the area and its name', () => {
    const html = map({ d: outline, name: 'Singel', href: '/gebied/1', here: true })
    expect(html).toContain('role="group"')
    expect(html).toMatch(
      /<a href="\/gebied\/1" aria-current="true"><path d="[^"]+"[^>]*>(<\/path>)?<text[^>]*>Singel<\/text><\/a>/,
    )
  })

  it('has no link that cannot be named', () => {
    expect(map({ d: outline, href: '/gebied/1' })).not.toContain('<a ')
  })
})
