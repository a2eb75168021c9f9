import type { JSX } from 'preact'
import type { Language } from '../../../platform/i18n.ts'
import { MapFrame } from '../../../web/components/index.ts'
import { words } from '../messages/index.ts'
import { raster, type Published } from '../rules/publish.ts'

/** The letter by which a group goes. */
export const letterOf = (group: number) => String.fromCharCode(65 + group)

const unit = 9
const edge = 52
const size = raster * unit + edge * 2
/** People of one place, from its middle outwards like seeds of a sunflower. */
const golden = Math.PI * (3 - Math.sqrt(5))
const dotApart = 9

/** Each group has a shape of its own, so that it is told without its colour. */
const shapes = [
  (x: number, y: number) => `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z`,
  (x: number, y: number) => `M${x - 4.5} ${y - 4.5}h9v9h-9z`,
  (x: number, y: number) => `M${x} ${y - 5.5}l5.5 9.5h-11z`,
  (x: number, y: number) => `M${x} ${y - 6}l6 6l-6 6l-6-6z`,
  (x: number, y: number) => `M${x - 2} ${y - 6}h4v4h4v4h-4v4h-4v-4h-4v-4h4z`,
]

const at = (value: number) => Math.round(value * 10) / 10

function dotsOf(place: Published['places'][number]): string {
  const [x, y] = [edge + place.x * unit, edge + (raster - place.y) * unit]
  return Array.from({ length: place.dots }, (_, i) => {
    const far = dotApart * Math.sqrt(i + 0.4)
    return shapes[place.group % shapes.length]!(
      at(x + far * Math.cos(i * golden)),
      at(y + far * Math.sin(i * golden)),
    )
  }).join('')
}

/** Where people stand, as shapes without anybody's name; what is drawn is said in words as well. */
export function OpinionDrawing({
  language,
  published: { places, groups },
}: {
  language: Language
  published: Published
}): JSX.Element {
  const t = words[language].page
  const counted = groups.map(({ people }, g) => t.groupPeople(letterOf(g), people)).join(' ')
  const byGroup = Map.groupBy(places, ({ group }) => group)
  return (
    <div class="opinions">
      <MapFrame
        label={t.mapLabel(places.length, counted)}
        viewBox={[0, 0, size, size]}
        caption={t.mapCaption}
      >
        {[...byGroup].map(([group, of]) => (
          <path
            class={`opinions__group opinions__group--${group % shapes.length}`}
            d={of.map(dotsOf).join('')}
          />
        ))}
        {groups.length > 1 &&
          [...byGroup].map(([group, of]) => {
            const [top] = of.toSorted((a, b) => b.dots - a.dots)
            return (
              <text
                class="opinions__letter"
                x={edge + top!.x * unit}
                y={Math.max(14, edge + (raster - top!.y) * unit - dotApart * Math.sqrt(top!.dots) - 8)}
              >
                {letterOf(group)}
              </text>
            )
          })}
      </MapFrame>
    </div>
  )
}

/** The shape of a group, beside its name. */
export const GroupSign = ({ group }: { group: number }): JSX.Element => (
  <svg class="opinions__sign" viewBox="0 0 14 14" aria-hidden="true">
    <path
      class={`opinions__group opinions__group--${group % shapes.length}`}
      d={shapes[group % shapes.length]!(7, 7)}
    />
  </svg>
)
