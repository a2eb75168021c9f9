import { order } from '../../src/domains/order.ts'
import type { Source } from './sources.ts'

export const longest = 400

/** A unit of the program and how high it stands; a unit imports only from those below it. */
function unitOf(path: string): { name: string; height: number; domain?: string } {
  const [, first = '', second = ''] = path.split('/')
  if (first === 'platform') return { name: 'platform', height: 0 }
  if (first === 'web') return { name: 'web', height: 1 }
  const place = (order as readonly string[]).indexOf(second)
  if (first === 'domains' && place >= 0) return { name: second, height: 2 + place, domain: second }
  if (path === 'src/domains/order.ts') return { name: 'order', height: -1 }
  if (first === 'app' || path === 'src/main.ts') return { name: 'app', height: 1_000 }
  return { name: path, height: Number.NaN }
}

/** What is wrong with the imports of a file, one sentence each. */
export function wrongImports({ path, imports, isTest }: Source): string[] {
  const unit = unitOf(path)
  if (Number.isNaN(unit.height)) return [`${path} belongs to no unit; src/domains/order.ts names the domains`]
  return imports.flatMap((to): string[] => {
    // A test may use the tools for tests, and ask the whole program for a page.
    if (isTest && /^(tests\/support|src\/app)\//.test(to)) return []
    const other = unitOf(to)
    if (!to.startsWith('src/')) return [`${path} imports ${to}, which is not part of the program`]
    if (other.name === unit.name) return []
    if (!(other.height < unit.height))
      return [`${path} imports ${to}: ${unit.name} comes before ${other.name}`]
    const door = /^src\/domains\/[^/]+\/(index|tables)\.tsx?$/.test(to)
    if (other.domain && !door)
      return [`${path} imports ${to}: go through the door of ${other.domain} (index.ts)`]
    return []
  })
}

/** A way round from a file to itself, for each circle there is. */
export function circles(sources: Source[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const done = new Set<string>()
  const found: string[] = []
  const walk = (path: string, trail: string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) {
      found.push([...trail.slice(at), path].join(' → '))
      return
    }
    if (done.has(path)) return
    for (const next of byPath.get(path)?.imports ?? []) walk(next, [...trail, path])
    done.add(path)
  }
  for (const { path } of sources) walk(path, [])
  return found
}

interface Ban {
  what: RegExp
  why: string
  /** Where it is allowed after all. */
  except: RegExp
}

const bans: Ban[] = [
  {
    what: /\bprocess\.env\b/,
    why: 'reads the environment: settings come from platform/config.ts',
    except: /^src\/(platform\/config|main)\.ts$/,
  },
  {
    what: /\bnew Date\(\s*\)|\bDate\.now\(|\bTemporal\.Now\b/,
    why: 'reads the clock: use ctx.now()',
    // What runs in a browser has no context.
    except: /^src\/(platform\/clock\.ts|web\/islands\/)/,
  },
  { what: /\bconsole\./, why: 'writes to the console: use the log', except: /^src\/app\/cli\// },
]

/** Lines of a file that do what only one place may do. Tests decide their own time and settings. */
export function wrongReads({ path, code, isTest }: Source): string[] {
  if (isTest) return []
  return code
    .split('\n')
    .flatMap((line, index) =>
      bans
        .filter(({ what, except }) => what.test(line) && !except.test(path))
        .map(({ why }) => `${path}:${index + 1} ${why}`),
    )
}

/** Files that grew until nobody reads them. Words grow with the product, so they are left out. */
export function tooLong({ path, text }: Source): string[] {
  const lines = text.split('\n').length
  return lines > longest && !path.includes('/messages/')
    ? [`${path} has ${lines} lines: split it by meaning`]
    : []
}
