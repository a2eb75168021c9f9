import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'

/** Signed notes and checkpoints as C2SP writes them (signed-note, tlog-checkpoint), with Ed25519. */

const algorithm = Uint8Array.of(1)
/** What stands before the 32 bytes of a private key in PKCS #8. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface Signer {
  /** Name, id and public key in one line, as a verifier reads them. */
  verifier: string
  /** The line below a note. */
  line(text: string): string
}

/** Who signs under this name with a seed of 32 bytes. */
export function signerOf(name: string, seed: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  const id = createHash('sha256').update(`${name}\n`).update(algorithm).update(raw).digest().subarray(0, 4)
  return {
    verifier: `${name}+${id.toString('hex')}+${Buffer.concat([algorithm, raw]).toString('base64')}`,
    line: (text) =>
      `— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString('base64')}\n`,
  }
}

/** The name in a verifier. */
export const nameIn = (verifier: string): string => verifier.slice(0, verifier.indexOf('+'))

/** A checkpoint with a signature of each. */
export function checkpointNote(
  origin: string,
  size: number,
  root: Uint8Array,
  signers: readonly Signer[],
): string {
  const text = `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`
  return `${text}\n${signers.map((signer) => signer.line(text)).join('')}`
}
