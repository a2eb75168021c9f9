import { gzipSync } from 'node:zlib'
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { direction, formatDay, languageNames, languages, type Language } from '../platform/i18n.ts'
import type { ActsFor, Frame, FormErrors, Request } from '../platform/http.ts'
import type { Assets } from './assets.ts'
import { shownForAnother } from './for-another.ts'
import {
  Button,
  End,
  ErrorSummary,
  Page,
  type Line,
  type MenuItem,
  type PageProps,
} from './components/index.ts'
import { words } from './messages/index.ts'

/** The five words of the main navigation. */
export type Nav = 'buurt' | 'ambitions' | 'communities' | 'agenda' | 'me'

export interface PageOptions {
  title: string
  nav?: Nav
  line?: Line
  size?: PageProps['size']
  description?: string
  status?: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 503
  /** Islands this page uses, by name. */
  islands?: string[]
  /** A sentence about what was just done. */
  flash?: string | undefined
  flashKind?: 'done' | 'error'
  head?: ComponentChildren
}

let assets: Assets = { css: '/assets/site.css', fonts: [], island: () => undefined }

/** Says once, at the start, where the built files are. */
export function useAssets(built: Assets): void {
  assets = built
}

const navigation = [
  ['buurt', '/buurt', 'nav-neighbourhood'],
  ['ambitions', '/ambities', 'nav-ambitions'],
  ['communities', '/leefomgevingen', 'nav-communities'],
  ['agenda', '/agenda', 'nav-agenda'],
  ['me', '/ik', 'nav-me'],
] as const satisfies [Nav, string, string][]

/** Answers with a whole page: the frame that every page has, with this content. */
export function render(c: Request, options: PageOptions, children: ComponentChildren): Response {
  return c.html(htmlOf(c, options, children), options.status ?? 200)
}

/** A whole page as it is sent, also to who takes it compressed. */
export interface KeptPage {
  html: string
  gzip: Uint8Array<ArrayBuffer>
}

/** Makes a page that can be sent to many. It has no islands, as the nonce of a script is for one answer. */
export function pageToKeep(
  c: Request,
  options: Omit<PageOptions, 'islands' | 'status' | 'flash'>,
  children: ComponentChildren,
): KeptPage {
  const html = htmlOf(c, options, children)
  return { html, gzip: gzipSync(html) }
}

/** Answers with a page that was made before. */
export function sendKept(c: Request, { html, gzip }: KeptPage): Response {
  c.header('Vary', 'Accept-Language, Cookie, Accept-Encoding')
  const zipped = /\bgzip\b(?!\s*;\s*q=0(?:\.0+)?(?:,|\s|$))/.test(c.req.header('accept-encoding') ?? '')
  if (!zipped) return c.html(html)
  return c.body(gzip, 200, { 'Content-Type': 'text/html; charset=UTF-8', 'Content-Encoding': 'gzip' })
}

function htmlOf(c: Request, options: PageOptions, children: ComponentChildren): string {
  const frame = c.get('frame')
  const t = words[frame.language]
  const page = (
    <Page
      lang={frame.language}
      dir={direction(frame.language)}
      title={options.title}
      siteName={t.siteName}
      description={options.description}
      size={options.size ?? 'daily'}
      line={options.line}
      skip={t.skip}
      brand={{ href: '/', words: t.brand }}
      menu={{ label: t.menu, items: menuOf(frame, options.nav) }}
      search={
        frame.signedIn ? open(frame, [{ href: '/zoek', label: t.search }], ({ href }) => href)[0] : undefined
      }
      dateline={datelineOf(c, frame)}
      banner={
        frame.actsFor && {
          words: (
            <ActsForBanner
              language={frame.language}
              name={frame.actsFor.name}
              speaksToThem={options.nav !== undefined}
            />
          ),
          label: t.actsFor.label,
        }
      }
      flash={flashOf(options)}
      footer={{ words: t.footer, label: t.footerLabel, links: footerOf(frame) }}
      language={!frame.actsFor && <LanguageChoice frame={frame} />}
      head={options.head}
      assets={{
        css: assets.css,
        fonts: assets.fonts,
        js: (options.islands ?? []).map((name) => assets.island(name)).filter((src) => src !== undefined),
      }}
      nonce={frame.nonce}
    >
      {children}
    </Page>
  )
  const html = renderToString(page)
  return `<!doctype html>${frame.actsFor ? forAnother(frame, frame.actsFor, html) : html}`
}

