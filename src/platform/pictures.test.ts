import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { Invalid } from './errors.ts'
import { readPicture } from './pictures.ts'

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#5FA6D6' } })

/** A photo as a phone makes it: lying on its side, with where it was taken. */
function fromPhone(): Promise<Buffer> {
  return plain(2400, 1200)
    .withExif({
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 5/1 0/1' },
      IFD0: { Model: 'Telefoon van Fenna' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

async function refused(bytes: Uint8Array): Promise<unknown> {
  const error = await readPicture(bytes, 'photo').catch((error: unknown) => error)
  return error instanceof Invalid ? error.fields : error
}

describe('a photo', () => {
  test('stands upright, fits, and says nothing of where it was taken', async () => {
    const bytes = await fromPhone()
    expect((await sharp(bytes).metadata()).exif?.includes('Telefoon van Fenna')).toBe(true)
    const { large, small, width, height } = await readPicture(bytes)
    expect([width, height]).toEqual([800, 1600])
    for (const [copy, side] of [
      [large, 1600],
      [small, 640],
    ] as const) {
      const about = await sharp(copy).metadata()
      expect(about).toMatchObject({ format: 'jpeg', height: side, width: side / 2 })
      expect([about.exif, about.xmp, about.iptc, about.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ])
    }
  })

  test('is not blown up when it is small, and may be see-through', async () => {
    const see = await sharp({ create: { width: 40, height: 20, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer()
    const { large, width } = await readPicture(see)
    expect(width).toBe(40)
    expect((await sharp(large).raw().toBuffer())[0]).toBe(255)
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['words', Buffer.from('geen foto')],
    [
      'a drawing that could run',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'),
    ],
  ])('is refused when it is %s', async (_what, bytes) => {
    expect(await refused(bytes)).toEqual({ photo: 'pictureUnreadable' })
  })

  test('is refused when half of it is missing', async () => {
    const bytes = await fromPhone()
    expect(await refused(bytes.subarray(0, bytes.length / 2))).toEqual({ photo: 'pictureUnreadable' })
  })

  test('is refused when it would unpack to more than a machine can hold', async () => {
    const bomb = await sharp({ create: { width: 8_000, height: 8_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.byteLength).toBeLessThan(12 * 1024 * 1024)
    expect(await refused(bomb)).toEqual({ photo: 'pictureLarge' })
  }, 30_000)

  test('is refused when the file is too large', async () => {
    expect(await refused(new Uint8Array(12 * 1024 * 1024 + 1))).toEqual({ photo: 'pictureLarge' })
  })
})
