import { sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newResident, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { hasBsn, isBsnMail } from '../../platform/bsn.ts'
import { keysFrom } from '../../platform/crypto.ts'
import { row, rows } from '../../platform/db/store.ts'
import { renewIndexes, rotateVault } from './rotate.ts'
import { personKey, plainName } from './rules.ts'
import {
  accountsOf,
  changeVault,
  namesakes,
  openEntries,
  openVault,
  putInVault,
  residentByMail,
  residentsAt,
  sealingOf,
} from './vault.ts'

const oldSecret = 'a secret that was used until yesterday, long'
const newSecret = 'a secret that is used from today on, as long'
const address = {
  street: 'Lijnbaan',
  number: 7,
  letter: 'a',
  addition: '',
  postcode: '9990AA',
  place: 'Ravenhorst',
}

onEachEngine('the vault', (store) => {
  const withKeys = (...secrets: string[]): Context =>
    visitor({ ...testServices(store()), keys: keysFrom(...secrets) })

  async function somebody(ctx: Context, name: string, mail: string): Promise<string> {
    const id = await newResident(ctx, { name })
    await putInVault(ctx, id, { name, mail, address, birth: '1980-02-29' })
    return id
  }

  it('finds an entry by mail, home, name and person, however they are written', async () => {
    const ctx = withKeys(oldSecret)
    const id = await somebody(ctx, 'Willeke de Bruijn', 'Willeke@voorbeeld.nl')
    expect(await residentByMail(ctx, ' WILLEKE@voorbeeld.nl')).toBe(id)
    expect(await residentsAt(ctx, { ...address, letter: 'A', street: 'Anders' })).toContain(id)
    expect(await residentsAt(ctx, { ...address, number: 8 })).toEqual([])
    expect(await namesakes(ctx, 'WILLEKE DE BRÜIJN', address)).toEqual([id])
    expect(await accountsOf(ctx, 'W. Bruijn', '1980-02-29')).toEqual([id])
    expect(await accountsOf(ctx, 'W. Bruijn', '1980-02-28')).toEqual([])
  })

  it('changes what is asked and keeps the rest, and finds it by what it is now', async () => {
    const ctx = withKeys(oldSecret)
    const id = await somebody(ctx, 'Henk Bos', 'henk@voorbeeld.nl')
    await changeVault(ctx, id, { mail: 'nieuw@voorbeeld.nl' }, 'own')
    expect(await residentByMail(ctx, 'henk@voorbeeld.nl')).toBeUndefined()
    expect(await residentByMail(ctx, 'nieuw@voorbeeld.nl')).toBe(id)
    expect((await openEntries(ctx, [id], 'own')).get(id)).toEqual({
      name: 'Henk Bos',
      mail: 'nieuw@voorbeeld.nl',
      address,
      birth: '1980-02-29',
    })
  })

  it('opens for the right resident only: a value moved to another row stays shut', async () => {
    const ctx = withKeys(oldSecret)
    const [one, other] = [
      await somebody(ctx, 'Een', 'een@voorbeeld.nl'),
      await somebody(ctx, 'Ander', 'a@voorbeeld.nl'),
    ]
    await ctx.db.execute(
      sql`update vault set name = (select name from vault where resident_id = ${one}) where resident_id = ${other}`,
    )
    await expect(openVault(ctx, other, 'name', 'own')).rejects.toThrow()
    await ctx.db.execute(sql`delete from vault where resident_id = ${other}`)
  })

  it('indexes names anew that were indexed by an older rule, once', async () => {
    const ctx = withKeys(oldSecret)
    const id = await somebody(ctx, 'S\u0430mira Kaya', 'lijkt@voorbeeld.nl')
    const index = () =>
      row<{ name: Uint8Array; person: Uint8Array }>(
        ctx.db,
        sql`select name_index as name, person_index as person from vault where resident_id = ${id}`,
      )
    const now = await index()
    await ctx.db.execute(
      sql`update vault set name_index = '\\x01', person_index = '\\x02', key_id = ${ctx.services.keys.id}
          where resident_id = ${id}`,
    )
    await ctx.db.execute(sql`delete from vault where resident_id <> ${id}`)
    expect(await accountsOf(ctx, 'Samira Kaya', '1980-02-29')).not.toContain(id)
    expect(await renewIndexes(ctx)).toBe(1)
    expect(await index()).toEqual(now)
    expect(await accountsOf(ctx, 'Samira Kaya', '1980-02-29')).toEqual([id])
    // How it is shown and printed stays as it was written.
    expect(await openVault(ctx, id, 'name', 'own')).toBe('S\u0430mira Kaya')
    expect(await renewIndexes(ctx)).toBe(0)
  })

  it('goes under a new key while everything stays readable, in as many goes as it takes', async () => {
    const before = withKeys(oldSecret)
    const ids: string[] = []
    for (let n = 0; n < 12; n++) ids.push(await somebody(before, `Bewoner ${n}`, `draai${n}@voorbeeld.nl`))
    const both = withKeys(newSecret, oldSecret)
    // What is not rotated yet is found and read with the old key.
    expect(await residentByMail(both, 'draai3@voorbeeld.nl')).toBe(ids[3])
    expect(await openVault(both, ids[3]!, 'mail', 'own')).toBe('draai3@voorbeeld.nl')
    // One row is held by somebody else, as by a run beside this one or one that was cut off.
    await changeVault(both, ids[0]!, { name: 'Al nieuw' }, 'own')
    const waiting = await row<{ count: number }>(
      both.db,
      sql`select count(*)::int as count from vault where key_id <> ${sealingOf(both)}`,
    )
    expect(await rotateVault(both)).toBe(waiting!.count)
    expect(await rotateVault(both)).toBe(0)
    const after = withKeys(newSecret)
    expect((await openEntries(after, [ids[0]!], 'own')).get(ids[0]!)?.name).toBe('Al nieuw')
    for (const [n, id] of ids.entries()) {
      expect(await residentByMail(after, `draai${n}@voorbeeld.nl`)).toBe(id)
      expect(await openVault(after, id, 'birth', 'own')).toBe('1980-02-29')
    }
    // The old key opens nothing any more, and the residents can see that the lock was renewed.
    await expect(openVault(withKeys(oldSecret), ids[3]!, 'mail', 'own')).rejects.toThrow()
    const seen = await rows<{ why: string }>(
      after.db,
      sql`select why from vault_openings where resident_id = ${ids[3]!} and field = 'all'`,
    )
    expect(seen).toEqual([{ why: 'rotate' }])
  })
})

describe('names and numbers', () => {
  it('compares a name by its letters only', () => {
    expect(plainName('  Çelik-Gönül,  A.')).toBe('celik gonul a')
    expect(personKey('Willeke de Bruijn', '1997-05-10')).toBe(personKey('W. de Bruijn', '1997-05-10'))
    expect(personKey('Willeke de Bruijn', '1997-05-10')).not.toBe(personKey('Joost de Bruijn', '1997-05-10'))
  })

  it('takes letters of another alphabet for the ones they look like, and wide letters and marks too', () => {
    const born = '1980-02-29'
    for (const [name, other] of [
      ['Samira Kaya', 'S\u0430mira K\u0430y\u0430'],
      ['Samira Kaya', 'Samira \u041a\u0430\u0443\u0430'],
      ['SAMIRA KAYA', '\u0405\u0410M\u0406RA KAYA'],
      ['JANSEN BOS', 'JA\u039dSE\u039d \u0392OS'],
      ['Oliver Bos', 'Oli\u03bder B\u03bfs'],
      ['Samira Kaya', '\uff33\uff41\uff4d\uff49\uff52\uff41 \uff2b\uff41\uff59\uff41'],
      ['Samira Kaya', 'Sami\u0307ra Kay\u0301a\u0336'],
      ['Samira Kaya', '\u{1d47a}amira Kaya'],
      ['Willem Bol', 'Willem B0l'],
      ['Rosa Popov', '\u0433\u043e\u0455\u0430 \u0420op\u043ev'],
    ] as const) {
      expect(plainName(other), other).toBe(plainName(name))
      expect(personKey(other, born), other).toBe(personKey(name, born))
    }
    // Two different names stay different, and one name is the same in capitals.
    expect(plainName('Наталья Зуева')).not.toBe(plainName('Надежда Зуева'))
    for (const name of ['Наталья Попова', 'Νίκος Παπαδόπουλος', 'Łukasz Wójcik', 'أحمد العلي'])
      expect(plainName(name.toUpperCase()), name).toBe(plainName(name))
  })

  it('changes nothing of a name in plain letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z' -]{1,40}$/), (name) => {
        expect(plainName(name)).toBe(
          name
            .toLowerCase()
            .replaceAll(/[^a-z]+/g, ' ')
            .trim(),
        )
      }),
    )
  })

  it('knows a citizen service number anywhere in a text, and no ordinary number', () => {
    for (const text of ['999991772', 'mijn nummer is 999991772.', '9999.91.772', '999 991 772', '99999 1772'])
      expect(hasBsn(text), text).toBe(true)
    for (const mail of ['s1234567@school.nl', 'jan.999991772@voorbeeld.nl', '1a-999991772@voorbeeld.nl'])
      expect(isBsnMail(mail), mail).toBe(false)
    expect(isBsnMail('999991772@voorbeeld.nl')).toBe(true)
    for (const text of [
      '',
      // Eight figures that pass the test, as a date.
      '10-01-1900',
      '06-12345678',
      '999991773',
      'Lijnbaan 12',
      '1234567890123',
      '000000000',
      '2026-05-14',
    ])
      expect(hasBsn(text), text).toBe(false)
  })

  it('finds every number that passes the eleven-test, and about one in eleven of all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 999_999_999 }), (n) => {
        const digits = String(n).padStart(9, '0')
        const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i === 8 ? -1 : 9 - i), 0)
        expect(hasBsn(`nr ${n}`)).toBe(sum % 11 === 0)
      }),
    )
  })
})
