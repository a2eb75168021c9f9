import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHtml, toPlain } from './markdown.ts'

describe('what somebody writes', () => {
  test('keeps its lines, lists, quotes and links', () => {
    expect(toHtml('Eén\ntwee\n\n- **drie**\n- [vier](https://voorbeeld.nl/a?b=1&c=2)\n\n> vijf')).toBe(
      '<p>Eén<br />twee</p>\n<ul>\n<li><strong>drie</strong></li>\n<li><a href="https://voorbeeld.nl/a?b=1&amp;c=2" rel="nofollow ugc noopener">vier</a></li>\n</ul>\n<blockquote>\n<p>vijf</p>\n</blockquote>',
    )
  })

  test('has its headings below those of the page', () => {
    expect(toHtml('# Een\n\n###### Zes')).toBe('<h3>Een</h3>\n<h5>Zes</h5>')
  })

  test('loads nothing from elsewhere: of a picture its words stay', () => {
    expect(toHtml('Kijk: ![de boom](https://elders.nl/boom.png)')).toBe('<p>Kijk: de boom</p>')
  })

  test('stands as it was typed where it is nothing but signs, which cost more than they say', () => {
    expect(toHtml('>'.repeat(4000))).toBe(`<p>${'&gt;'.repeat(4000)}</p>`)
    expect(toHtml(`${'> '.repeat(2000)}a`)).not.toContain('<blockquote>')
    expect(toHtml(`${'1. '.repeat(1000)}a`)).not.toContain('<ol>')
    expect(toHtml('_a**'.repeat(4000))).toBe(`<p>${'_a**'.repeat(4000)}</p>`)
    expect(toHtml(`Een\ntwee <b>\n\n${'*'.repeat(3)}${'_a** '.repeat(500)}`)).toMatch(
      /^<p>Een<br \/>twee &lt;b&gt;<\/p><p>\*\*\*_a\*\* /,
    )
    expect(toHtml(`${'a.'.repeat(20_000)}@`)).toBe(`<p>${'a.'.repeat(20_000)}@</p>`)
    expect(toHtml('Mail noor@voorbeeld.nl')).toContain('mailto:noor@voorbeeld.nl')
    // What people write: a table with bold words, and an answer to an answer.
    expect(toHtml(`${'**a** b\n'.repeat(60)}`)).toContain('<strong>a</strong>')
    expect(toHtml('> > > a')).toContain('<blockquote>\n<blockquote>\n<blockquote>')
    expect(toPlain('_a**'.repeat(10_000), 100)).toHaveLength(100)
  })

  test('closes what it opened, also around a picture of their own', () => {
    expect(toHtml('**stevig** <img src=x alt=y> **weer**')).toBe(
      '<p><strong>stevig</strong>  <strong>weer</strong></p>',
    )
    expect(toHtml('![a <b>"](x) **stevig**')).toBe('<p>a &lt;b&gt;" <strong>stevig</strong></p>')
  })

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt&#58;alert(1))',
    '[a](data:text/html,<script>1</script>)',
    '[a](//elders.nl)',
    '<a href="vbscript:x">a</a>',
    '<svg><a xlink:href="javascript:1">a</a></svg>',
    '<iframe src="https://elders.nl"></iframe>',
    '<p style="position:fixed" onclick="x" id="main" class="x">a</p>',
    '<math><mtext></mtext><mglyph><style><img src onerror=1></style></math>',
    '<form action="/uitloggen" method="post"><button>a</button></form>',
  ])('brings nothing that runs, hides or sends: %s', (words) => {
    const html = toHtml(words)
    expect(html).not.toMatch(
      /script|onerror|onclick|style|iframe|<form|<svg|<img|data:|id=|class=|href="\/\//i,
    )
  })

  test('never opens a tag that we do not name', () => {
    const named = new Set(
      'p br strong em del code a ul ol li blockquote pre hr h3 h4 h5 table thead tbody tr th td'.split(' '),
    )
    const bits = [
      '<',
      '>',
      '[',
      ']',
      '(',
      ')',
      '`',
      '*',
      '\n',
      '"',
      'a',
      'javascript:',
      'script',
      ' href=',
      '&#',
      '!',
    ]
    const words = fc.array(
      fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'grapheme', maxLength: 8 })),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(words, (parts) => {
        const tags = [...toHtml(parts.join('')).matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag!)
        expect(tags.filter((tag) => !named.has(tag))).toEqual([])
      }),
    )
  })
})

describe('the bare words', () => {
  test('stand on one line, without marks', () => {
    expect(toPlain('**Hoi** & [hallo](https://a.nl)\n\n- een\n- <b>twee</b>', 100)).toBe(
      'Hoi & hallo een twee',
    )
  })

  test('end after a whole word', () => {
    expect(toPlain('een twee drie vier', 10)).toBe('een twee…')
    expect(toPlain('eentweedrievier', 10)).toBe('eentweedr…')
  })

  test('are never longer than asked', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 5, max: 60 }),
        (words, max) => {
          expect(toPlain(words, max).length).toBeLessThanOrEqual(max)
        },
      ),
    )
  })
})
