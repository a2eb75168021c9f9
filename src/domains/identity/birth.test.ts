import { describe, expect, it } from 'vitest'
import { birthDate, birthDateIfAny, readDay } from './birth.ts'
import { ageBand } from './rules.ts'

describe('a date of birth', () => {
  it.each([
    ['1946-03-01', '1946-03-01'],
    ['1-3-1946', '1946-03-01'],
    ['01/03/1946', '1946-03-01'],
    ['1.3.1946', '1946-03-01'],
    ['1 3 1946', '1946-03-01'],
    ['29-2-2004', '2004-02-29'],
    ['29-2-2003', undefined],
    ['2003-02-29', undefined],
    ['13-13-1946', undefined],
    ['1946-3-1', undefined],
    ['123456782', undefined],
    ['1 maart 1946', undefined],
    ['', undefined],
  ])('"%s" is read as %s', (typed, day) => {
    expect(readDay(typed)).toBe(day)
    expect(birthDate.safeParse(` ${typed} `).data).toBe(day)
  })

  it('may be left empty only where the form says so', () => {
    expect(birthDate.safeParse('').success).toBe(false)
    expect(birthDate.safeParse(undefined).success).toBe(false)
    for (const empty of ['', '  ', undefined])
      expect(birthDateIfAny.safeParse(empty)).toEqual({ success: true, data: undefined })
    for (const wrong of ['gisteren', '1941-02-30', '1'.repeat(21)])
      for (const field of [birthDate, birthDateIfAny])
        expect(field.safeParse(wrong).error?.issues.map(({ message }) => message)).toEqual(['birthWrong'])
  })

  it('gives the age on the very day, in whole years', () => {
    const day = Temporal.PlainDate.from('2026-05-17')
    const bands = {
      '2026-05-18': 'impossible',
      '2026-05-17': 'child',
      '2010-05-18': 'child',
      '2010-05-17': 'young',
      '2008-05-18': 'young',
      '2008-05-17': 'adult',
      '1905-05-18': 'adult',
      '1905-05-17': 'impossible',
    }
    for (const [birth, band] of Object.entries(bands)) expect(ageBand(birth, day), birth).toBe(band)
  })
})
