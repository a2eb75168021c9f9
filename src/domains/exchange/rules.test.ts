import { describe, expect, it } from 'vitest'
import { words } from './messages/index.ts'
import { groups, kinds, mayNearby, mentionsMoney } from './rules.ts'

describe('the kinds', () => {
  it('are each there once, in a known group, with words in every language', () => {
    expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(kinds.length)
    for (const { kind, group } of kinds) {
      expect(groups).toContain(group)
      expect(words.nl.kinds[kind]).toBeTruthy()
      expect(words.en.kinds[kind]).toBeTruthy()
    }
  })
})

describe('words about money', () => {
  it.each([
    'Ik geef je € 10',
    'voor een tientje',
    'Fiets te koop',
    'Graag een kleine vergoeding',
    'Stuur maar een tikkie',
    'I pay you 5 euros',
    'Vaste prijs',
    '$20',
  ])('are recognised in: %s', (text) => expect(mentionsMoney(text)).toBe(true))

  it.each([
    'Wie doet zaterdag boodschappen voor mij?',
    'Zonder geld, graag gedaan',
    'Geen vergoeding nodig',
    'Het gaat om de gezelligheid',
    'No money needed',
    'Ik heb een ladder van vier meter',
    'Help me met mijn geldzaken op papier',
  ])('are not seen in: %s', (text) => expect(mentionsMoney(text)).toBe(false))
})

describe('who may be reached by distance', () => {
  it('is an adult who is not protected and has a place', () => {
    const home = { adult: true, isProtected: false, cell: '1' }
    expect(mayNearby(home)).toBe(true)
    for (const change of [{ adult: false }, { isProtected: true }, { cell: null }])
      expect(mayNearby({ ...home, ...change })).toBe(false)
  })
})
