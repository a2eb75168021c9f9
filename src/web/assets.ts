import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Addresses of the built style sheet, fonts and islands, with a hash of their content in the name. */
export interface Assets {
  css: string
  fonts: string[]
  /** Address of an island by its name, such as `suggest`. */
  island(name: string): string | undefined
}

/** Reads the manifest of a build. Without one (in tests of domains) pages are plain, but whole. */
export function readAssets(folder: string): Assets {
  let manifest: Record<string, string> = {}
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const at = (name: string) => (manifest[name] === undefined ? undefined : `/assets/${manifest[name]}`)
  const fonts = Object.keys(manifest).filter(
    (name) => /latin-wght-normal.*\.woff2$/.test(name) && !/latin-ext/.test(name),
  )
  return {
    css: at('site.css') ?? '/assets/site.css',
    fonts: fonts.map((name) => `/assets/${manifest[name]}`),
    island: (name) => at(`${name}.js`),
  }
}
