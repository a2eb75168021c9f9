import type { ComponentChildren } from 'preact'
import type { Language } from '../../platform/i18n.ts'
import {
  Actions,
  Breadcrumb,
  Columns,
  Empty,
  Facts,
  LinkButton,
  List,
  ListItem,
  Opener,
  Pager,
  Search,
  Stop,
  Street,
} from '../../web/components/index.ts'
import { words as frameWords } from '../../web/messages/index.ts'
import { Goodbye } from '../../web/render.tsx'
import { words } from './messages/index.ts'
import type { Area, FoundArea, Overlay, Page } from './queries.ts'
import { countryCode } from './rules/kinds.ts'
import { areaHref } from './rules/page-address.ts'

/** "wijk in Almere", "straat in Lelystad" */
export function kindInWords(language: Language, { kind, place, gemeente, name }: FoundArea): string {
  const t = words[language]
  const around = place ?? (gemeente === name ? null : gemeente)
  return around ? t.area.in(t.kinds[kind], around) : t.kinds[kind]
}

/** Find your area: the words that were typed and what they may mean. */
export function FindPage(props: { language: Language; typed: string; found: FoundArea[] | undefined }) {
  const { language, typed, found } = props
  const t = words[language].find
  return (
    <>
      <Opener
        heading={t.title}
        lede={t.lede}
        beside={
          <Search
            action="/gebied"
            label={t.label}
            value={typed}
            button={t.button}
            suggest={{ src: '/gebied/suggesties?q=', count: frameWords[language].suggestions }}
          />
        }
      />
      {found && found.length > 0 && (
        <Stop line="sun" id="gevonden" heading={t.found}>
          <List>
            {found.map((area) => (
              <ListItem heading={area.name} href={areaHref(area)}>
                <p>{kindInWords(language, area)}</p>
              </ListItem>
            ))}
          </List>
        </Stop>
      )}
      {found?.length === 0 && (
        <Empty heading={t.none(typed)} level={2}>
          <p>{t.noneText}</p>
        </Empty>
      )}
      <Stop line="sky" id="land" heading={t.from}>
        <Actions>
          <LinkButton kind="quiet" href={`/gebied/${countryCode}`}>
            {t.country}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}

export interface AreaPageProps {
  language: Language
  area: Area
  /** From Europe down to the area itself. */
  path: Area[]
  map: ComponentChildren
  children: Page<Area>
  /** Whether these children are not the first ones. */
  further: boolean
  /** Other areas that carry the same street. */
  alsoIn: Area[]
  overlays: Overlay[]
  /** What lives there, by later domains. */
  below: ComponentChildren
  /** What is said there, by a later domain. */
  talk: ComponentChildren
  asked: ComponentChildren
  decides: ComponentChildren
}

/** One area: where it lies, what it holds, what lives there. */
export function AreaPage(props: AreaPageProps) {
  const { language, area, path, map, children, overlays, below, alsoIn } = props
  const t = words[language]
  const href = areaHref(area)
  const parent = path.at(-2)
  const lede =
    area.kind === 'street'
      ? t.area.street(area.place ?? '')
      : parent && t.area.in(t.kinds[area.kind], parent.name)
  return (
    <>
      <Opener
        above={
          <Breadcrumb
            label={frameWords[language].breadcrumb}
            steps={path.map((step) =>
              step.id === area.id ? { label: step.name } : { label: step.name, href: areaHref(step) },
            )}
          />
        }
        heading={area.name}
        lede={lede && lede[0]!.toUpperCase() + lede.slice(1)}
        beside={map ?? undefined}
      />
      <Street of={area.code} line="sun" />
      {below && (
        <Stop line="sun" id="leeft" heading={t.area.lives}>
          {below}
        </Stop>
      )}
      {props.decides}
      {props.talk}
      {props.asked}
      {(children.items.length > 0 || props.further) && (
        <Stop line="sky" id="hierin" heading={childrenHeading(language, area, children.items)}>
          <Children language={language} area={area} items={children.items} />
          {(children.next !== undefined || props.further) && (
            <Pager
              label={t.area.leaf}
              {...(props.further ? { previous: { href, label: t.area.first } } : {})}
              {...(children.next === undefined
                ? {}
                : {
                    next: {
                      href: `${href}?na=${encodeURIComponent(children.next)}#hierin`,
                      label: t.area.more,
                    },
                  })}
            />
          )}
        </Stop>
      )}
      <Stop line="plum" id="feiten" heading={t.area.facts}>
        <Facts facts={factsOf(language, area, path, overlays, alsoIn)} />
        <Actions>
          <LinkButton kind="quiet" href="/gebied">
            {t.area.other}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

function childrenHeading(language: Language, area: Area, items: Area[]): string {
  const t = words[language].area.children
  return items.length > 0 && items.every(({ kind }) => kind === 'street') ? t.buurt : t[area.kind]
}

/** Names in columns; each is a link. A street directly under a larger area says so. */
function Children({ language, area, items }: { language: Language; area: Area; items: Area[] }) {
  const third = Math.ceil(items.length / 3)
  const t = words[language]
  return (
    <Columns kind="three">
      {[0, 1, 2].map((column) => {
        const part = items.slice(column * third, (column + 1) * third)
        return (
          part.length > 0 && (
            <List>
              {part.map((child) => (
                <ListItem heading={child.name} href={areaHref(child)}>
                  {child.kind === 'street' && area.kind !== 'buurt' && (
                    <p class="small soft">{t.area.withoutBuurt}</p>
                  )}
                </ListItem>
              ))}
            </List>
          )
        )
      })}
    </Columns>
  )
}

function factsOf(language: Language, area: Area, path: Area[], overlays: Overlay[], alsoIn: Area[]) {
  const t = words[language]
  const official = area.kind === 'street' ? path.at(-2) : area
  return [
    ...(alsoIn.length > 0
      ? [
          {
            term: t.area.also,
            value: alsoIn.map((other, index) => (
              <>
                {index > 0 && ', '}
                <a href={areaHref(other)}>{other.name}</a>
              </>
            )),
          },
        ]
      : []),
    ...overlays.map(({ kind, name }) => ({ term: t.area.overlays, value: `${t.overlays[kind]} ${name}` })),
    ...(official ? [{ term: t.area.code, value: official.code }] : []),
    ...(official && official.year > 0 ? [{ term: t.area.year, value: String(official.year) }] : []),
  ]
}
