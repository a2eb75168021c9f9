import { describe, expect, it } from 'vitest'
import { network } from './security.ts'

describe('what a visitor is counted by', () => {
  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '::1'],
    ['unknown', 'unknown'],
  ])('%s is %s', (address, counted) => {
    expect(network(address)).toBe(counted)
  })
})
