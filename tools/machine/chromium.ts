import '../node-version.cjs'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { install, mayInstall } from './debian.ts'
import type { Missing } from './postgres.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const elsewhere = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium of this machine for the browser journeys; installed first where we are root on Debian. */
export async function findChromium(): Promise<{ path: string } | Missing> {
  const found = find()
  if (found) return { path: found }
  if (!mayInstall()) return { reason: 'there is no Chromium on this machine' }
  const failed = await install('chromium')
  if (failed) return { reason: `Chromium could not be installed (${failed})` }
  const installed = find()
  return installed ? { path: installed } : { reason: 'Chromium was installed but is not where it should be' }
}

function find(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'))
  const places = [
    ...['/usr/bin', ...folders].flatMap((folder) => names.map((name) => join(folder, name))),
    ...elsewhere,
  ]
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
