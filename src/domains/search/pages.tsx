import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../platform/i18n.ts'
import {
  Actions,
  Empty,
  LinkButton,
  List,
  ListItem,
  Opener,
  Search,
  Stop,
  type Line,
} from '../../web/components/index.ts'
import { Goodbye } from '../../web/render.tsx'
import { FindingList } from '../ambitions/index.ts'
import { areaHref } from '../areas/index.ts'
import { NearAuthorities } from '../designations/index.ts'
import type { Results } from './find.ts'
import { kinds, type KindWord } from './kinds.ts'
import { words } from './messages/index.ts'
import type { Hit, Part } from './queries.ts'
import { onAPage, onEach, type Piece } from './rules.ts'

export interface SearchPageProps {
  language: Language
  now: Date
  /** As it was typed. */
  text: string
  kind: KindWord | undefined
  near: boolean
  /** Whether the viewer has a home that something can be near to. */
  hasHome: boolean
  viewerId: string | undefined
  /** Whether this is a further part of a list. */
  later: boolean
  /** Absent when nothing was asked. */
  results: Results | undefined
}

const lines: Record<KindWord, Line> = {
  plek: 'door',
  ambitie: 'sun',
  leefomgeving: 'sky',
  activiteit: 'sun',
  gesprek: 'sky',
  vraag: 'plum',
  voorstel: 'plum',
  besluit: 'plum',
  document: 'door',
  buur: 'plum',
}

/** One question, and what was found of each kind. */
export function SearchPage(props: SearchPageProps) {
  const { language, text, kind, near, results } = props
  const t = words[language]
  return (
    <>
      <Opener heading={t.title} lede={results ? undefined : t.lede} line="sky">
        <Search action="/zoek" label={t.label} help={t.help} value={text.slice(0, 200)} button={t.button}>
          {kind && <input type="hidden" name="soort" value={kind} />}
          {near && <input type="hidden" name="bij" value="thuis" />}
        </Search>
        {results && results.words.length > 0 && <Ways {...props} />}
        {results?.cut && <p class="small soft">{t.cut}</p>}
        {results?.guessed && <p class="small soft">{t.guessed}</p>}
      </Opener>
      {results && <Found {...props} results={results} />}
      {!props.viewerId && (
        <Stop line="sun" id="meer" heading={t.visitor} side>
          <Actions>
            <LinkButton kind="quiet" href={`/log-in?naar=${encodeURIComponent(hrefOf(props))}`}>
              {t.signIn}
            </LinkButton>
          </Actions>
        </Stop>
      )}
      <Goodbye language={language} />
    </>
  )
}

/** The address of the same question, changed in one way. */
function hrefOf(
  { text, kind, near }: SearchPageProps,
  change: Partial<SearchPageProps> & { na?: string } = {},
) {
  const asked = { text, kind, near, ...change }
  const query = new URLSearchParams({
    q: asked.text.slice(0, 200),
    ...(asked.kind && { soort: asked.kind }),
    ...(asked.near && { bij: 'thuis' }),
    ...(change.na && { na: change.na }),
  })
  return `/zoek?${query}`
}

