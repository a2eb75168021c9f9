import type { JSX } from 'preact'
import { artHref, Thing, type ThingName } from '../art/index.ts'
import { classes } from './classes.ts'
import { Notice } from './notice.tsx'
import type { Line, Words } from './types.ts'

export interface MenuItem {
  href: string
  label: string
  /** Without an icon the menu is a plain row of links, as on the front page. */
  icon?: ThingName
  current?: boolean
}

export interface PageProps {
  lang: string
  dir?: 'ltr' | 'rtl'
  title: string
  /** Follows the title in the browser's tab. */
  siteName: string
  description?: string
  /** `grand` for the front page and stories, `daily` for what people see often, `office` for stewards. */
  size?: 'grand' | 'daily' | 'office'
  line?: Line
  /** The word of the link that jumps to the content. */
  skip: string
  /** The name beside the mark; each part on its own line. */
  brand: { href: string; words: readonly string[] }
  menu?: { label: string; items: readonly MenuItem[] }
  /** Where one searches, when that is not in the menu. */
  search?: { href: string; label: string } | undefined
  /** Place, day, something of the day. */
  dateline?: readonly Words[]
  /** Stands above everything, on every page, as long as something is not as usual. */
  banner?: { words: Words; label: string } | undefined
  flash?: { words: Words; kind?: 'done' | 'error' } | undefined
  footer: { words: Words; label: string; links: readonly { href: string; label: string; lang?: string }[] }
  /** The slot for choosing a language. */
  language?: Words
  /** Extra elements for the head: canonical, alternates, feeds. */
  head?: Words
  assets: { css: string; js?: readonly string[]; fonts?: readonly string[] }
  nonce?: string | undefined
  children: Words
}

/** A whole page, without its doctype: masthead, the five-word menu, content, colophon. */
export function Page(props: PageProps): JSX.Element {
  const fixed = props.menu?.items.some((item) => item.icon) ?? false
  return (
    <html lang={props.lang} dir={props.dir ?? 'ltr'}>
      <Head {...props} />
      <body class={classes(`page--${props.size ?? 'daily'}`, fixed && 'page--menu')} data-line={props.line}>
        <a class="skip" href="#content">
          {props.skip}
        </a>
        {props.banner && (
          <section class="banner" aria-label={props.banner.label}>
            {props.banner.words}
          </section>
        )}
        <header class="masthead">
          <div class="masthead__row">
            <a class="brand" href={props.brand.href}>
              <Thing name="mark" />
              <span>
                {props.brand.words.map((word, i) => (
                  <>
                    {i > 0 && <br />}
                    {word}
                  </>
                ))}
              </span>
            </a>
            {props.menu && <Menu {...props.menu} fixed={fixed} />}
            {props.search && (
              <a class="masthead__search" href={props.search.href}>
                {props.search.label}
              </a>
            )}
          </div>
          {props.dateline && (
            <p class="dateline">
              {props.dateline.map((part) => (
                <span>{part}</span>
              ))}
            </p>
          )}
        </header>
        <main id="content" tabIndex={-1}>
          {props.flash && (
            <div class="flash">
              <Notice kind={props.flash.kind ?? 'done'} live>
                <p>{props.flash.words}</p>
              </Notice>
            </div>
          )}
          {props.children}
        </main>
        <footer class="colophon">
          <p>{props.footer.words}</p>
          <nav aria-label={props.footer.label}>
            <ul class="colophon__links">
              {props.footer.links.map(({ href, label, lang }) => (
                <li>
                  <a href={href} lang={lang}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {props.language}
        </footer>
      </body>
    </html>
  )
}

function Head({ title, siteName, description, assets, nonce, head }: PageProps): JSX.Element {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title === siteName ? title : `${title} | ${siteName}`}</title>
      {description && <meta name="description" content={description} />}
      <meta name="theme-color" content="#F7F1E4" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#12181B" media="(prefers-color-scheme: dark)" />
      {assets.fonts?.map((href) => (
        <link rel="preload" href={href} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      <link rel="stylesheet" href={assets.css} />
      <link rel="icon" href={artHref('icon.svg')} type="image/svg+xml" />
      {head}
      {assets.js?.map((src) => (
        <script type="module" src={src} nonce={nonce} />
      ))}
    </head>
  )
}

function Menu({
  label,
  items,
  fixed,
}: {
  label: string
  items: readonly MenuItem[]
  fixed: boolean
}): JSX.Element {
  return (
    <nav aria-label={label}>
      <ul class={classes('menu', fixed && 'menu--fixed')}>
        {items.map(({ href, label: word, icon, current }) => (
          <li>
            <a href={href} aria-current={current ? 'page' : undefined}>
              {icon && <Thing name={icon} />}
              {word}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
