import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

function problems(env: Record<string, string>): string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

test('an origin is what a browser makes of it', () => {
  expect(readConfig({ DHZ_ORIGIN: 'http://LOCALHOST:80/' }).origin).toBe('http://localhost')
})

test.each(['http://localhost/buurt', 'http://localhost/?a=b', 'http://localhost/#a', 'http://me@localhost'])(
  'more than an origin is refused: %s',
  (DHZ_ORIGIN) => {
    expect(problems({ DHZ_ORIGIN })).toEqual([expect.stringMatching(/^DHZ_ORIGIN: .* http:\/\/localhost,/)])
  },
)

test('any free port needs an origin', () => {
  expect(problems({ PORT: '0' })).toEqual([expect.stringMatching(/^PORT: .*DHZ_ORIGIN/)])
  expect(readConfig({ PORT: '0', DHZ_ORIGIN: 'http://localhost:4000' }).port).toBe(0)
})
