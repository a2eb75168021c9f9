import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificate } from '../../../tests/support/certificate.ts'
import { ConfigError, readConfig } from '../../platform/config.ts'
import { eidSettings } from './settings.ts'

describe('the settings of eIDs and wallets', () => {
  let folder: string
  const own = makeCertificate({ name: 'DHZ', host: 'localhost' })
  const other = makeCertificate({ name: 'DHZ', host: 'buurt.example' })

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dhz-settings-'))
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
    write('own.pem', own.certificate.toString())
    write('other.pem', other.certificate.toString())
    write('key.pem', own.key.export({ type: 'pkcs8', format: 'pem' }).toString())
    write('key.json', JSON.stringify(own.key.export({ format: 'jwk' })))
    const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).privateKey
    write('rsa.pem', rsa(2048).export({ type: 'pkcs8', format: 'pem' }).toString())
    write('weak.pem', rsa(1024).export({ type: 'pkcs8', format: 'pem' }).toString())
    write('keys.json', JSON.stringify({ keys: [{ kty: 'EC' }] }))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const provider = {
    id: 'buureid',
    name: { nl: 'BuurID', en: 'BuurID' },
    issuer: 'https://eid.example',
    clientId: 'dhz',
    key: 'key.pem',
    acr: ['high'],
  }
  const wallet = {
    certificates: 'own.pem',
    key: 'key.json',
    types: ['urn:eudi:pid:nl:1'],
    issuers: [{ iss: 'https://pid.example', jwks: 'keys.json' }, { certificates: 'other.pem' }],
  }

  function read(settings: unknown) {
    const file = join(folder, 'eid.json')
    writeFileSync(file, typeof settings === 'string' ? settings : JSON.stringify(settings))
    return eidSettings(readConfig({ DHZ_EID_FILE: file }))
  }
  function problemsOf(settings: unknown): string[] {
    try {
      read(settings)
      return []
    } catch (error) {
      if (error instanceof ConfigError) return error.problems
      throw error
    }
  }

  it('are nothing when no file is named', () => {
    expect(eidSettings(readConfig({}))).toEqual({ providers: [], wallet: undefined })
  })

  it('fill in what is mostly the same', () => {
    const { providers, wallet: made } = read({
      providers: [provider, { ...provider, id: 'rsa', issuer: 'https://rsa.example', key: 'rsa.pem' }],
      wallet,
    })
    expect(providers.map(({ key, scope }) => [key.alg, scope])).toEqual([
      ['ES256', 'openid profile address'],
      ['PS256', 'openid profile address'],
    ])
    expect(made?.clientId).toMatch(/^x509_hash:[\w-]{43}$/)
    expect(made?.scheme).toBe('openid4vp://')
    expect(read({ wallet: { ...wallet, clientId: 'x509_san_dns' } }).wallet?.clientId).toBe(
      'x509_san_dns:localhost',
    )
  })

  it.each([
    ['no JSON', 'nee', /is no JSON/],
    ['a name it does not know', { provider: [] }, /provider/],
    [
      'plain http elsewhere',
      { providers: [{ ...provider, issuer: 'http://eid.example' }] },
      /issuer: use https/,
    ],
    ['no level of assurance', { providers: [{ ...provider, acr: [] }] }, /acr/],
    ['a scope without openid', { providers: [{ ...provider, scope: 'profile' }] }, /scope: needs openid/],
    ['a name that is taken', { providers: [{ ...provider, id: 'wallet' }] }, /id: this name is taken/],
    ['one issuer twice', { providers: [provider, { ...provider, id: 'ander' }] }, /same issuer/],
    ['one id twice', { providers: [provider, { ...provider, issuer: 'https://x.example' }] }, /same id/],
    ['a citizen service number', { providers: [{ ...provider, claims: { birth: 'bsn' } }] }, /never asked/],
    [
      'a key that is not there',
      { providers: [{ ...provider, key: 'geen.pem' }] },
      /geen.pem cannot be read \(ENOENT\)/,
    ],
    ['a key that is too weak', { providers: [{ ...provider, key: 'weak.pem' }] }, /weak.pem is no key on/],
    ['a certificate for a key', { providers: [{ ...provider, key: 'own.pem' }] }, /holds no private key/],
    ['a certificate of another key', { wallet: { ...wallet, certificates: 'other.pem' } }, /does not belong/],
    ['no certificates', { wallet: { ...wallet, certificates: 'key.pem' } }, /holds no certificates/],
    [
      'an issuer with keys and no name',
      { wallet: { ...wallet, issuers: [{ jwks: 'keys.json' }] } },
      /jwks needs an iss/,
    ],
    [
      'an issuer with nothing',
      { wallet: { ...wallet, issuers: [{ iss: 'x' }] } },
      /give jwks or certificates/,
    ],
    [
      'keys that are none',
      { wallet: { ...wallet, issuers: [{ iss: 'x', jwks: 'own.pem' }] } },
      /no set of keys/,
    ],
    ['no credential type', { wallet: { ...wallet, types: [] } }, /types/],
  ])('refuse %s, and say so', (_what, settings, problem) => {
    const problems = problemsOf(settings)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^DHZ_EID_FILE: /)
    expect(problems[0]).toMatch(problem)
  })

  it('refuse a certificate that does not name this host, where the name is what counts', () => {
    writeFileSync(join(folder, 'other-key.pem'), other.key.export({ type: 'pkcs8', format: 'pem' }))
    const named = { ...wallet, clientId: 'x509_san_dns', certificates: 'other.pem', key: 'other-key.pem' }
    expect(problemsOf({ wallet: named })).toEqual([
      'DHZ_EID_FILE: wallet.certificates: other.pem does not name localhost.',
    ])
  })

  it('say all that is wrong with the files at once', () => {
    const two = [
      { ...provider, key: 'geen.pem' },
      { ...provider, id: 'ander', issuer: 'https://x.example', key: 'weak.pem' },
    ]
    expect(problemsOf({ providers: two })).toHaveLength(2)
  })
})
