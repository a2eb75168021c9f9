import { sql } from 'drizzle-orm'
import {
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { rows, type Store } from '../../platform/db/store.ts'
import { Invalid, Refusal } from '../../platform/errors.ts'
import { changeCommunity, foundCommunity, join, type Access } from '../communities/index.ts'
import { appointSteward, type ViewerContext } from '../residents/index.ts'
import { answerStatement } from './actions/answer.ts'
import { askQuestion, type Asking } from './actions/ask.ts'
import { AlikeFound } from './actions/state.ts'
import type { Answer } from './rules/limits.ts'

export const seeds = [
  'Er moet meer schaduw komen.',
  'Honden horen aan de lijn.',
  'Een kiosk met koffie hoort bij een park.',
  'De vijver kan kleiner.',
  'Voetballen mag alleen aan de rand.',
  'Er mogen meer bankjes staan.',
  'Het gras hoeft niet zo kort.',
  'De verlichting moet feller.',
]

/** A community with a manager, a host who asks, and everybody else who may try. */
export interface Square {
  services: TestServices
  ctx: Context
  town: Town
  id: string
  slug: string
  manager: ViewerContext
  host: ViewerContext
  member: ViewerContext
  applicant: ViewerContext
  stranger: ViewerContext
  steward: ViewerContext
  /** The member's session, in which a neighbour is at the keys. */
  helped: ViewerContext
  question: string
  joining: (name?: string) => Promise<ViewerContext>
  ask: (who?: ViewerContext, given?: Partial<Asking>) => Promise<string>
}

export async function newSquare(
  store: Store,
  access: Access = 'extranet',
  given: Partial<Asking> = {},
): Promise<Square> {
  const services = testServices(store)
  const ctx = visitor(services)
  const town = await newTown(ctx)
  const person = (name: string, more: { level?: 'applicant' | 'assured' } = {}) =>
    newViewer(ctx, { name, ...more, place: town.home })
  const manager = await person('Marja')
  const host = await person('Henk')
  const member = await person('Kees')
  const { id, slug } = await foundCommunity(manager, {
    name: 'Parkvrienden',
    purpose: '',
    access: access === 'besloten' ? 'internet' : access,
    areaIds: [],
    conceptIds: [],
  })
  for (const each of [host, member]) await join(each, id)
  if (access === 'besloten')
    await changeCommunity(manager, id, { name: 'Parkvrienden', purpose: '', access: 'besloten' })
  const steward = await person('Tineke', { level: 'assured' })
  for (const task of ['moderation', 'operations', 'identity', 'taxonomy'] as const)
    await appointSteward(ctx, steward.viewer.id, task)
  const ask = (who = host, more: Partial<Asking> = {}) =>
    askQuestion(who, {
      title: 'Hoe zien we het park over vijf jaar?',
      about: '',
      seeds,
      screened: false,
      ends: new Date(services.clock.now().getTime() + 20 * day),
      where: { communityId: id },
      ...more,
    })
  return {
    services,
    ctx,
    town,
    id,
    slug,
    manager,
    host,
    member,
    applicant: await person('Anna', { level: 'applicant' }),
    stranger: await newViewer(ctx, { name: 'Vreemde', place: town.away }),
    steward: {
      ...steward,
      viewer: { ...steward.viewer, stewardOf: ['moderation', 'operations', 'identity', 'taxonomy'] },
    },
    helped: {
      ...member,
      viewer: {
        ...member.viewer,
        helper: { id: host.viewer.id, displayName: 'Henk', may: ['join', 'rsvp', 'designate', 'read'] },
      },
    },
    question: await ask(host, given),
    joining: async (name = 'Buur') => {
      const who = await person(name)
      await join(who, id)
      return who
    },
    ask,
  }
}

/** Statements that can be answered, as they were written first. */
export async function statementIds(at: Pick<Square, 'ctx'>, question: string): Promise<string[]> {
  const found = await rows<{ id: string; text: string }>(
    at.ctx.db,
    sql`select id, text from opinion_statements where question_id = ${question} and state = 'open' order by id`,
  )
  const place = (text: string) => seeds.indexOf(text)
  return found.toSorted((a, b) => place(a.text) - place(b.text)).map(({ id }) => id)
}

/** Lets somebody answer the first statements, in the order of the seeds. */
export async function answerAll(
  at: Pick<Square, 'ctx'>,
  who: ViewerContext,
  question: string,
  given: readonly (Answer | undefined)[],
): Promise<void> {
  const ids = await statementIds(at, question)
  for (const [i, answer] of given.entries()) if (answer) await answerStatement(who, question, ids[i]!, answer)
}

/** What somebody is told who tries: the code of the refusal or of the field, or `done`. */
export function refused(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof AlikeFound) return 'alike'
      if (error instanceof Invalid) return Object.values(error.fields)[0] ?? error.code
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
}

/** The same deed by everybody, and what each is told. */
export async function byAll(
  at: Square,
  deed: (who: ViewerContext) => Promise<unknown>,
): Promise<Record<string, string>> {
  const told: Record<string, string> = {}
  for (const who of ['applicant', 'stranger', 'steward', 'helped', 'member', 'host', 'manager'] as const)
    told[who] = await refused(deed(at[who]))
  return { visitor: await refused(deed(at.ctx as ViewerContext)), ...told }
}
