import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { arrayOf, row, rows } from '../db/store.ts'
import { Invalid, NotFound } from '../errors.ts'
import type { Upload } from '../http.ts'
import { isId, newId } from '../ids.ts'
import { pictureType, readPicture } from '../pictures.ts'

/** A file as its row tells it; the bytes lie in the file store. */
export interface KeptFile {
  id: string
  name: string
  type: string
  bytes: number
  /** Pixels, where it is a picture. */
  width: number | null
  height: number | null
}

/**
 * Keeps a file that came in, not yet attached to anything: whoever knows the id may attach it within a day, so a form
 * that comes back for another reason need not send it again. Call it outside a transaction: the bytes are written first.
 * @param field the form's field, for the message.
 * @throws Invalid `fileUnsafe` when the scanner refuses it.
 */
export async function keepFile(
  ctx: Context,
  { bytes, name, type }: { bytes: Uint8Array; name: string; type: string },
  field = 'file',
): Promise<string> {
  await requireClean(ctx, bytes, field)
  const id = newId()
  await ctx.services.files.put(id, bytes)
  await ctx.db.execute(
    sql`insert into files (id, name, type, bytes, added)
        values (${id}, ${shortName(name)}, ${type}, ${bytes.byteLength}, ${ctx.now().toISOString()})`,
  )
  return id
}

/**
 * Keeps a photo, made ready for showing; see `keepFile`.
 * @throws Invalid as `readPicture` does, or `fileUnsafe`.
 */
export async function keepPicture(ctx: Context, upload: Upload, field = 'picture'): Promise<string> {
  await requireClean(ctx, upload.bytes, field)
  const { large, small, width, height } = await readPicture(upload.bytes, field)
  const id = newId()
  await ctx.services.files.put(id, large)
  await ctx.services.files.put(smallKey(id), small)
  await ctx.db.execute(
    sql`insert into files (id, name, type, bytes, width, height, added)
        values (${id}, '', ${pictureType}, ${large.byteLength}, ${width}, ${height}, ${ctx.now().toISOString()})`,
  )
  return id
}

async function requireClean(ctx: Context, bytes: Uint8Array, field: string): Promise<void> {
  if (ctx.services.scan && !(await ctx.services.scan(bytes))) throw new Invalid({ [field]: 'fileUnsafe' })
}

/**
 * Keeps the same bytes once more, not yet attached: what is taken over stands by itself. Outside a transaction, as `keepFile`.
 * @throws NotFound
 */
export async function copyFile(ctx: Context, fileId: string): Promise<string> {
  const { content, name, type, bytes, width, height } = await readFile(ctx, fileId)
  const id = newId()
  await ctx.services.files.put(id, content)
  if (width) await ctx.services.files.put(smallKey(id), (await readFile(ctx, fileId, 'small')).content)
  await ctx.db.execute(
    sql`insert into files (id, name, type, bytes, width, height, added)
        values (${id}, ${name}, ${type}, ${bytes}, ${width}, ${height}, ${ctx.now().toISOString()})`,
  )
  return id
}

/** The last part of a path, without signs that a file system or a header stumbles over. */
function shortName(name: string): string {
  const plain = (name.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}"]/gu, '').trim()
  return [...plain].slice(-150).join('')
}

/**
 * Attaches files that were kept, within the transaction that writes what points at them. Each can be attached once.
 * @throws Invalid `fileGone` when one is not there, was attached before, or was swept.
 */
export async function attachFiles(ctx: Context, ids: readonly string[], field = 'file'): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const attached = wanted.every(isId)
    ? await rows(
        ctx.db,
        sql`update files set attached = ${ctx.now().toISOString()}
            where id = any(${arrayOf(wanted, 'uuid')}) and attached is null returning id`,
      )
    : []
  if (attached.length !== wanted.length) throw new Invalid({ [field]: 'fileGone' })
}

/** Of these ids those that can still be attached: a form that comes back shows them again. */
export async function looseFiles(ctx: Context, ids: readonly string[]): Promise<KeptFile[]> {
  const wanted = ids.filter(isId)
  if (wanted.length === 0) return []
  return rows<KeptFile>(
    ctx.db,
    sql`select id, name, type, bytes, width, height from files
        where id = any(${arrayOf(wanted, 'uuid')}) and attached is null order by added, id`,
  )
}

/** Removes files, within the transaction; their bytes follow. */
export async function dropFiles(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await ctx.db.execute(sql`delete from files where id = any(${arrayOf([...ids], 'uuid')})`)
}

/** A file and its bytes, or the small copy of a picture. @throws NotFound */
export async function readFile(
  ctx: Context,
  id: string,
  size: 'whole' | 'small' = 'whole',
): Promise<KeptFile & { content: Uint8Array<ArrayBuffer> }> {
  const file = isId(id)
    ? await row<KeptFile>(
        ctx.db,
        sql`select id, name, type, bytes, width, height from files where id = ${id}`,
      )
    : undefined
  const key = size === 'small' && file?.width ? smallKey(id) : id
  const content = file && (await ctx.services.files.get(key))
  if (!file || !content) throw new NotFound()
  return { ...file, content }
}

const smallKey = (id: string) => `${id}-small`

/** Files handled in one statement: between two of them others have a turn. */
const portion = 200

/**
 * Job: sweeps what nothing attached within a day, and removes the bytes of what is gone. May be stopped at any moment.
 * @returns how many files' bytes were removed.
 */
export async function tendFiles(ctx: Context): Promise<number> {
  await ctx.db.execute(
    sql`delete from files where attached is null
          and added < ${ctx.now().toISOString()}::timestamptz - interval '1 day'`,
  )
  for (let removed = 0; ;) {
    const gone = await rows<{ id: string }>(ctx.db, sql`select id from dropped_files limit ${portion}`)
    for (const { id } of gone) {
      await ctx.services.files.remove(id)
      await ctx.services.files.remove(smallKey(id))
    }
    const ids = gone.map(({ id }) => id)
    await ctx.db.execute(sql`delete from dropped_files where id = any(${arrayOf(ids, 'uuid')})`)
    removed += gone.length
    if (gone.length < portion) return removed
  }
}