/** Which kinds, and in which order. */
function Ways(props: SearchPageProps) {
  const { kind, results } = props
  const t = words[props.language]
  const entries = results ? sectionsOf({ ...props, results }).map(({ one }) => one) : []
  const shown = kind ? [kind] : entries
  return (
    <>
      <nav aria-label={t.filters}>
        <ul class="ways">
          {[undefined, ...shown].map((one) => (
            <li>
              <a href={hrefOf(props, { kind: one })} aria-current={props.kind === one ? 'page' : undefined}>
                {one ? t.kinds[one] : t.all}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {props.hasHome && (
        <nav aria-label={t.order}>
          <ul class="ways">
            {[false, true].map((near) => (
              <li>
                <a href={hrefOf(props, { near })} aria-current={props.near === near ? 'page' : undefined}>
                  {near ? t.nearest : t.newest}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <p class="small soft">{props.near ? t.nearestWhy : t.newestWhy}</p>
    </>
  )
}

function Found(props: SearchPageProps & { results: Results }) {
  const { language, text, results } = props
  const t = words[language]
  if (results.words.length === 0) {
    return (
      <Stop line="sky" id="gevonden" heading={t.small} tight>
        <p>{t.smallText}</p>
      </Stop>
    )
  }
  const sections = sectionsOf(props)
  if (sections.length === 0) {
    if (props.later) return <End {...props} />
    return <Nothing {...props} text={text} />
  }
  return (
    <>
      {sections.map(({ one, content }) => (
        <Stop line={lines[one]} id={one} heading={t.kinds[one]} tight>
          {content}
          <More {...props} one={one} />
        </Stop>
      ))}
    </>
  )
}

/** Kinds of which something was found. */
function sectionsOf(props: SearchPageProps & { results: Results }) {
  return (Object.keys(kinds) as KindWord[])
    .filter((one) => props.kind === undefined || props.kind === one)
    .map((one) => ({ one, content: contentOf(props, one) }))
    .filter(({ content }) => content !== undefined)
}

/** What was found of one kind; undefined for nothing. */
function contentOf(
  { language, now, viewerId, results }: SearchPageProps & { results: Results },
  one: KindWord,
) {
  if (one === 'plek') return results.areas.length > 0 ? <Areas {...results} /> : undefined
  if (one === 'ambitie')
    return results.ambitions.length > 0 ? (
      <FindingList language={language} findings={results.ambitions} />
    ) : undefined
  if (one === 'buur')
    return results.authorities.length > 0 ? (
      <NearAuthorities language={language} people={results.authorities} viewerId={viewerId ?? ''} />
    ) : undefined
  const part = partOf(results, one)
  return part && part.hits.length > 0 ? <Hits language={language} now={now} hits={part.hits} /> : undefined
}

const partOf = (results: Results, one: KindWord): Part | undefined => results.parts.get(kinds[one])

/** Where there is more of a kind. */
function More(props: SearchPageProps & { results: Results; one: KindWord }) {
  const { results, one, kind } = props
  const t = words[props.language]
  const part = partOf(results, one)
  if (kind === undefined) {
    const counts = { plek: results.areas, ambitie: results.ambitions, buur: results.authorities }
    const full =
      one in counts ? counts[one as keyof typeof counts].length >= onEach : part?.next !== undefined
    return full ? (
      <p>
        <a href={hrefOf(props, { kind: one })}>{t.more[one]}</a>
      </p>
    ) : null
  }
  if (!part) {
    const count = results.areas.length + results.ambitions.length + results.authorities.length
    return count >= onAPage ? <p class="small soft">{t.first(count)}</p> : null
  }
  return <Leaf {...props} next={part.next} />
}

function Leaf(props: SearchPageProps & { next: string | undefined }) {
  const t = words[props.language]
  if (!props.next && !props.later) return null
  return (
    <Actions>
      {props.next && (
        <LinkButton kind="quiet" href={hrefOf(props, { na: props.next })}>
          {t.further}
        </LinkButton>
      )}
      {props.later && (
        <LinkButton kind="text" href={hrefOf(props)}>
          {t.begin}
        </LinkButton>
      )}
    </Actions>
  )
}

/** Leafed further than there is something. */
function End(props: SearchPageProps & { results: Results }) {
  const t = words[props.language]
  return (
    <Stop line="sky" id="gevonden" heading={t.later} tight>
      <p>{t.noMore}</p>
      <Leaf {...props} next={props.kind && partOf(props.results, props.kind)?.next} />
    </Stop>
  )
}

function Nothing(props: SearchPageProps & { results: Results }) {
  const { language, text, kind, results } = props
  const t = words[language]
  const next = kind && partOf(results, kind)?.next
  return (
    <Stop line="sky" id="gevonden" heading={t.none(shortly(text))} tight>
      <Empty
        heading={kind ? t.noneOfKind : results.words.length > 1 ? t.oneWord : t.otherWord}
        thing="kite"
        line="sky"
        actions={
          kind ? (
            <LinkButton href={hrefOf(props, { kind: undefined })}>{t.lookAtAll}</LinkButton>
          ) : (
            <LinkButton kind="quiet" href="/ambities">
              {t.ambitions}
            </LinkButton>
          )
        }
      >
        {!kind && results.words.length > 1 && (
          <ul class="ways">
            {results.words.map((word) => (
              <li>
                <a href={hrefOf(props, { text: word })}>{word}</a>
              </li>
            ))}
          </ul>
        )}
      </Empty>
      {next && <Leaf {...props} next={next} />}
    </Stop>
  )
}

const shortly = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

function Areas({ areas }: Pick<Results, 'areas'>) {
  return (
    <List>
      {areas.map((area) => (
        <ListItem heading={area.name} href={areaHref(area)}>
          {area.gemeente && <p class="small soft">{area.gemeente}</p>}
        </ListItem>
      ))}
    </List>
  )
}

function Hits({ language, now, hits }: { language: Language; now: Date; hits: Hit[] }) {
  const t = words[language]
  return (
    <List>
      {hits.map(({ title, snippet, href, place, at, tier }) => (
        <ListItem heading={<Marked pieces={title} />} href={href} why={tier && t.near[tier]}>
          {snippet.length > 0 && (
            <p dir="auto">
              <Marked pieces={snippet} />
            </p>
          )}
          <Whereabouts language={language} now={now} place={place} at={at} />
        </ListItem>
      ))}
    </List>
  )
}

function Whereabouts(props: {
  language: Language
  now: Date
  place: string | undefined
  at: Date | undefined
}) {
  const { place, at } = props
  if (!place && !at) return null
  return (
    <p class="small soft">
      {place}
      {place && at && ' · '}
      {at && <time dateTime={at.toISOString()}>{formatDate(props.language, at)}</time>}
    </p>
  )
}

/** Words with what was found in them marked. */
function Marked({ pieces }: { pieces: Piece[] }): ComponentChildren {
  return <>{pieces.map(({ words: said, found }) => (found ? <mark>{said}</mark> : said))}</>
}
