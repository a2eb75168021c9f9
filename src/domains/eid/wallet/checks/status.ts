import { inflateSync } from 'node:zlib'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { z } from 'zod'
import { isLoopback } from '../../../../platform/config.ts'
import { EidRefused } from '../../refused.ts'
import type { Wallet } from '../../settings.ts'
import { secondsOf, tolerance } from './algorithms.ts'
import type { Credential } from './credential.ts'
import { checkIssuer } from './issuer.ts'

/** Bytes of a list as it is sent, and unpacked: 128 million credentials with one bit each. */
const mostBytes = 4 * 1024 * 1024
const mostUnpacked = 16 * 1024 * 1024
const patience = 5_000

const reference = z.looseObject({
  status_list: z.looseObject({ idx: z.number().int().min(0), uri: z.url({ protocol: /^https?$/ }) }),
})
const list = z.looseObject({
  sub: z.string(),
  iat: z.number(),
  exp: z.number().optional(),
  status_list: z.looseObject({ bits: z.literal([1, 2, 4, 8]), lst: z.string() }),
})

/**
 * Whether the issuer still stands for a credential (Token Status List). Only 0, valid, is good: revoked, suspended and
 * all that may be thought of later is not. A list that cannot be had or read is not taken for good news. `local` lets a
 * list come from this very machine, for who tries things out.
 * @throws EidRefused `wrong`, or `down` when the list does not come.
 */
export async function checkStatus(
  { status: demanded }: Pick<Wallet, 'status'>,
  { issuer, claims }: Pick<Credential, 'issuer' | 'claims'>,
  { at, local }: { at: Date; local: boolean },
): Promise<void> {
  if (claims['status'] === undefined && demanded === 'when-named') return
  const named = reference.safeParse(claims['status'])
  if (!named.success) throw new EidRefused('wrong', 'status_missing')
  const { uri, idx } = named.data.status_list
  if (!uri.startsWith('https:') && !(local && isLoopback(uri))) throw new EidRefused('wrong', 'status_uri')
  const token = await fetchList(uri)
  await checkIssuer([{ ...issuer, iss: undefined }], token, { iss: undefined, at })
  if (statusOf(token, { uri, idx, at }) !== 0) throw new EidRefused('wrong', 'status')
}

async function fetchList(uri: string): Promise<string> {
  try {
    const response = await fetch(uri, {
      headers: { accept: 'application/statuslist+jwt' },
      // A list stands where the issuer said; it leads us nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    if (!response.ok || !response.body) throw new EidRefused('down', 'status_list')
    const parts: Uint8Array[] = []
    let bytes = 0
    for await (const part of response.body) {
      bytes += part.byteLength
      if (bytes > mostBytes) throw new EidRefused('wrong', 'status_size')
      parts.push(part)
    }
    return Buffer.concat(parts).toString('ascii').trim()
  } catch (error) {
    throw error instanceof EidRefused ? error : new EidRefused('down', 'status_list')
  }
}

/** Reads one status from a list of which the signature was checked. */
function statusOf(token: string, { uri, idx, at }: { uri: string; idx: number; at: Date }): number {
  const { sub, iat, exp, status_list } = list.parse(decodeJwt(token))
  const now = secondsOf(at)
  const isOfNow = iat - tolerance <= now && (exp === undefined || now <= exp + tolerance)
  if (decodeProtectedHeader(token).typ !== 'statuslist+jwt' || sub !== uri || !isOfNow)
    throw new EidRefused('wrong', 'status_list')
  const { bits, lst } = status_list
  const bytes = inflateSync(Buffer.from(lst, 'base64url'), { maxOutputLength: mostUnpacked })
  // The first status lies in the lowest bits of the first byte (§4.1).
  const byte = bytes[Math.floor((idx * bits) / 8)]
  if (byte === undefined) throw new EidRefused('wrong', 'status_index')
  return (byte >> ((idx * bits) % 8)) & (2 ** bits - 1)
}
