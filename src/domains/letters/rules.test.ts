import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayBegin, mayWrite, type Pair, type Standing } from './rules.ts'

const standing = fc.record<Standing>({
  share: fc.boolean(),
  blocked: fc.boolean(),
  verified: fc.boolean(),
  there: fc.boolean(),
  ownClosed: fc.boolean(),
  otherClosed: fc.boolean(),
  otherAdult: fc.boolean(),
  otherProtected: fc.boolean(),
})
const pair = fc.record<Pair>({
  begunByMe: fc.boolean(),
  accepted: fc.boolean(),
  written: fc.boolean(),
  otherAway: fc.boolean(),
})

describe('who writes to whom', () => {
  it('share a community, are both known, and neither blocked the other, whatever else is so', () => {
    fc.assert(
      fc.property(standing, pair, (s, p) => {
        const open = s.share && s.verified && s.there && !s.blocked && !s.ownClosed && !s.otherClosed
        if (mayBegin(s) === undefined) expect(open && s.otherAdult && !s.otherProtected).toBe(true)
        if (mayWrite(s, p) === undefined) expect(open && !p.otherAway).toBe(true)
      }),
    )
  })

  it('say one thing first, and never to somebody under eighteen who did not write to them', () => {
    fc.assert(
      fc.property(standing, pair, (s, p) => {
        if (mayWrite(s, p) !== undefined || !p.begunByMe) return
        expect(s.otherAdult).toBe(true)
        expect(p.accepted || !p.written).toBe(true)
      }),
    )
  })

  it('see a first message wait, whether the other stopped, said no or did nothing', () => {
    fc.assert(
      fc.property(standing, pair, fc.boolean(), (s, p, away) => {
        const first = { ...p, begunByMe: true, accepted: false, written: true }
        expect(mayWrite(s, { ...first, otherAway: away })).toBe(mayWrite(s, { ...first, otherAway: !away }))
      }),
    )
  })

  it('learn one and the same, whatever it is about the other that keeps them silent', () => {
    fc.assert(
      fc.property(standing, (s) => {
        const no = mayBegin(s)
        if (!s.ownClosed && no !== undefined) expect(no).toBe('notNow')
      }),
    )
  })
})
