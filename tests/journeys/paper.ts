import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { House } from './house.ts'

/** What is printed, a text for each page. */
export async function readPdf(path: string): Promise<string[]> {
  const reading = getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 })
  const pdf = await reading.promise
  const pages: string[] = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const { items } = await (await pdf.getPage(n)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  await reading.destroy()
  return pages
}

/** The steward prints what waits and brings it to the post. @returns the paper. */
export async function printAndPost(house: House): Promise<string[]> {
  const steward = await house.stepIn('tineke')
  await steward.goto('/beheer/brieven')
  const [paper] = await Promise.all([
    steward.waitForEvent('download'),
    steward.getByRole('button', { name: /^Druk/ }).first().click(),
  ])
  const pages = await readPdf(await paper.path())
  await steward.goto('/beheer/brieven')
  await steward.getByRole('button', { name: 'Deze zijn gepost' }).first().click()
  await steward.waitForURL(/klaar=gepost/)
  await steward.context().close()
  return pages
}

/** Number and code as they stand on a letter. */
export function codesOn(letter: string): { number: string; code: string } {
  const [number = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}(?!-)\b/.exec(letter) ?? []
  const [code = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}\b/.exec(letter) ?? []
  return { number, code }
}
