import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bothTexts,
  differences,
  readChecklist,
  sameSteps,
  shortened,
  underEachOther,
  writeChecklist,
} from './rules.ts'

const line = fc.string({ unit: fc.constantFrom('a', 'b', 'een ', 'buur ', '. '), maxLength: 12 })
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'))

describe('differences', () => {
  it('hold both texts, whatever they are', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = differences(before, after)
        const without = (kind: 'in' | 'out') =>
          found
            .filter((one) => one.kind !== kind)
            .map(({ words }) => words)
            .join('')
        expect(without('in')).toBe(before)
        expect(without('out')).toBe(after)
      }),
    )
  })

  it('are told word by word', () => {
    expect(differences('De sleutel ligt bij Kees', 'De sleutel ligt bij Noor')).toEqual([
      { kind: 'same', words: 'De sleutel ligt bij ' },
      { kind: 'out', words: 'Kees' },
      { kind: 'in', words: 'Noor' },
    ])
  })

  it('are found also between two long texts that share nothing', () => {
    const [before, after] = ['oud', 'nieuw'].map((word) =>
      Array.from({ length: 6_000 }, (_, i) => `${word}${i}`).join(' '),
    )
    const found = differences(before!, after!)
    expect(found.map(({ kind }) => kind)).toEqual(['out', 'in'])
  })

  it('stand together when what stayed the same is long', () => {
    const same = 'woord '.repeat(500)
    const found = shortened(differences(`${same}Kees ${same}`, `${same}Noor ${same}`))
    expect(found.map(({ words }) => words).join('').length).toBeLessThan(500)
    expect(found.map(({ kind }) => kind)).toEqual(['same', 'out', 'in', 'same'])
  })
})

describe('two texts from one', () => {
  const base = Array.from({ length: 9 }, (_, i) => `Regel ${i + 1}`).join('\n')

  it('are joined when they changed different lines', () => {
    const theirs = base.replace('Regel 1', 'Eerste')
    const mine = base.replace('Regel 9', 'Laatste')
    expect(bothTexts(base, theirs, mine)).toBe(theirs.replace('Regel 9', 'Laatste'))
  })

  it('are left to a person when they changed the same line', () => {
    expect(bothTexts('Om drie uur', 'Om vier uur', 'Om vijf uur')).toBeUndefined()
  })

  it('lose no word of either, joined or under each other', () => {
    const words = (text: string) => text.split(/\s+/).filter(Boolean)
    fc.assert(
      fc.property(text, fc.nat(8), fc.nat(8), (_, i, j) => {
        const theirs = base.replace(`Regel ${i + 1}`, `Regel ${i + 1} van hen`)
        const mine = base.replace(`Regel ${j + 1}`, `Regel ${j + 1} van mij`)
        const result = bothTexts(base, theirs, mine) ?? underEachOther(theirs, mine)
        for (const word of ['hen', 'mij', ...words(base)]) expect(words(result)).toContain(word)
      }),
    )
  })
})

describe('a checklist', () => {
  it('is the same after it was written and read', () => {
    const body = writeChecklist('Begin op tijd.', 'Vraag de straat\n\n2. Regel een tent\n- [ ] Ruim op')
    expect(body).toBe('Begin op tijd.\n\n- [ ] Vraag de straat\n- [ ] Regel een tent\n- [ ] Ruim op')
    const { intro, steps } = readChecklist(body)
    expect({ intro, steps }).toEqual({
      intro: 'Begin op tijd.',
      steps: ['Vraag de straat', 'Regel een tent', 'Ruim op'],
    })
    expect(writeChecklist(intro, steps.join('\n'))).toBe(body)
  })

  const steps = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 8 })

  it('gives no old step away twice, and keeps every step that stayed', () => {
    fc.assert(
      fc.property(steps, steps, (old, fresh) => {
        const same = sameSteps(old, fresh)
        expect(same).toHaveLength(fresh.length)
        const used = same.filter((place) => place !== undefined)
        expect(new Set(used).size).toBe(used.length)
        expect(used.every((place) => place >= 0 && place < old.length)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(steps, (old) => {
        expect(sameSteps(old, old)).toEqual(old.map((_, i) => i))
      }),
    )
  })

  it('knows a step that was reworded, moved, or is new', () => {
    expect(sameSteps(['vraag', 'koop', 'ruim op'], ['vraag', 'koop brood', 'ruim op'])).toEqual([0, 1, 2])
    expect(sameSteps(['vraag', 'koop', 'ruim op'], ['koop', 'ruim op', 'vraag'])).toEqual([1, 2, 0])
    expect(sameSteps(['vraag'], ['bel', 'vraag'])).toEqual([undefined, 0])
    expect(sameSteps(['vraag', 'koop'], [])).toEqual([])
  })
})
