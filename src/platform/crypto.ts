import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keys for separate purposes, all derived from one secret; knowing one tells nothing of another. */
export interface Keys {
  /** 32 bytes that belong to one purpose, such as `vault` or `index:mail`. */
  for(purpose: string): Buffer
}

/** Derives keys by HKDF-SHA-256 (RFC 5869). */
export function keysFrom(secret: string): Keys {
  const made = new Map<string, Buffer>()
  return {
    for(purpose) {
      const known = made.get(purpose)
      if (known) return known
      const key = Buffer.from(hkdfSync('sha256', secret, 'leefomgeving-dhz', purpose, 32))
      made.set(purpose, key)
      return key
    },
  }
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
