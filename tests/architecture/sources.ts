import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

/** A file of `src/`: where it is, what it says without its comments, and which other files of `src/` it imports. */
export interface Source {
  /** From the root, with forward slashes. */
  path: string
  text: string
  /** Without comments; line numbers stay the same. */
  code: string
  imports: string[]
  isTest: boolean
}

export function readSources(): Source[] {
  const paths = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((path) => path.replaceAll(sep, '/'))
  return paths.sort().map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const code = withoutComments(text)
    return { path, text, code, imports: importsOf(path, code), isTest: isTest(path) }
  })
}

/** Tests, and what only tests use. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$|\/test-support(\.tsx?$|\/)/.test(path)
}

/** Takes comments out, and leaves what looks like one inside a string alone. */
export function withoutComments(text: string): string {
  const token =
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|(?<![:\\\w])\/\/[^\n]*/g
  return text.replace(token, (found) => (found.startsWith('/') ? found.replaceAll(/[^\n]/g, ' ') : found))
}

/** Relative imports of every kind, also of types only: a type ties two files together as much as a value does. */
export function importsOf(path: string, code: string): string[] {
  const importing = /(?:\bfrom|\bimport)\s*\(?\s*(['"])(\.[^'"\n]*)\1/g
  return [...code.matchAll(importing)].map(([, , to = '']) => join(dirname(path), to).replaceAll(sep, '/'))
}
