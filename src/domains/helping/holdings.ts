import { sql, type SQL } from 'drizzle-orm'
import type { Retention } from '../../platform/retention.ts'
import { nameOfCommunity } from '../communities/index.ts'
import { nameAsSeen, type Holding, type ViewerContext } from '../residents/index.ts'

/** Help as one of the two sees it. */
const help = (
  ctx: ViewerContext,
  own: SQL,
  other: SQL,
): SQL => sql`select h.id, ${nameAsSeen(ctx, other)} as name,
    h.asked, h.accepted, h.ended, h.how_ended,
    array_to_string(array(select w.kind from helping_kinds w where w.helping_id = h.id order by w.since, w.kind), ', ') as help,
    (select string_agg(concat_ws(' ', to_char(a.begun, 'YYYY-MM-DD'), a.kind, ${nameOfCommunity(ctx, sql`a.community_id`)}), '; ' order by a.begun)
      from helped_acts a where a.helping_id = h.id and a.outcome is distinct from 'refused') as deeds
  from helpings h where ${own} = ${ctx.viewer.id}`

export const holdings: Holding[] = [
  {
    table: 'helpings',
    column: 'resident_id',
    shows: { part: 'helpers', select: (ctx) => help(ctx, sql`h.resident_id`, sql`h.helper_id`) },
    erasing: 'remove',
  },
  {
    table: 'helpings',
    column: 'helper_id',
    shows: { part: 'helping', select: (ctx) => help(ctx, sql`h.helper_id`, sql`h.resident_id`) },
    erasing: 'remove',
  },
  {
    table: 'helpings',
    column: 'asked_by',
    erasing: 'unname',
    why: 'written down at the desk for somebody else, who keeps their helper',
  },
  {
    table: 'helpings',
    column: 'ended_by',
    erasing: 'unname',
    why: 'always one of the two above, with whom the row goes',
  },
  {
    table: 'helped_acts',
    column: 'person_id',
    erasing: 'unname',
    why: 'what was done stays with who was helped; the designation itself goes',
  },
  {
    table: 'desk_registrations',
    column: 'resident_id',
    shows: {
      part: 'desk',
      select: (ctx) =>
        sql`select resident_id as id, registered from desk_registrations where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'desk_registrations',
    column: 'steward_id',
    erasing: 'unname',
    why: 'the registration is of the resident; the act stands in public without them',
  },
  {
    table: 'cards',
    column: 'resident_id',
    shows: {
      part: 'cards',
      select: (ctx) =>
        sql`select id, made, ends, used, ended, how_ended from cards where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'cards',
    column: 'made_by',
    erasing: 'unname',
    why: 'the card is of the resident; the act stands in public without them',
  },
]

export const retentions: Retention[] = [
  {
    name: 'what was done with help',
    rows: { table: 'helped_acts', from: 'begun', days: 365 },
    said: {
      nl: {
        what: 'Wat een buur voor je deed',
        long: 'Een jaar',
        why: 'Zo kun je nagaan of het klopte.',
      },
      en: {
        what: 'What a neighbour did for you',
        long: 'A year',
        why: 'So you can check whether it was right.',
      },
    },
  },
  {
    name: 'help that ended',
    rows: { table: 'helpings', from: 'ended', days: 365, only: sql`ended is not null` },
    said: {
      nl: {
        what: 'Dat een buur je hielp, en hoe het eindigde',
        long: 'Een jaar nadat het stopte',
        why: 'Zo kun je het teruglezen, en vraagt niemand te vaak.',
      },
      en: {
        what: 'That a neighbour helped you, and how it ended',
        long: 'A year after it stopped',
        why: 'So you can read it back, and nobody asks too often.',
      },
    },
  },
  {
    name: 'cards',
    rows: { table: 'cards', from: 'ends', days: 365 },
    said: {
      nl: {
        what: 'Een kaart om mee in te loggen',
        long: 'Tot een jaar nadat hij verliep',
        why: 'Zo zie je wanneer hij gebruikt is.',
      },
      en: {
        what: 'A card to sign in with',
        long: 'Until a year after it ran out',
        why: 'So you see when it was used.',
      },
    },
  },
]
