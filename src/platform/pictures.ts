import sharp, { type Sharp } from 'sharp'
import { Invalid } from './errors.ts'

/** A photo made ready for showing: upright, without where and when it was taken, in two sizes. */
export interface Picture {
  large: Uint8Array
  small: Uint8Array
  /** Pixels of the large one. */
  width: number
  height: number
}

export const pictureType = 'image/jpeg'
/** What a browser may offer, for `accept`. */
export const picturesTaken = 'image/jpeg,image/png,image/webp'
/** Bytes a photo may have when it comes in. */
export const pictureBytes = 12 * 1024 * 1024

/** Pixels on the long side. */
const largest = 1600
const smaller = 640
/** Pixels that are unpacked at most: a small file can hold a picture larger than this machine's memory. */
const mostPixels = 60_000_000

sharp.concurrency(1)
sharp.cache(false)

/**
 * Reads a photo and makes it ready. What it says of itself (place, time, camera, thumbnail) is left behind.
 * @param field the form's field, for the message.
 * @throws Invalid `pictureUnreadable` when it is no photo that we read, `pictureLarge` when it is too large.
 */
export async function readPicture(bytes: Uint8Array, field = 'picture'): Promise<Picture> {
  if (bytes.byteLength > pictureBytes) throw new Invalid({ [field]: 'pictureLarge' })
  try {
    // The head of the file only: nothing is unpacked yet.
    const said = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (!/^(jpeg|png|webp)$/.test(said.format ?? '')) throw new Invalid({ [field]: 'pictureUnreadable' })
    if (said.width * said.height > mostPixels) throw new Invalid({ [field]: 'pictureLarge' })
    const read = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
    const { data, info } = await scaled(read.autoOrient(), largest)
    const { data: small } = await scaled(sharp(data), smaller)
    return { large: data, small, width: info.width, height: info.height }
  } catch (error) {
    throw error instanceof Invalid ? error : new Invalid({ [field]: 'pictureUnreadable' })
  }
}

function scaled(picture: Sharp, side: number) {
  return picture
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 78, mozjpeg: true })
    .toBuffer({ resolveWithObject: true })
}
