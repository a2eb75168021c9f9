import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** One key of the ring: `id` names the secret that it was made from, and tells nothing of it. */
export interface RingKey {
  id: string
  /** 32 bytes. */
  key: Buffer
}

/** Keys for separate purposes, all derived from a ring of secrets; knowing one tells nothing of another. */
export interface Keys {
  /** Names the newest secret: what is written now is written with it. */
  readonly id: string
  /** The newest key for one purpose, such as `vault` or `index:mail`. */
  for(purpose: string): Buffer
  /** The keys for one purpose, newest first: what was written before a rotation is read with an older one. */
  each(purpose: string): readonly RingKey[]
}

/** Derives keys by HKDF-SHA-256 (RFC 5869) from one or more secrets, the newest first. */
export function keysFrom(...secrets: string[]): Keys {
  const ring = secrets.map((secret) => ({ secret, id: derive(secret, 'id').toString('hex').slice(0, 12) }))
  const newest = ring[0]
  if (!newest) throw new Error('A key ring needs a secret')
  const made = new Map<string, readonly RingKey[]>()
  const each = (purpose: string): readonly RingKey[] => {
    const known = made.get(purpose)
    if (known) return known
    const keys = ring.map(({ secret, id }) => ({ id, key: derive(secret, purpose) }))
    made.set(purpose, keys)
    return keys
  }
  return { id: newest.id, each, for: (purpose) => each(purpose)[0]!.key }
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'leefomgeving-dhz', purpose, 32))
}

/**
 * Encrypts with AES-256-GCM. `about` is bound to the result: it opens only with the same words, so a sealed
 * value cannot be moved to another row. Layout: 12 bytes nonce, 16 bytes tag, ciphertext.
 */
export function seal(key: Buffer, plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Opens what `seal` made. Throws when key, words or bytes differ by anything. */
export function unseal(key: Buffer, sealed: Uint8Array, about: string): Buffer {
  const bytes = Buffer.from(sealed)
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(about))
  cipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()])
}

/** Opens what `seal` made with any key of a ring. Throws when none fits. */
export function unsealWith(ring: readonly RingKey[], sealed: Uint8Array, about: string): Buffer {
  for (const [n, { key }] of ring.entries()) {
    try {
      return unseal(key, sealed, about)
    } catch (error) {
      if (n === ring.length - 1) throw error
    }
  }
  throw new Error('The key ring is empty')
}

/** A blind index (HMAC-SHA-256): finds an equal value without storing it. */
export function blindIndex(key: Buffer, value: string): Buffer {
  return createHmac('sha256', key).update(value).digest()
}

/** A secret for a link or a cookie: 256 random bits in 43 characters that fit an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token. The token itself exists only with its holder. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Blind indexes of one value under every key of a ring, newest first: how it may have been stored. */
export function blindIndexes(ring: readonly RingKey[], value: string): Buffer[] {
  return ring.map(({ key }) => blindIndex(key, value))
}
