import type { Language } from '../../platform/i18n.ts'
import { hrefOf } from '../proposals/index.ts'
import type { Told } from './leaf.ts'
import { words } from './messages/index.ts'

/** What an entry is called, and where what it is about can be read. */
export interface Said {
  text: string
  href?: string | undefined
}

/** How a domain says what it recorded; undefined for what another recorded. */
export type EntryWords = (language: Language, told: Told) => Said | undefined

/** What was decided, what became of proposals, and what moved to another level: those domains stand before this one. */
export const ownWords: EntryWords = (language, { kind, about }) => {
  const t = words[language].kinds
  if (kind === 'level.moved') {
    const text = t.moved[String(about['direction'])]
    return text === undefined ? undefined : { text, href: `/niveau/${String(about['case'])}` }
  }
  if (kind === 'proposal.done' || kind === 'proposal.merged') {
    const { merged, done } = words[language].proposals
    const text = kind === 'proposal.merged' ? merged : done[String(about['result'])]?.(String(about['title']))
    return text === undefined ? undefined : { text, href: hrefOf(String(about['proposal'])) }
  }
  const [domain, what = ''] = kind.split('.')
  if (domain !== 'decision' || !(what in t) || what === 'moved') return undefined
  return {
    text: t[what as Exclude<keyof typeof t, 'moved'>](String(about['question'])),
    href: `/besluit/${String(about['decision'])}`,
  }
}

/** The words of the first domain that has some; the code of an act for which there are none. */
export function sayBy(all: readonly EntryWords[]): (language: Language, told: Told) => Said {
  return (language, told) => {
    for (const say of all) {
      const said = say(language, told)
      if (said) return said
    }
    return { text: told.kind }
  }
}
