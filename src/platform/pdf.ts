import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

let compiler: Promise<NodeCompiler> | undefined

/** Loaded when the first page is printed, so that a machine without it does everything else. */
async function load(): Promise<NodeCompiler> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const fonts = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/atkinson-hyperlegible-next/package.json'),
  )
  return NodeCompiler.create({
    fontArgs: [{ fontPaths: [join(fonts, '400Regular'), join(fonts, '700Bold')] }],
  })
}

/** The typeface of everything that is printed, for `set text(font: …)`. */
export const printFont = 'Atkinson Hyperlegible Next'

/**
 * Makes a PDF that a screen reader can read (PDF/UA-1) from Typst. What comes from people goes into `inputs`, which the
 * source reads as `sys.inputs`: there it is text, whatever signs it holds. Takes some 50 ms, in which this process does
 * nothing else.
 * @throws Error with what Typst says of the source.
 */
export async function makePdf(source: string, inputs: Record<string, string>): Promise<Buffer> {
  compiler ??= load()
  const typst = await compiler
  const { result, ...made } = compiled(typst, source, inputs)
  if (!result) throw new Error(`The page cannot be set: ${made.why}`)
  const pdf = typst.pdf(result, { pdfStandard: 'ua-1' })
  typst.evictCache(10)
  return pdf
}

function compiled(typst: NodeCompiler, source: string, inputs: Record<string, string>) {
  const made = typst.compile({ mainFileContent: source, inputs })
  const error = made.takeError()
  return { result: made.result, why: error ? JSON.stringify(error.shortDiagnostics) : '' }
}
