import { sql } from 'drizzle-orm'
import { rows, type Db } from '../db/store.ts'

export interface Column {
  name: string
  type: string
}

export interface Table {
  name: string
  columns: Column[]
}

/**
 * The tables of a backup, by name, with the columns that hold something of their own. What an import of addresses is
 * reading at this moment is none of them, and neither is what is meant to leave no trace (unlogged), nor the keys of ballot
 * boxes: a backup must never open a box that was emptied since (docs/decisions/0008).
 */
export async function tablesOf(db: Db): Promise<Table[]> {
  const found = await rows<Column & { table: string }>(
    db,
    sql`select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
          and c.relname <> 'migrations'
          and c.relname not like 'addresses\\_intake%'
          and c.relname <> 'decision_keys'
          and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by c.relname, a.attnum`,
  )
  const tables = Map.groupBy(found, ({ table }) => table)
  return [...tables].map(([name, columns]) => ({ name, columns }))
}

export async function migrationsOf(db: Db): Promise<string[]> {
  const ran = await rows<{ name: string }>(db, sql`select name from migrations order by name`)
  return ran.map(({ name }) => name)
}

/** Until the end of the transaction a value reads the same whatever the settings of a cluster are, and loses nothing. */
export async function writeValuesPlainly(tx: Db): Promise<void> {
  const settings = {
    timezone: 'UTC',
    datestyle: 'ISO',
    intervalstyle: 'iso_8601',
    bytea_output: 'hex',
    extra_float_digits: '1',
  }
  for (const [name, value] of Object.entries(settings)) {
    await tx.execute(sql`select set_config(${name}, ${value}, true)`)
  }
}

/**
 * Takes references away and switches triggers off, so that rows can come in any order and stay as they are.
 * @returns the statements that undo this; they check every reference.
 */
export async function setAside(tx: Db): Promise<string[]> {
  const references = await rows<{ table: string; name: string; definition: string }>(
    tx,
    sql`select conrelid::regclass::text as table, quote_ident(conname) as name,
          pg_get_constraintdef(oid) as definition
        from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  const triggers = await rows<{ table: string; name: string }>(
    tx,
    sql`select tgrelid::regclass::text as table, quote_ident(tgname) as name
        from pg_trigger join pg_class c on c.oid = tgrelid
        where not tgisinternal and tgenabled = 'O' and c.relnamespace = 'public'::regnamespace`,
  )
  for (const { table, name } of references) {
    await tx.execute(sql.raw(`alter table ${table} drop constraint ${name}`))
  }
  for (const { table, name } of triggers) {
    await tx.execute(sql.raw(`alter table ${table} disable trigger ${name}`))
  }
  return [
    ...references.map(
      ({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`,
    ),
    ...triggers.map(({ table, name }) => `alter table ${table} enable trigger ${name}`),
  ]
}

/** Takes away all that migrations made, except extensions: those an operator may have installed. */
export async function dropEverything(tx: Db): Promise<void> {
  const ours = (catalogue: string) =>
    `not exists (select from pg_depend d where d.deptype = 'e' and d.classid = '${catalogue}'::regclass
       and d.objid = ${catalogue}.oid)`
  const drops = await rows<{ statement: string }>(
    tx,
    sql.raw(
      `select format('drop table if exists %s cascade', oid::regclass) as statement from pg_class
         where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migrations'
           and ${ours('pg_class')}
       union all
       select format('drop view if exists %s cascade', oid::regclass) from pg_class
         where relnamespace = 'public'::regnamespace and relkind = 'v' and ${ours('pg_class')}
       union all
       select format('drop routine if exists %s cascade', oid::regprocedure) from pg_proc
         where pronamespace = 'public'::regnamespace and ${ours('pg_proc')}
       union all
       select format('drop type if exists %s cascade', oid::regtype) from pg_type
         where typnamespace = 'public'::regnamespace and typtype in ('e', 'd') and ${ours('pg_type')}
       union all
       select format('drop text search configuration if exists %s cascade', oid::regconfig) from pg_ts_config
         where cfgnamespace = 'public'::regnamespace and ${ours('pg_ts_config')}
       union all
       select format('drop text search dictionary if exists %s cascade', oid::regdictionary) from pg_ts_dict
         where dictnamespace = 'public'::regnamespace and ${ours('pg_ts_dict')}`,
    ),
  )
  for (const { statement } of drops) await tx.execute(sql.raw(statement))
  await tx.execute(sql`delete from migrations`)
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
