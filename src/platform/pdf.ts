import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import type { Request } from './http.ts'

let compiler: Promise<NodeCompiler> | undefined

/** Loaded when the first page is printed, so that a machine without it does everything else. */
async function load(): Promise<NodeCompiler> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const fonts = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/atkinson-hyperlegible-next/package.json'),
  )
  return NodeCompiler.create({
    fontArgs: [{ fontPaths: ['400Regular', '700Bold', '800ExtraBold'].map((weight) => join(fonts, weight)) }],
  })
}

/** The typeface of everything that is printed, for `set text(font: …)`. */
export const printFont = 'Atkinson Hyperlegible Next'

/**
 * Makes a PDF that a screen reader can read (PDF/UA-1) from Typst. What comes from people goes into `inputs`, which the
 * source reads as `sys.inputs`: there it is text, whatever signs it holds. Takes some 50 ms, in which this process does
 * nothing else.
 * @throws Error when the source is wrong.
 */
export async function makePdf(source: string, inputs: Record<string, string>): Promise<Buffer> {
  compiler ??= load()
  const typst = await compiler
  const { result } = typst.compile({ mainFileContent: source, inputs })
  // What Typst says quotes what people typed, so it is not handed on.
  if (!result) throw new Error('The page cannot be set')
  const pdf = accessible(typst, result) ?? typst.pdf(result, { pdfTags: true })
  typst.evictCache(10)
  return pdf
}

/**
 * PDF/UA-1, or nothing where it refuses: it takes no sign that none of the fonts has, such as a name in a rare script. That
 * page is printed all the same, with an empty box for the sign: a home can still be found, and others wait for the rest.
 */
function accessible(typst: NodeCompiler, document: NodeTypstDocument): Buffer | undefined {
  try {
    return typst.pdf(document, { pdfStandard: 'ua-1' })
  } catch {
    return undefined
  }
}

/**
 * Answers with a paper made for this one moment: nothing in between keeps it, because it holds names, addresses or codes.
 * @param name of the file, without `.pdf`
 * @param way shown by the browser, or saved as a file
 */
export function sendPdf(c: Request, name: string, pdf: Buffer, way: 'inline' | 'attachment'): Response {
  return c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `${way}; filename="${name}.pdf"`,
    'Cache-Control': 'no-store',
  })
}
