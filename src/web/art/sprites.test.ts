import { describe, expect, it } from 'vitest'
import { sprite, sprites, street, streetSeed, streetSprite } from './index.ts'

describe('a street', () => {
  it('is always the same for a seed, and another one for another seed', () => {
    expect(streetSprite(17)).toBe(streetSprite(17))
    expect(new Set(Array.from({ length: 60 }, (_, seed) => streetSprite(seed))).size).toBe(60)
  })

  it('hangs its cord at the same place, whatever the houses', () => {
    for (let seed = 0; seed < 60; seed++) expect(street(seed).body).toMatch(/ 600 334"\/>$/)
  })

  it('stays small enough to send', () => {
    for (let seed = 0; seed < 60; seed++) expect(streetSprite(seed).length).toBeLessThan(64_000)
  })

  it('has a seed for every place', () => {
    expect(streetSeed('BU00371100')).toBe(streetSeed('BU00371100'))
    expect(streetSeed('BU00371100')).not.toBe(streetSeed('BU00371101'))
  })
})

describe('a sprite', () => {
  it('brings no colours of its own, so that it follows light and dark', () => {
    for (const [name, svg] of Object.entries(sprites))
      if (name !== 'icon.svg') expect(svg).not.toMatch(/(fill|stroke)="#/)
  })

  it('is found by file name, and by nothing else', () => {
    expect(sprite('street-4.svg')).toContain('id="street"')
    expect(sprite('doors.svg')).toBe(sprites['doors.svg'])
    expect(sprite('street-1234567.svg')).toBeUndefined()
    expect(sprite('toString')).toBeUndefined()
  })

  it('holds only whole numbers and numbers with one decimal or a hand-made path', () => {
    expect(streetSprite(3)).not.toMatch(/NaN|undefined|\d\.\d{4}/)
    for (const svg of Object.values(sprites)) expect(svg).not.toMatch(/NaN|undefined/)
  })
})
