import { createHash } from 'node:crypto'
import { after, day, momentOf, onTheWall } from '../../../platform/clock.ts'
import { NotFound } from '../../../platform/errors.ts'
import { readValues, seeOther, valueOf, type App, type Request } from '../../../platform/http.ts'
import { isId } from '../../../platform/ids.ts'
import { render } from '../../../web/render.tsx'
import { entered } from '../../communities/index.ts'
import { requireViewer } from '../../residents/index.ts'
import { endFeed, newFeed } from '../actions/feeds.ts'
import { writeCalendar } from '../calendar/ical.ts'
import { words } from '../messages/index.ts'
import { AgendaPage, daysIn, views } from '../pages/agenda.tsx'
import { FeedsPage } from '../pages/feeds.tsx'
import { agendaOf } from '../queries/agenda.ts'
import {
  calendarBySecret,
  calendarOfCommunity,
  calendarOfMoment,
  feedsOf,
  type Calendar,
} from '../queries/feeds.ts'

/** Longest way back and ahead that an agenda can be leafed through. */
const farthest = 2 * 366 * day

export function agendaRoutes(app: App): void {
  app.get('/agenda', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    const view = views.find((one) => one === c.req.query('toon')) ?? 'maand'
    const today = onTheWall(ctx.now()).toPlainDate()
    const first = dayOf(c.req.query('op'), ctx.now()) ?? today
    const isToday = first.equals(today)
    const from = isToday ? after(ctx.now(), -60 * 60_000) : momentOf(first.toString(), '00:00')
    const to = momentOf(first.add({ days: daysIn[view] }).toString(), '00:00')
    const { items, more } = await agendaOf(ctx, { from, to })
    const leaf = (days: number) => `/agenda?toon=${view}&op=${first.add({ days }).toString()}`
    return render(
      c,
      { title: words[language].agenda.title, nav: 'agenda' },
      <AgendaPage
        language={language}
        now={ctx.now()}
        view={view}
        from={momentOf(first.toString(), '12:00')}
        today={isToday}
        earlier={leaf(-daysIn[view])}
        later={leaf(daysIn[view])}
        items={items}
        more={more}
      />,
    )
  })

  app.get('/agenda/in-je-telefoon', (c) => showFeeds(c))
  app.post('/agenda/in-je-telefoon', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const values = await readValues(c)
    const given = valueOf(values, 'community')
    const communityId = isId(given) ? given : undefined
    if (given && !communityId) throw new NotFound()
    if (valueOf(values, 'what') === 'end') {
      await endFeed(ctx, communityId)
      return seeOther(c, '/agenda/in-je-telefoon?klaar=adresweg')
    }
    const secret = await newFeed(ctx, communityId)
    // Told once, on this very page: an address with it in would stay in the history of the browser.
    c.header('Cache-Control', 'no-store')
    return showFeeds(c, `${ctx.services.config.origin}/agenda/feed/${secret}.ics`)
  })

  app.get('/agenda/feed/:file', async (c) => {
    const [, secret] = /^([A-Za-z0-9_-]{43})\.ics$/.exec(c.req.param('file')) ?? []
    if (!secret) throw new NotFound()
    return sendCalendar(c, await calendarBySecret(c.get('ctx'), secret))
  })
  app.get('/leefomgeving/:slug/agenda.ics', async (c) => {
    const { ctx, community } = await entered(c)
    return sendCalendar(c, await calendarOfCommunity(ctx, community.slug), `${community.slug}.ics`)
  })
  app.get('/afspraak/:id/afspraak.ics', async (c) => {
    const ctx = c.get('ctx')
    const whole = c.req.query('reeks') === 'ja'
    return sendCalendar(
      c,
      await calendarOfMoment(ctx, c.req.param('id'), whole),
      words[ctx.language].agenda.file,
    )
  })
}

/** A day of an address; undefined when it is none, or farther away than anybody plans. */
function dayOf(given: string | undefined, now: Date): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(given ?? '')) return undefined
  try {
    const found = Temporal.PlainDate.from(given!)
    return Math.abs(momentOf(found.toString(), '12:00').getTime() - now.getTime()) < farthest
      ? found
      : undefined
  } catch {
    return undefined
  }
}

async function showFeeds(c: Request, fresh?: string): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const t = words[ctx.language]
  const done = c.req.query('klaar') ?? ''
  return render(
    c,
    { title: t.feed.title, nav: 'agenda', flash: Object.hasOwn(t.done, done) ? t.done[done] : undefined },
    <FeedsPage language={ctx.language} feeds={await feedsOf(ctx)} fresh={fresh} />,
  )
}

/**
 * Answers with a calendar, or with nothing when the program that asks has this very one already (RFC 9110, 13.1). What is in it
 * follows from what is planned and who asks, and not from when.
 */
function sendCalendar(c: Request, { name, entries }: Calendar, file?: string): Response {
  const text = writeCalendar({ name, language: c.get('ctx').language, entries })
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  const newest = Math.max(0, ...entries.map(({ changed }) => changed.getTime()))
  const headers = {
    ETag: etag,
    ...(newest > 0 ? { 'Last-Modified': new Date(newest).toUTCString() } : {}),
    'Cache-Control': 'private, no-cache',
  }
  const asked = c.req.header('if-none-match')
  const known = asked !== undefined && asked.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
  if (known) return c.body(null, 304, headers)
  return c.body(text, 200, {
    ...headers,
    'Content-Type': 'text/calendar; charset=utf-8',
    ...(file ? { 'Content-Disposition': `attachment; filename="${file}"` } : {}),
  })
}
