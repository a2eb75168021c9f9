import { describe, expect, it } from 'vitest'
import { along, distanceTo, middleOf, smooth } from './geometry.ts'

describe('drawn maps', () => {
  it('finds the middle of an outline, also with horizontal and vertical lines', () => {
    expect(middleOf('M0 0L10 0L10 20L0 20Z')).toEqual([5, 10])
    expect(middleOf('M0 0H10V20H0Z')).toEqual([5, 10])
  })

  it('draws a smooth walk through every point', () => {
    const d = smooth([
      [0, 0],
      [10, 5],
      [20, 0],
    ])
    expect(d).toMatch(/^M0 0C.*10 5C.*20 0$/)
    expect(smooth([])).toBe('')
  })

  it('measures how far something is from a walk', () => {
    expect(
      distanceTo(
        along(
          [
            [0, 0],
            [100, 0],
          ],
          5,
        ),
        [50, 7],
      ),
    ).toBeCloseTo(7)
  })
})
