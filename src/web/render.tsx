import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { direction, formatDay, languageNames, languages, type Language } from '../platform/i18n.ts'
import type { Frame, FormErrors, Request } from '../platform/http.ts'
import type { Assets } from './assets.ts'
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

/** The field that every form carries in a session that is for somebody else: for whom it was opened. */
export const actsForField = 'namens'

/** Lets every form of a page say for whom it was opened, so that it is never sent as somebody else. */
function forSomebody(html: string, id: string): string {
  return html.replaceAll(
    /<form\b[^>]*\bmethod="post"[^>]*>/g,
    (form) => `${form}<input type="hidden" name="${actsForField}" value="${id}"/>`,
  )
}

/** Answers with a whole page: the frame that every page has, with this content. */
export function render(c: Request, options: PageOptions, children: ComponentChildren): Response {
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
      dateline={datelineOf(c, frame)}
      banner={
        frame.actsFor && {
          words: <ActsFor frame={frame} name={frame.actsFor.name} />,
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
  return c.html(
    `<!doctype html>${frame.actsFor ? forSomebody(html, frame.actsFor.id) : html}`,
    options.status ?? 200,
  )
}

/** Where somebody who helps has something to do; the rest is only for the one whom they help. */
const whileHelping: readonly Nav[] = ['communities', 'agenda']

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
    const shown = frame.actsFor ? navigation.filter(([nav]) => whileHelping.includes(nav)) : navigation
    return shown.map(([nav, href, icon]) => ({ href, label: t[nav], icon, current: nav === current }))
  }
  return [
    { href: '/ambities', label: t.ambitions, current: current === 'ambitions' },
    { href: '/verhalen', label: t.stories },
    { href: '/log-in', label: t.signIn, current: current === 'me' },
  ]
}

function datelineOf(c: Request, frame: Frame): ComponentChildren[] {
  const t = words[frame.language]
  const today = formatDay(frame.language, c.get('ctx').now())
  const demo = frame.demo && (
    <>
      {t.demoLine}. <a href="/demo">{t.demoLink}</a>
    </>
  )
  if (frame.signedIn) return [frame.place ?? t.siteName, today, ...(demo ? [demo] : [])]
  return demo ? [t.visitorLine[0], today, demo] : t.visitorLine
}

function footerOf(frame: Frame) {
  const t = words[frame.language]
  return [
    { href: '/omgangsvormen', label: t.rules },
    { href: '/bewaren', label: t.keeping },
    { href: '/open', label: t.openData },
    { href: '/stichting', label: t.foundation },
    ...(frame.steward ? [{ href: '/beheer', label: t.stewardLink }] : []),
  ]
}

/** On every page of a session that is for somebody else: for whom, and the way out. */
function ActsFor({ frame, name }: { frame: Frame; name: string }) {
  const t = words[frame.language].actsFor
  return (
    <form action="/helpen/stop" method="post">
      <p>
        <a href="/helpen">
          {t.for} <strong dir="auto">{name}</strong>
        </a>
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
