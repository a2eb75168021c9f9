import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { following, phases, stepsFor } from './rules.ts'

const people = fc.uniqueArray(fc.integer({ min: 0, max: 12 }).map(String), { maxLength: 12 })

test('a circle that follows holds exactly who is designated, except who stays away', () => {
  fc.assert(
    fc.property(people, people, people, (designated, members, away) => {
      const stayAway = new Set(away.filter((id) => !members.includes(id)))
      const { come, go } = following(designated, members, stayAway)
      const after = new Set([...members.filter((id) => !go.includes(id)), ...come])
      expect(after).toEqual(new Set(designated.filter((id) => !stayAway.has(id))))
      expect(come.some((id) => members.includes(id))).toBe(false)
      expect(following(designated, [...after], stayAway)).toEqual({ come: [], go: [] })
    }),
  )
})

test('in a round nobody advises on their own case, and nothing happens once it is done', () => {
  for (const phase of phases)
    for (const brought of [true, false])
      for (const advised of [true, false]) {
        const steps = stepsFor(phase, brought, advised)
        if (brought) expect([steps.ask, steps.advise]).toEqual([false, false])
        else expect([steps.answer, steps.toAdvice, steps.takeAlong]).toEqual([false, false, false])
        if (phase === 'done') expect(Object.values(steps)).not.toContain(true)
        if (advised) expect(steps.advise).toBe(false)
      }
})
