import './node-version.cjs'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, parse, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { BuildOptions, Metafile, OutputFile } from 'esbuild'

export const root = resolve(import.meta.dirname, '..')
export const program = join(root, 'dist/main.js')
const dist = join(root, 'dist')
const assets = join(dist, 'assets')
const manifestFile = join(assets, 'manifest.json')

/** What the build depends on; a folder stands for everything in it. */
const sources = ['src', 'tools/build.ts', 'package-lock.json']

/** A build that did not succeed; the message is what esbuild says of it, made to be read. */
export class BuildError extends Error {}

/**
 * Makes `dist/`: the server in one file, and the style sheet, fonts and islands with a hash of their content in
 * their names. Does nothing when no source is newer than the last build.
 * @returns whether anything was built.
 * @throws BuildError; the build that was there stays as it was.
 */
export async function build(): Promise<boolean> {
  const started = new Date()
  if (existsSync(manifestFile) && newest(sources) <= statSync(manifestFile).mtimeMs) return false
  const { build: run, formatMessages, stop } = await import('esbuild')
  try {
    const [server, browser] = await Promise.all([
      run({ ...common, ...serverOptions() }),
      run({ ...common, ...browserOptions() }),
    ])
    const files = [...(server.outputFiles ?? []), ...(browser.outputFiles ?? [])]
    await write(files)
    // Last of all, so that a build that broke off half-way is done again; dated to its start for the same reason.
    writeFileSync(manifestFile, `${JSON.stringify(manifestOf(browser.metafile!), null, 2)}\n`)
    utimesSync(manifestFile, started, started)
    removeOthers(new Set([...files.map(({ path }) => path), manifestFile]))
    return true
  } catch (error) {
    const { errors } = error as { errors?: Parameters<typeof formatMessages>[0] }
    if (!errors) throw error
    throw new BuildError(
      (await formatMessages(errors, { kind: 'error', color: process.stderr.isTTY })).join('\n'),
    )
  } finally {
    await stop()
  }
}

const common = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  format: 'esm',
  logLevel: 'silent',
  jsx: 'automatic',
  jsxImportSource: 'preact',
} satisfies BuildOptions

function serverOptions(): BuildOptions {
  return {
    entryPoints: ['src/main.ts'],
    outfile: program,
    platform: 'node',
    target: 'node26',
    packages: 'external',
    sourcemap: 'linked',
  }
}

function browserOptions(): BuildOptions {
  const islands = join(root, 'src/web/islands')
  const names = existsSync(islands) ? readdirSync(islands) : []
  const style = 'src/web/css/site.css'
  return {
    entryPoints: [
      ...(existsSync(join(root, style)) ? [style] : []),
      ...names
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('_'))
        .map((name) => `src/web/islands/${name}`),
    ],
    outdir: assets,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    platform: 'browser',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    minify: true,
    loader: { '.woff2': 'file', '.woff': 'empty', '.svg': 'file', '.png': 'file' },
  }
}

/** `site.css` → `site-AB12CD34.css`, for everything that was made of one source file. */
function manifestOf({ outputs }: Metafile): Record<string, string> {
  const entries = Object.entries(outputs).flatMap(([path, output]): [string, string][] => {
    const from = output.entryPoint ?? Object.keys(output.inputs)[0]
    return from ? [[parse(from).name + parse(path).ext, basename(path)]] : []
  })
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

async function write(files: OutputFile[]): Promise<void> {
  mkdirSync(assets, { recursive: true })
  await Promise.all(
    files.map(async ({ path, contents }) => {
      mkdirSync(dirname(path), { recursive: true })
      if (dirname(path) === assets && existsSync(path)) return
      if (dirname(path) === assets && /\.(css|js|svg)$/.test(path)) await writeCompressed(path, contents)
      writeFileSync(path, contents)
    }),
  )
}

/** Siblings that the server hands out as they are, so that nothing is compressed while somebody waits. */
async function writeCompressed(path: string, contents: Uint8Array): Promise<void> {
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(contents, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: contents.byteLength,
      },
    }),
    promisify(gzip)(contents, { level: 9 }),
  ])
  writeFileSync(`${path}.br`, brotli)
  writeFileSync(`${path}.gz`, gzipped)
}

/** Takes away what an earlier build left. */
function removeOthers(kept: Set<string>): void {
  for (const name of readdirSync(assets)) {
    const path = join(assets, name)
    if (!kept.has(path.replace(/\.(br|gz)$/, ''))) rmSync(path)
  }
}

/** The latest moment at which one of these changed; a folder changes when a file in it comes or goes. */
function newest(names: string[]): number {
  return Math.max(
    ...names.map((name) => {
      const path = join(root, name)
      const stat = statSync(path, { throwIfNoEntry: false })
      if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0
      const inside = readdirSync(path).filter((each) => !/\.test\.tsx?$/.test(each))
      return Math.max(stat.mtimeMs, newest(inside.map((each) => join(relative(root, path), each))))
    }),
  )
}

/** Builds, or says what is wrong with the sources and ends the process. */
export async function buildOrExit(): Promise<void> {
  try {
    await build()
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    process.stderr.write(`The build did not succeed.\n\n${error.message}`)
    process.exit(1)
  }
}

if (import.meta.main) await buildOrExit()
