import type { Language } from '../../../platform/i18n.ts'
import {
  Columns,
  LinkButton,
  Linked,
  Opener,
  Stack,
  Pager,
  Stop,
  Table,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { tag, WeaveDrawing } from '../drawing.tsx'
import { words } from '../messages/index.ts'
import type { CircleLine } from '../queries/circles.ts'
import type { Pair, Weave } from '../queries/weave.ts'

export interface WeavePageProps {
  language: Language
  area: { name: string; href: string }
  /** Address of this page without its query. */
  path: string
  weave: Weave
  circles: CircleLine[]
  /** Whether this is a later part of the list. */
  later: boolean
  verified: boolean
}

/** The fabric of an area: drawn, and the same as a list. */
export function WeavePage({ language, area, path, weave, circles, later, verified }: WeavePageProps) {
  const t = words[language].weave
  const { communities, ambitions } = weave
  return (
    <>
      <Opener
        above={
          <p>
            <a href={area.href}>{t.back(area.name)}</a>
          </p>
        }
        heading={t.title(area.name)}
        lede={t.lede}
        line="sun"
      />
      {communities.length === 0 ? (
        <Stop line="sun" id="leeg" heading={t.none} side>
          <LinkButton href="/ambities">{t.begin}</LinkButton>
        </Stop>
      ) : (
        <>
          <Stop line="sun" id="weefsel" heading={t.title(area.name)} quiet>
            <Columns>
              <WeaveDrawing weave={weave} label={t.label(area.name, communities.length, ambitions.length)} />
              <Stack>
                {ambitions.length > 0 && <WishList language={language} weave={weave} />}
                <Legend language={language} weave={weave} />
              </Stack>
            </Columns>
          </Stop>
          <Stop line="plum" id="lijst" heading={t.list}>
            <FabricTable language={language} weave={weave} area={area.name} />
            {(later || weave.next) && (
              <Pager
                label={t.pages}
                {...(later && { previous: { href: path, label: t.first } })}
                {...(weave.next && { next: { href: `${path}?na=${weave.next}`, label: t.more } })}
              />
            )}
          </Stop>
        </>
      )}
      {(circles.length > 0 || verified) && (
        <Stop line="sky" id="kringen" heading={t.circles} side>
          <p>{t.circlesText}</p>
          {circles.length > 0 && (
            <Linked
              line="sky"
              items={circles.map(({ slug, name, members }) => ({
                heading: name,
                href: `/leefomgeving/${slug}`,
                text: t.members(members),
              }))}
            />
          )}
          {verified && (
            <p>
              <a href="/kringen">{t.circlesLink}</a>
            </p>
          )}
        </Stop>
      )}
      <Goodbye language={language} line="sky" />
    </>
  )
}

/** The wishes with their letters. */
function WishList({ language, weave }: { language: Language; weave: Weave }) {
  return (
    <>
      <h3>{words[language].weave.wishes}</h3>
      <ul class="weave-wishes">
        {weave.ambitions.map(({ slug, label }, i) => (
          <li>
            <b aria-hidden="true">{tag(i)}</b> <a href={`/ambities/${slug}`}>{label}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Only what is in this drawing. */
function Legend({ language, weave }: { language: Language; weave: Weave }) {
  const t = words[language].weave
  return (
    <>
      <h3>{t.legend}</h3>
      <ul>
        {weave.ambitions.length > 0 && <li>{t.legendWarp}</li>}
        <li>{t.legendWeft}</li>
        {weave.knots.length > 0 && <li>{t.legendKnot}</li>}
        {weave.links.length > 0 && <li>{t.legendLinks}</li>}
        {weave.people.length > 0 && <li>{t.legendPeople}</li>}
      </ul>
    </>
  )
}

function FabricTable({ language, weave, area }: { language: Language; weave: Weave; area: string }) {
  const t = words[language].weave
  const { communities, ambitions, knots } = weave
  const named = (names: string[]) => (names.length === 0 ? t.nothing : words[language].list(names))
  const others = (pairs: Pair[], i: number) =>
    named(
      pairs
        .flatMap(({ from, to }) => (from === i ? [to] : to === i ? [from] : []))
        .map((other) => communities[other]!.name),
    )
  return (
    <Table
      caption={t.title(area)}
      captionHidden
      columns={t.columns}
      rows={communities.map(({ slug, name }, i) => [
        <a href={`/leefomgeving/${slug}`}>{name}</a>,
        named(
          knots.filter(({ community }) => community === i).map(({ ambition }) => ambitions[ambition]!.label),
        ),
        others(weave.links, i),
        others(weave.people, i),
      ])}
    />
  )
}
