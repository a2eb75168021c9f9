import {
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'

/** A certificate with its private key, made for a test. */
export interface TestCertificate {
  certificate: X509Certificate
  key: KeyObject
  /** DER in base64, as `x5c` carries it. */
  x5c: string
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const size = body.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const object = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const text = (words: string) => der(0x0c, Buffer.from(words))
const time = (moment: Date) =>
  der(0x18, Buffer.from(`${moment.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`))
const nameOf = (words: string) => sequence(der(0x31, sequence(object('550403'), text(words))))
const extension = (hex: string, critical: boolean, value: Buffer) =>
  sequence(object(hex), ...(critical ? [der(0x01, Buffer.from([255]))] : []), der(0x04, value))

const ecdsaWithSha256 = sequence(object('2a8648ce3d040302'))

/** Makes a certificate on P-256 (RFC 5280), signed by another one or by itself. */
export function makeCertificate(given: {
  name: string
  host?: string
  isAuthority?: boolean
  by?: TestCertificate & { name: string }
  from?: Date
  until?: Date
}): TestCertificate & { name: string } {
  const { name, host, by } = given
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const own = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const day = 24 * 60 * 60 * 1000
  const from = given.from ?? new Date(Date.now() - 365 * day)
  const until = given.until ?? new Date(Date.now() + 365 * day)
  const extensions = [
    ...(given.isAuthority ? [extension('551d13', true, sequence(der(0x01, Buffer.from([255]))))] : []),
    ...(host ? [extension('551d11', false, sequence(der(0x82, Buffer.from(host))))] : []),
  ]
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf(by?.name ?? name),
    sequence(time(from), time(until)),
    nameOf(name),
    own,
    ...(extensions.length > 0 ? [der(0xa3, sequence(...extensions))] : []),
  )
  const signature = sign('sha256', body, by?.key ?? privateKey)
  const whole = sequence(body, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature))
  return { name, certificate: new X509Certificate(whole), key: privateKey, x5c: whole.toString('base64') }
}
