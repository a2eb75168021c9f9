import { sql } from 'drizzle-orm'
import type { Holding } from '../residents/index.ts'

/** What this domain has of a resident. What lies in the vault itself, the download opens by `ownEntry`. */
export const holdings: Holding[] = [
  {
    table: 'vault',
    column: 'resident_id',
    erasing: 'remove',
    why: 'it is sealed; the download opens it and shows every field',
  },
  {
    table: 'vault_openings',
    column: 'resident_id',
    shows: {
      part: 'openings',
      select: (ctx) => sql`select id, opened, field, why as because,
          case when opened_by = resident_id then 'you' when why = 'latchstring' then 'neighbour'
            when opened_by is not null or why in ('letter', 'case', 'desk', 'desk.known') then 'steward' else 'program' end as by
        from vault_openings where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'vault_openings',
    column: 'opened_by',
    erasing: 'unname',
    why: 'each opening stays with the resident whose entry it was',
  },
  {
    table: 'sessions',
    column: 'resident_id',
    shows: {
      part: 'sessions',
      select: (ctx) =>
        sql`select id, device, how, created, used, ends from sessions where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'sessions',
    column: 'acts_for',
    erasing: 'remove',
    why: 'a session of the neighbour who helps; it becomes their own again first (`leaveHelping`)',
  },
  {
    table: 'mail_links',
    column: 'resident_id',
    erasing: 'remove',
    why: 'only a mark of a link that works for half an hour to a day',
  },
  {
    table: 'passkeys',
    column: 'resident_id',
    shows: {
      part: 'passkeys',
      select: (ctx) =>
        sql`select id, name, made as created, used from passkeys where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'passkey_handles',
    column: 'resident_id',
    erasing: 'remove',
    why: 'a random number that names the account to the devices that have a key',
  },
]
