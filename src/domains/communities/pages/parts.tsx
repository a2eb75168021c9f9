import type { ComponentChildren } from 'preact'
import type { FormErrors, FormValues } from '../../../platform/http.ts'
import { formatList, type Language } from '../../../platform/i18n.ts'
import { shortMoment } from '../../../platform/moments.ts'
import { Field, Label, Labels, ListItem } from '../../../web/components/index.ts'
import type { Community } from '../community.ts'
import { words } from '../messages/index.ts'
import type { CommunityLine } from '../queries/lists.ts'
import type { Offered } from '../queries/members.ts'
import { accesses, type Access } from '../rules.ts'

/** What a form shows again when it was not right yet. */
export interface Typed {
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

/** The door of a person: always the same one for the same person. */
export function seedOf(id: string): number {
  return Number.parseInt(id.slice(0, 6), 16) % 1000
}

/**
 * A neighbour to choose. Nobody is chosen beforehand; the street tells apart who have the same name.
 */
export function NeighbourField(props: {
  language: Language
  name: string
  label: string
  offered: Offered
  /** How to choose somebody else, when not all are offered. */
  elsewhere?: string | undefined
  value?: string
  error?: string | undefined
}) {
  const { neighbours, more } = props.offered
  return (
    <Field
      name={props.name}
      kind="select"
      label={props.label}
      help={more ? props.elsewhere : undefined}
      value={props.value}
      error={props.error}
      options={[
        { value: '', label: words[props.language].choose.neighbour },
        ...neighbours.map(({ id, name, place }) => ({
          value: id,
          label: place ? `${name}, ${place}` : name,
        })),
      ]}
    />
  )
}

/** State and access in words, above the name. */
export function StateLabels({
  language,
  community,
  since,
}: {
  language: Language
  community: Community
  since?: string
}) {
  const t = words[language]
  const { state, access } = community
  return (
    <Labels>
      <Label>{t.page.kind}</Label>
      <Label full={state === 'active'} tentative={state === 'forming' || state === 'resting'}>
        {t.state[state]} {since}
      </Label>
      <Label>{t.access[access][0]}</Label>
    </Labels>
  )
}

/** One community in a list. */
export function CommunityItem(props: {
  language: Language
  community: CommunityLine
  why?: string | undefined
  children?: ComponentChildren
}) {
  const { language, community } = props
  const t = words[language]
  const { slug, name, state, members, places, next } = community
  return (
    <ListItem
      heading={name}
      href={`/leefomgeving/${slug}`}
      why={props.why}
      labels={
        state === 'active' ? undefined : (
          <Labels>
            <Label tentative={state !== 'ended'}>{t.state[state]}</Label>
          </Labels>
        )
      }
    >
      {community.purpose && <p>{firstSentence(community.purpose)}</p>}
      <p class="soft">
        {t.neighbours(members)}. {places.length > 0 && t.list.places(formatList(language, places))}{' '}
        {next && t.list[community.met ? 'next' : 'first'](shortMoment(language, next))}
      </p>
      {props.children}
    </ListItem>
  )
}

/** Enough of a dream to know what it is about. */
export function firstSentence(text: string): string {
  const sentence = /^.{10,160}?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text
  return sentence.length <= 160 ? sentence : `${sentence.slice(0, 159).trimEnd()}…`
}

/** The choices for who may look in. */
export function accessOptions(
  language: Language,
  chosen: string | undefined,
  choices: readonly Access[] = accesses,
) {
  return choices.map((access) => {
    const [label, help] = words[language].access[access]
    return { value: access, label, help, checked: access === chosen }
  })
}
