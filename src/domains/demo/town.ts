import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '../../platform/i18n.ts'
import type { Level, StewardTask } from '../residents/index.ts'
import type { Person } from './people.ts'

type InWords = Record<Language, string>

/** Somebody described, in whose shoes a visitor of the demo can step. */
export interface Persona {
  key: string
  name: string
  age: number
  address: { street: string; number: number; addition?: string; postcode: string; place: string }
  level: Level
  steward?: StewardTask
  who: InWords
  try: InWords
  ambitions: string[]
  communities: { key: string; role: 'member' | 'manager' | 'ambassador' | 'authority'; theme?: string }[]
}

export type TownArea =
  | { street: string; buurtcode: string }
  | { buurtcode: string }
  | { wijkcode: string }
  | { gemeentecode: string }

export interface TownCommunity {
  key: string
  name: string
  purpose: string
  state: 'forming' | 'active' | 'resting' | 'ended'
  access: 'besloten' | 'extranet' | 'internet'
  areas: TownArea[]
  ambitions: string[]
  members: number
  foundedWeeksAgo: number
  restingWeeksAgo?: number
  endedWeeksAgo?: number
  manager?: string
  ambassadors: number
  themes: { theme: string; authorities: number }[]
  links: { to: string; kind: 'part-of' | 'partner' }[]
  next?: { title: string; place: string; inDays: number; time: string; weekday?: number }
  outcome?: {
    result: 'realised' | 'tried'
    startedWith: number
    weeks: number
    people: number
    worked: string
    notWorked: string
    needToKnow: string
    thanks: string
    story?: { title: string; lead: string; paragraphs: string[] }
  }
}

export interface TownRequest {
  key: string
  label: string
  why: string
  persona?: string
  name?: string
  weeksAgo: number
  state: 'pending' | 'accepted' | 'merged' | 'declined'
  concept?: string
  instead?: string
  dream?: number
  reason?: string
  appeal?: { weeksAgo: number; text: string }
}

export interface TownCall {
  key: string
  community: string
  to: 'ambassador' | 'authority'
  theme?: string
  persona?: string
  sender: { kind: 'resident' | 'community' | 'counter'; name?: string; persona?: string }
  daysAgo: number
  title: string
  text: string
  state: 'open' | 'accepted' | 'passed-on' | 'declined'
  answer?: string
}

/** Everybody who lives in the town, and the personas among them by their key. */
export interface People {
  all: Person[]
  persona: Map<string, Person>
}

/** All that is written down of the made-up town Ravenhorst. */
export interface Town {
  firstNames: string[]
  personas: Persona[]
  communities: TownCommunity[]
  dreams: Record<string, string[]>
  offers: string[]
  requests: TownRequest[]
  calls: TownCall[]
  doors: TownDoors
}

/** What goes from door to door: one that is open, what is asked and offered. */
export interface TownDoors {
  latchstring: { street: string; words: string }
  exchanges: { side: 'ask' | 'offer'; kind: string; words: string; persona?: string; to?: string }[]
}

/** Reads the town from its folder of seeds. */
export async function readTown(folder: string): Promise<Town> {
  const read = async <Content>(file: string) =>
    JSON.parse(await readFile(join(folder, file), 'utf8')) as Content
  const people = await read<{ firstNames: string[]; personas: Persona[] }>('people.json')
  const asked = await read<{ ambitionRequests: TownRequest[]; calls: TownCall[] }>('requests.json')
  const offers = await read<{ text: string }[]>('offers.json')
  return {
    ...people,
    communities: await read('communities.json'),
    dreams: await read('dreams.json'),
    offers: offers.map(({ text }) => text),
    requests: asked.ambitionRequests,
    calls: asked.calls,
    doors: await read('doors.json'),
  }
}
