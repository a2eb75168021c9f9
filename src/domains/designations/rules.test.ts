import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRecognised } from './rules.ts'

describe('recognition', () => {
  it('needs somebody who points, and everybody else in a very small community', () => {
    expect(isRecognised(0, 1)).toBe(false)
    expect(isRecognised(0, 2)).toBe(false)
    expect(isRecognised(1, 2)).toBe(true)
    expect(isRecognised(1, 3)).toBe(false)
    expect(isRecognised(2, 3)).toBe(true)
    expect(isRecognised(2, 4)).toBe(false)
    expect(isRecognised(3, 4)).toBe(true)
  })
  it('needs 5 % in a larger one, but never more than fifteen', () => {
    expect(isRecognised(3, 60)).toBe(true)
    expect(isRecognised(3, 61)).toBe(false)
    expect(isRecognised(7, 140)).toBe(true)
    expect(isRecognised(14, 300)).toBe(false)
    expect(isRecognised(15, 301)).toBe(true)
    expect(isRecognised(15, 100_000)).toBe(true)
  })
  it('is the rule as it was agreed, in exact arithmetic', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.nat(2_000), (members, standing) => {
        const agreed = standing >= Math.min(3, members - 1) && standing * 100 >= Math.min(5 * members, 1_500)
        expect(isRecognised(standing, members)).toBe(agreed && standing > 0)
      }),
    )
  })
  it('never goes away because one more person points, nor comes because one more joins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 2_000 }), fc.nat(2_000), (members, standing) => {
        if (isRecognised(standing, members)) expect(isRecognised(standing + 1, members)).toBe(true)
        else expect(isRecognised(standing, members + 1)).toBe(false)
      }),
    )
  })
})
