import { fileTypeFromBuffer } from 'file-type'
import { Invalid } from '../../platform/errors.ts'
import type { Upload } from '../../platform/http.ts'
import { fileBytes } from './rules.ts'

/** Programs and what starts one, by the end of a name or by what the bytes are. A document with macros is one too. */
const programs = new Set(
  (
    'exe com scr pif bat cmd ps1 psm1 vbs vbe js jse mjs cjs wsf wsh hta msi msp msc msix appx jar class apk aab ipa app ' +
    'dmg pkg deb rpm run bin elf macho so dylib dll sys drv cpl ocx sh bash zsh command desktop reg lnk url inf scf ' +
    'iso img vhd vhdx py pyw pyc pl php wasm crx xpi swf docm dotm xlsm xltm xlam pptm potm ppam ppsm sldm'
  ).split(' '),
)

/** What is a page or a drawing that could run something in a browser: it is kept, and only ever saved. */
const active = /^\s*(?:<\?xml|<!doctype\s+(?:html|svg)|<(?:html|head|body|script|svg|iframe|math)\b)/i
const activeName = /\.(?:html?|xhtml|shtml|svgz?|xml|xsl|mht(?:ml)?)$/i

/** Pictures that are made ready for showing. */
const pictures = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** Ends of a name that mean the same. */
const alike: Record<string, string[]> = {
  jpg: ['jpeg'],
  tif: ['tiff'],
  mp4: ['m4v'],
  cfb: ['doc', 'xls', 'ppt', 'msg', 'pub', 'vsd', 'mpp'],
  zip: ['kmz', 'ggb', 'pages', 'numbers', 'key', 'cbz'],
  xml: ['gpx', 'kml', 'svg', 'xhtml'],
  ogg: ['ogv', 'oga'],
  gz: ['tgz', 'svgz'],
}

/** What a file is, by its bytes. */
export interface FileKind {
  type: string
  /** With an end that tells what it is. */
  name: string
  picture: boolean
}

/**
 * What came in, told by its content; what the sender says of it is not believed.
 * @throws Invalid `fileEmpty`, `fileLarge`, or `fileProgram` for what would run when it is opened.
 */
export async function kindOfFile({ name, bytes }: Pick<Upload, 'name' | 'bytes'>): Promise<FileKind> {
  if (bytes.byteLength === 0) throw new Invalid({ file: 'fileMissing' })
  if (bytes.byteLength > fileBytes) throw new Invalid({ file: 'fileLarge' })
  const said = endOf(name)
  const found = await fileTypeFromBuffer(bytes)
  if (programs.has(said) || (found && programs.has(found.ext))) throw new Invalid({ file: 'fileProgram' })
  const text = found === undefined ? textOf(bytes) : undefined
  if (text?.startsWith('#!')) throw new Invalid({ file: 'fileProgram' })
  if (found && pictures.has(found.mime)) return { type: found.mime, name, picture: true }
  return { type: typeOf(name, found?.mime, text), name: named(name, said, found?.ext), picture: false }
}

function typeOf(name: string, mime: string | undefined, text: string | undefined): string {
  const runs = activeName.test(name) || (text !== undefined && active.test(text))
  if (runs || /xml|html|script/i.test(mime ?? '')) {
    // Office files are called xml too; they are packed, and no browser reads them.
    if (!runs && /openxmlformats|opendocument/.test(mime ?? '')) return mime!
    return 'application/octet-stream'
  }
  return mime ?? (text === undefined ? 'application/octet-stream' : 'text/plain')
}

/** The words of a file of text; undefined where it is something else. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

function endOf(name: string): string {
  // Windows leaves dots and spaces at the end of a name out.
  return /\.([a-z0-9]{1,8})[.\s]*$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** A name that says what the bytes are: an end that lies gets the true one behind it. */
function named(name: string, said: string, ext: string | undefined): string {
  if (!ext || said === ext || alike[ext]?.includes(said)) return name
  return `${name}.${ext}`
}
