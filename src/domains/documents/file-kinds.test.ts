import { zipSync, strToU8 } from 'fflate'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { Invalid } from '../../platform/errors.ts'
import { kindOfFile } from './file-kinds.ts'
import { fileBytes } from './rules.ts'

const text = (words: string) => new TextEncoder().encode(words)
const of = (name: string, bytes: Uint8Array) => kindOfFile({ name, bytes: new Uint8Array(bytes) })
const refusal = (name: string, bytes: Uint8Array) =>
  of(name, bytes).then(
    () => 'kept',
    (error: unknown) => (error instanceof Invalid ? error.fields['file'] : error),
  )

const exe = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, ...Array.from({ length: 80 }, () => 0)])
const elf = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, ...Array.from({ length: 80 }, () => 0)])

describe('what a file is', () => {
  it.each([
    ['a Windows program', 'opa.exe', exe],
    ['one that says to be a photo', 'opa.jpg', exe],
    ['a Linux program without an end', 'opa', elf],
    ['a shell script', 'lees.txt', text('#!/bin/sh\nrm -rf ~')],
    ['a batch file, which is plain text', 'lees.bat', text('del *')],
    ['one with a dot behind it', 'lees.cmd.', text('del *')],
    ['one whose end is written large', 'LEES.VBS', text('MsgBox')],
    ['a text with macros', 'begroting.xlsm', zipSync({ 'xl/workbook.xml': strToU8('<a/>') })],
  ])('is refused: %s', async (_, name, bytes) => {
    expect(await refusal(name, bytes)).toBe('fileProgram')
  })

  it('is refused when there is nothing, or too much', async () => {
    expect(await refusal('leeg.txt', new Uint8Array())).toBe('fileMissing')
    expect(await refusal('groot.bin2', new Uint8Array(fileBytes + 1))).toBe('fileLarge')
  })

  it.each([
    ['index.html', '<!DOCTYPE html><script>alert(1)</script>'],
    ['lees.txt', '  <html><body onload=alert(1)>'],
    ['plaatje.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['kaart.gpx', '<?xml version="1.0"?><gpx/>'],
    ['zomaar.svg', 'geen svg'],
  ])('is never a type that a browser shows: %s', async (name, words) => {
    expect((await of(name, text(words))).type).toBe('application/octet-stream')
  })

  it('is told by its content, not by its name', async () => {
    const photo = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(await of('verslag.pdf', photo)).toMatchObject({ type: 'image/png', picture: true })
    const pdf = text('%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF')
    expect(await of('foto.jpg', pdf)).toEqual({
      type: 'application/pdf',
      name: 'foto.jpg.pdf',
      picture: false,
    })
    expect(await of('lijst.csv', text('naam;straat'))).toMatchObject({
      type: 'text/plain',
      name: 'lijst.csv',
    })
    expect((await of('data.bin2', Uint8Array.from([0, 1, 2, 255]))).type).toBe('application/octet-stream')
  })
})
