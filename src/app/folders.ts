import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder: the nearest one above this file with a package.json, from source and from a bundle alike. */
function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder)
      throw new Error('The folder of the program is not complete: package.json is missing')
    folder = above
  }
  return folder
}

const root = findRoot()

/** Folders that come with the program. */
export const folders = {
  migrations: join(root, 'db/migrations'),
  seeds: join(root, 'db/seeds'),
  assets: join(root, 'dist/assets'),
}