function forAnother({ language }: Frame, actsFor: ActsFor, html: string): string {
  const said = words[language].actsFor.theyDo(actsFor.name)
  return shownForAnother(html, actsFor, renderToString(<p class="small soft">{said}</p>))
}

/**
 * The sentence about what was done. Pages look it up by a word in the address, and anybody may write `constructor` there,
 * which every table of words has without it being a sentence.
 */
function flashOf({ flash, flashKind }: PageOptions): PageProps['flash'] {
  const found: unknown = flash
  return typeof found === 'string' && found !== '' ? { words: found, kind: flashKind } : undefined
}

function menuOf(frame: Frame, current: Nav | undefined): MenuItem[] {
  const t = words[frame.language].nav
  if (frame.signedIn) {
    return open(frame, navigation, ([, href]) => href).map(([nav, href, icon]) => ({
      href,
      label: t[nav],
      icon,
      current: nav === current,
    }))
  }
  return [
    { href: '/ambities', label: t.ambitions, current: current === 'ambitions' },
    { href: '/verhalen', label: t.stories },
    { href: '/zoek', label: words[frame.language].search },
    { href: '/log-in', label: t.signIn, current: current === 'me' },
  ]
}

function datelineOf(c: Request, frame: Frame): ComponentChildren[] {
  const t = words[frame.language]
  const today = formatDay(frame.language, c.get('ctx').now())
  const demo = frame.demo && (
    <>
      {t.demoLine}.{!frame.actsFor && ' '}
      {!frame.actsFor && <a href="/demo">{t.demoLink}</a>}
    </>
  )
  if (frame.signedIn) return [frame.place ?? t.siteName, today, ...(demo ? [demo] : [])]
  return demo ? [t.visitorLine[0], today, demo] : t.visitorLine
}

function footerOf(frame: Frame) {
  const t = words[frame.language]
  const links = [
    { href: '/omgangsvormen', label: t.rules },
    { href: '/bewaren', label: t.keeping },
    { href: '/open', label: t.openData },
    { href: '/stichting', label: t.foundation },
    ...(frame.steward ? [{ href: '/beheer', label: t.stewardLink }] : []),
  ]
  return open(frame, links, ({ href }) => href)
}

/** In a session that is for somebody else, only where there is something to do for them. */
function open<Item>({ actsFor }: Frame, items: readonly Item[], hrefOf: (item: Item) => string): Item[] {
  return items.filter((item) => !actsFor || actsFor.mayOpen('GET', hrefOf(item)))
}

/**
 * On every page of a session that is for somebody else: for whom, and the way out. Most pages speak to the one who is
 * helped, and then it says so.
 */
function ActsForBanner(props: { language: Language; name: string; speaksToThem: boolean }) {
  const { name } = props
  const t = words[props.language].actsFor
  return (
    <form action="/helpen/stop" method="post">
      <p>
        <a href="/helpen">
          {t.for} <strong dir="auto">{name}</strong>
        </a>
        {props.speaksToThem && <span class="small"> {t.you(name)}</span>}
      </p>
      <Button kind="quiet">{t.stop}</Button>
    </form>
  )
}

/** Choosing a language is a form, because it changes what is remembered. */
function LanguageChoice({ frame }: { frame: Frame }) {
  return (
    <form class="language" action="/taal" method="post">
      <input type="hidden" name="back" value={frame.path} />
      {languages
        .filter((language) => language !== frame.language)
        .map((language) => (
          <Button kind="text" name="language" value={language}>
            <span lang={language}>{languageNames[language]}</span>
          </Button>
        ))}
    </form>
  )
}

/** The end of a page that people see often. */
export function Goodbye({
  language,
  line = 'sun',
  children,
}: {
  language: Language
  line?: Line
  children?: ComponentChildren
}) {
  const t = words[language]
  return (
    <End line={line} label={t.end}>
      {children ?? t.goodbye}
    </End>
  )
}

/** What is wrong with a form, on top of it; nothing when all is well. `messages` gives the words for each code. */
export function Problems(props: {
  language: Language
  errors: FormErrors | undefined
  messages: Record<string, string>
}) {
  const entries = Object.entries(props.errors ?? {})
  if (entries.length === 0) return null
  const t = words[props.language].problem
  return (
    <ErrorSummary
      heading={t.heading}
      words={t.kept}
      errors={entries.map(([field, code]) => ({
        field: field === 'form' ? undefined : field,
        text: props.messages[code] ?? code,
      }))}
    />
  )
}
