import { timingSafeEqual } from 'node:crypto'
import { after, day } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { blindIndex } from '../../../platform/crypto.ts'

/*
 * Mail comes in on addresses that only we can make: `terug+…@` where mail servers report what did not arrive, and
 * `antwoord+…@` for answers. Each holds the id of a bundle or conversation, the day on which it ends, and ten bytes of an
 * HMAC over both. Base32, because mail servers may change capitals; 45 signs, because what stands before the @ has
 * at most 64 (RFC 5321 §4.5.3.1.1).
 */

/** What an address is for. `bundle` takes answers that nobody can read, and says so. */
type Purpose = 'bounce' | 'bundle' | 'reply'

/** How long mail servers may take to say that something did not arrive. */
const bounceLasts = 14 * day
/** How long a conversation can be answered by mail. */
const replyLasts = 30 * day

const macBytes = 10
const words = { bounce: 'terug', bundle: 'antwoord', reply: 'antwoord' } as const satisfies Record<
  Purpose,
  string
>

/** What stands in an address that came in; who it is for is not yet proven where it takes answers. */
export interface Addressed {
  word: 'terug' | 'antwoord'
  /** Of a bundle or a conversation. */
  id: string
  /** Days since 1970; after it the address is over. */
  ends: number
  mac: Buffer
}

/** The address on which mail servers report that a bundle did not arrive; undefined where no mail comes in. */
export function bounceAddress(ctx: Context, digestId: string): string | undefined {
  return made(ctx, 'bounce', digestId, bounceLasts)
}

/** The address for answers to a bundle as a whole, which are not read. */
export function bundleAddress(ctx: Context, digestId: string): string | undefined {
  return made(ctx, 'bundle', digestId, replyLasts)
}

/**
 * The address by which this resident, and nobody else, answers a conversation. Undefined where no mail comes in.
 */
export function replyAddress(ctx: Context, residentId: string, conversationId: string): string | undefined {
  return made(ctx, 'reply', conversationId, replyLasts, residentId)
}

function made(
  ctx: Context,
  purpose: Purpose,
  id: string,
  lasts: number,
  residentId = '',
): string | undefined {
  const { post } = ctx.services.config
  if (!post) return undefined
  const ends = Math.floor(after(ctx.now(), lasts).getTime() / day)
  const mac = macOf(ctx.services.keys.for('mail-address'), { purpose, id, ends, residentId })
  const days = Buffer.alloc(2)
  days.writeUInt16BE(ends)
  const bytes = Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), days, mac])
  return `${words[purpose]}+${base32(bytes)}@${post.domain}`
}

/** Reads an address of ours that is not over. Undefined for any other. */
export function readAddress(ctx: Context, address: string): Addressed | undefined {
  const { post } = ctx.services.config
  const parts = /^(terug|antwoord)\+([a-z2-7]{45})@([a-z0-9.-]{1,100})$/.exec(address.toLowerCase())
  if (!post || !parts || parts[3] !== post.domain) return undefined
  const bytes = fromBase32(parts[2]!)
  const ends = bytes.readUInt16BE(16)
  if (ends * day < ctx.now().getTime()) return undefined
  const hex = bytes.subarray(0, 16).toString('hex')
  return {
    word: parts[1] as Addressed['word'],
    id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    ends,
    mac: bytes.subarray(18),
  }
}

/** Whether we made this address, for this purpose and this resident; under any key of the ring. */
export function isOurs(
  ctx: Context,
  { id, ends, mac }: Addressed,
  purpose: Purpose,
  residentId = '',
): boolean {
  return ctx.services.keys
    .each('mail-address')
    .some(({ key }) => timingSafeEqual(macOf(key, { purpose, id, ends, residentId }), mac))
}

function macOf(
  key: Buffer,
  { purpose, id, ends, residentId }: { purpose: Purpose; id: string; ends: number; residentId: string },
): Buffer {
  return blindIndex(key, [purpose, id, ends, residentId].join(':')).subarray(0, macBytes)
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** RFC 4648 §6, in small letters and without padding. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
