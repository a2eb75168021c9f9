import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import QRCode from 'qrcode'
import { hour } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { formatDay } from '../../../platform/i18n.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { toPlain } from '../../../platform/markdown.ts'
import { clockInWords } from '../../../platform/moments.ts'
import { makePdf } from '../../../platform/pdf.ts'
import { requireViewer } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { changingMoment, momentById, requireHost, requireOpen, type Moment } from '../moment.ts'
import { atPlace, lengthInWords, rhythmInWords } from '../when.ts'
import { doorsOnPaper } from './drawing.ts'
import { notes, poster } from './pages.ts'

/** What can be printed of an activity. */
export const papers = ['a4', 'a5', 'notes'] as const
export type Paper = (typeof papers)[number]

const printing: Limit = { name: 'print-activity', max: 30, window: hour }

/** Crockford's base 32: nothing on paper looks like something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 5
const mostTries = 20

/**
 * A poster, or a sheet of notes, of something that is to come; for who plans it. Where it is stands on it only when the one who
 * prints it says so (`withPlace`), because everybody reads paper.
 */
export async function printActivity(
  ctx: Context,
  momentId: string,
  { paper, withPlace }: { paper: Paper; withPlace: boolean },
): Promise<Buffer> {
  const known = requireViewer(ctx)
  await limit(ctx, printing, known.viewer.id)
  const { moment, code } = await changingMoment(known, momentId, async (ctx, moment) => {
    requireHost(moment)
    requireOpen(ctx, moment)
    return { moment, code: await codeOf(ctx, moment.activityId) }
  })
  return setPaper(ctx, moment, { code, paper, withPlace })
}

/** The short code of an activity, made when it is first needed. */
async function codeOf(ctx: Context, activityId: string): Promise<string> {
  for (let tries = 0; tries < mostTries; tries++) {
    const code = [...randomBytes(codeLength)].map((byte) => alphabet[byte % 32]).join('')
    const found = await row<{ code: string | null }>(
      ctx.db,
      sql`update activities set code = coalesce(code, ${code}) where id = ${activityId}
            and (code is not null or not exists (select 1 from activities taken where taken.code = ${code}))
          returning code`,
    )
    if (found?.code) return found.code
  }
  throw new Error('No short code is free')
}

/** Sets a sheet of what is said about a moment. */
export async function setPaper(
  ctx: Context,
  moment: Moment,
  { code, paper, withPlace }: { code: string; paper: Paper; withPlace: boolean },
): Promise<Buffer> {
  const { language } = ctx
  const t = words[language].print
  const { host } = new URL(ctx.services.config.origin)
  const local = atPlace(moment.starts, moment.zone)
  const day = formatDay(language, local)
  const said = {
    title: moment.title,
    rubric: t.rubric,
    hello: t.hello,
    community: moment.community,
    day: day.charAt(0).toUpperCase() + day.slice(1),
    time: moment.allDay ? lengthInWords(language, moment) : first(clockInWords(language, local)),
    clock: moment.allDay ? lengthInWords(language, moment).toLowerCase() : clockInWords(language, local),
    lasts: moment.allDay ? '' : lengthInWords(language, moment),
    rhythm: rhythmInWords(language, moment) ?? '',
    place: withPlace && moment.place ? moment.place : '',
    ask: t.placeAsk,
    about: moment.about ? toPlain(moment.about, 320) : '',
    scan: t.scan,
    address: `${host}/a/${code}`,
    all: moment.access === 'besloten' ? '' : t.all,
    own: t.own,
    house: t.house,
    picture: t.picture,
  }
  const link = `${ctx.services.config.origin}/a/${code}`
  const qr = await QRCode.toString(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 })
  return makePdf(paper === 'notes' ? notes : poster, {
    said: JSON.stringify(said),
    qr,
    doors: doorsOnPaper(moment.communityId),
    size: paper,
    language,
  })
}

const first = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** A code as somebody typed it from paper. */
function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{5}$/.test(code) ? code : undefined
}

/** The next time of the activity behind a short code, or its last when all is over. @throws NotFound, also for who may not see it. */
export async function momentByCode(ctx: Context, typed: string): Promise<Moment> {
  const code = readCode(typed)
  const found = code
    ? await row<{ id: string }>(
        ctx.db,
        sql`with recursive line (id) as (
              select id from activities where code = ${code}
              -- A series that was changed from one moment on goes on as another.
              union select later.id from line join activities later on later.continues = line.id)
            select m.id from line join activity_moments m on m.activity_id = line.id
            order by m.cancelled is null desc, m.ends > ${ctx.now().toISOString()}::timestamptz desc,
              case when m.ends > ${ctx.now().toISOString()}::timestamptz then m.starts end, m.starts desc limit 1`,
      )
    : undefined
  if (!found) throw new NotFound()
  return momentById(ctx, found.id)
}
