import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { testOrigin } from './people.ts'

/** What a browser is told to make. */
interface MakeOptions {
  rp: { id?: string }
  user: { id: string }
  challenge: string
  excludeCredentials?: { id: string }[]
}

/** What a browser is told to have signed. */
interface SignOptions {
  rpId?: string
  challenge: string
}

interface Key {
  id: Buffer
  privateKey: KeyObject
  handle: string
  counter: number
}

/** How a device answers, where it is not as it should be. */
interface Twist {
  /** The site that the browser shows. */
  origin?: string
  rpId?: string
  /** Without fingerprint, face or code. */
  unverified?: boolean
  /** Names this key, while signing with its own. */
  credential?: string
  counter?: number
  challenge?: string
}

const hash = (text: string | Buffer) => createHash('sha256').update(text).digest()

/** A device with passkeys (P-256, no attestation), as WebAuthn Level 3 says they answer; it counts what it signs. */
export class Authenticator {
  readonly keys: Key[] = []
  readonly #counts: boolean

  constructor({ counts = true } = {}) {
    this.#counts = counts
  }

  /** Makes a key and answers as `navigator.credentials.create` does, as JSON. */
  make(options: MakeOptions, twist: Twist = {}): string {
    if (options.excludeCredentials?.some(({ id }) => this.keys.some((key) => key.id.equals(bytes(id)))))
      throw new Error('InvalidStateError')
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = twist.credential ? bytes(twist.credential) : randomBytes(32)
    this.keys.push({ id, privateKey, handle: options.user.id, counter: 0 })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(bytes(x))],
        [-3, new Uint8Array(bytes(y))],
      ]),
    )
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const data = Buffer.concat([
      authData(twist.rpId ?? options.rp.id ?? '', 0x40 | flags(twist), 0),
      Buffer.alloc(16),
      length,
      id,
      cose,
    ])
    const attestation = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(data)],
      ]) as Parameters<typeof isoCBOR.encode>[0],
    )
    return JSON.stringify({
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData('webauthn.create', options.challenge, twist).toString('base64url'),
        attestationObject: Buffer.from(attestation).toString('base64url'),
        transports: ['internal'],
      },
    })
  }

  /** Signs with its last key and answers as `navigator.credentials.get` does, as JSON. */
  sign(options: SignOptions, twist: Twist = {}): string {
    const key = this.keys.at(-1)
    if (!key) throw new Error('NotAllowedError')
    if (this.#counts) key.counter += 1
    const client = clientData('webauthn.get', options.challenge, twist)
    const data = authData(twist.rpId ?? options.rpId ?? '', flags(twist), twist.counter ?? key.counter)
    const signature = sign('sha256', Buffer.concat([data, hash(client)]), key.privateKey)
    const id = twist.credential ?? key.id.toString('base64url')
    return JSON.stringify({
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        ...(twist.credential === undefined && { userHandle: key.handle }),
      },
    })
  }
}

const bytes = (text: string) => Buffer.from(text, 'base64url')

/** User present, and verified unless it was left out. */
const flags = ({ unverified }: Twist) => (unverified ? 0x01 : 0x05)

function authData(rpId: string, flags: number, counter: number): Buffer {
  const rest = Buffer.alloc(5)
  rest.writeUInt8(flags)
  rest.writeUInt32BE(counter, 1)
  return Buffer.concat([hash(rpId), rest])
}

function clientData(type: string, challenge: string, { origin = testOrigin, ...twist }: Twist): Buffer {
  return Buffer.from(
    JSON.stringify({ type, challenge: twist.challenge ?? challenge, origin, crossOrigin: false }),
  )
}
