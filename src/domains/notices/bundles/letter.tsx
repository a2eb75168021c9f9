import { renderToString } from 'preact-render-to-string'
import type { Context } from '../../../platform/context.ts'
import { formatDay } from '../../../platform/i18n.ts'
import type { Mail } from '../../../platform/mail.ts'
import { words } from '../messages/index.ts'
import { bounceAddress, bundleAddress, replyAddress } from '../post/addresses.ts'
import { unsubscribeToken } from '../unsubscribe.ts'
import type { Bundle, Line } from './compose.ts'

/** Whom a bundle goes to, and as which message. */
export interface Addressee {
  /** Of the row in `digests`: sent again, it is the same message. */
  digestId: string
  residentId: string
  to: string
}

interface Links {
  here: string
  settings: string
  stop: string
  href(path: string): string
  answer(conversation: string | undefined): string | undefined
}

/**
 * A bundle as a message: plain words, and the same with headings and links. Nothing in its subject tells which communities
 * somebody belongs to, and nothing in it comes from another host.
 */
export function letterOf(ctx: Context, bundle: Bundle, addressee: Addressee): Mail {
  const { digestId, residentId, to } = addressee
  const { origin } = ctx.services.config
  const stop = `${origin}/uit/${unsubscribeToken(ctx, residentId)}`
  const bounceTo = bounceAddress(ctx, digestId)
  const links: Links = {
    here: `${origin}/ik/bundel`,
    settings: `${origin}/ik/bundel/instellen`,
    stop,
    href: (path) => `${origin}${path}`,
    answer: (conversation) => (conversation ? replyAddress(ctx, residentId, conversation) : undefined),
  }
  const only = onlyLine(bundle)
  const replyTo = links.answer(only?.conversation) ?? bundleAddress(ctx, digestId)
  const { language } = bundle
  const t = words[language].letter
  const note = links.answer(only?.conversation) ? t.replies : t.noReply
  const domain = mailDomain(ctx)
  return {
    to,
    subject: t.subject(formatDay(language, bundle.until)),
    text: textOf(bundle, links, note),
    html: htmlOf(bundle, links, note),
    messageId: `<bundel.${digestId}@${domain}>`,
    ...(replyTo && { replyTo }),
    ...(bounceTo && { bounceTo }),
    headers: {
      'List-Id': `${t.list} <bundel.${domain}>`,
      'List-Unsubscribe': `<${stop}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      Precedence: 'bulk',
    },
  }
}

/** What stands behind the @ of our messages. */
function mailDomain(ctx: Context): string {
  const { post, mailFrom } = ctx.services.config
  return post?.domain ?? /@([A-Za-z0-9.-]+)/.exec(mailFrom)?.[1] ?? 'localhost'
}

/** The one line of a bundle with one line. */
function onlyLine({ own, groups }: Bundle): Line | undefined {
  const lines = [...own, ...groups.flatMap((group) => group.lines)]
  return lines.length === 1 ? lines[0] : undefined
}

function textOf(bundle: Bundle, links: Links, note: string): string {
  const t = words[bundle.language].letter
  const lineOf = ({ text, href, conversation }: Line) => {
    const address = links.answer(conversation)
    return [`- ${text}`, href && `  ${links.href(href)}`, address && `  ${t.answerTo(address)}`]
  }
  const part = (heading: string, lines: readonly Line[], more: readonly (string | undefined)[] = []) => [
    '',
    heading.toUpperCase(),
    ...lines.flatMap(lineOf),
    ...more,
  ]
  return [
    t.hello,
    '',
    t.lede,
    ...(bundle.own.length > 0 ? part(t.own, bundle.own) : []),
    ...bundle.groups.flatMap(({ name, href, lines, more }) =>
      part(name, lines, more > 0 ? [t.more(more), links.href(href)] : []),
    ),
    ...(bundle.moreGroups > 0 ? ['', t.moreGroups(bundle.moreGroups)] : []),
    '',
    t.end,
    '',
    note,
    `${t.readHere}: ${links.here}`,
    `${t.change}: ${links.settings}`,
    `${t.stop}: ${links.stop}`,
    '',
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}

/** Headings, lists and links, without a style of our own: a mail program shows it as its reader likes to read. */
function htmlOf(bundle: Bundle, links: Links, note: string): string {
  const { language } = bundle
  const t = words[language].letter
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{t.subject(formatDay(language, bundle.until))}</title>
      </head>
      <body>
        <h1>{t.subject(formatDay(language, bundle.until))}</h1>
        <p>{t.lede}</p>
        {bundle.own.length > 0 && (
          <>
            <h2>{t.own}</h2>
            <Lines lines={bundle.own} links={links} answer={t.answer} />
          </>
        )}
        {bundle.groups.map(({ name, href, lines, more }) => (
          <>
            <h2>
              <a href={links.href(href)} dir="auto">
                {name}
              </a>
            </h2>
            <Lines lines={lines} links={links} answer={t.answer} />
            {more > 0 && <p>{t.more(more)}</p>}
          </>
        ))}
        {bundle.moreGroups > 0 && <p>{t.moreGroups(bundle.moreGroups)}</p>}
        <p>
          <strong>{t.end}</strong>
        </p>
        <hr />
        <p>{note}</p>
        <ul>
          <li>
            <a href={links.here}>{t.readHere}</a>
          </li>
          <li>
            <a href={links.settings}>{t.change}</a>
          </li>
          <li>
            <a href={links.stop}>{t.stop}</a>
          </li>
        </ul>
      </body>
    </html>
  )
  return `<!doctype html>${renderToString(page)}`
}

function Lines({ lines, links, answer }: { lines: readonly Line[]; links: Links; answer: string }) {
  return (
    <ul>
      {lines.map(({ text, href, conversation }) => {
        const address = links.answer(conversation)
        return (
          <li>
            {href ? <a href={links.href(href)}>{text}</a> : text}
            {address && (
              <>
                {' '}
                (<a href={`mailto:${address}`}>{answer}</a>)
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
