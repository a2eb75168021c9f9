import { newViewer, testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import type { Context } from '../../platform/context.ts'
import type { Store } from '../../platform/db/store.ts'
import { Invalid, Refusal } from '../../platform/errors.ts'
import { foundCommunity, join, type Access } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { addDocument, type NewDocument } from './actions/write.ts'
import type { About } from './rules.ts'

export const about: About = {
  byMe: true,
  author: '',
  source: '',
  link: '',
  written: '',
  licence: 'name',
  licenceWords: '',
  known: 'own',
}

/** A community with a manager and a member, and everybody else who may look. */
export interface Library {
  services: TestServices
  /** A visitor whom nobody knows. */
  ctx: Context
  manager: ViewerContext
  member: ViewerContext
  applicant: ViewerContext
  stranger: ViewerContext
  id: string
  slug: string
  write: (who?: ViewerContext, given?: Partial<NewDocument>) => Promise<string>
}

export async function newLibrary(store: Store, access: Access = 'extranet'): Promise<Library> {
  const services = testServices(store)
  const ctx = visitor(services)
  const manager = await newViewer(ctx, { name: 'Marja' })
  const member = await newViewer(ctx, { name: 'Kees' })
  const { id, slug } = await foundCommunity(manager, {
    name: 'Straatbarbecue',
    purpose: '',
    access: access === 'besloten' ? 'internet' : access,
    areaIds: [],
    conceptIds: [],
  })
  await join(member, id)
  return {
    services,
    ctx,
    manager,
    member,
    applicant: await newViewer(ctx, { name: 'Anna', level: 'applicant' }),
    stranger: await newViewer(ctx, { name: 'Vreemde' }),
    id,
    slug,
    write: (who = member, given = {}) =>
      addDocument(who, {
        communityId: id,
        kind: 'page',
        title: 'De sleutel',
        body: 'De sleutel ligt bij Kees.',
        shownTo: 'readers',
        about,
        ...given,
      }),
  }
}

/** What somebody is told who tries: the code of the refusal or of the field, or `done`. */
export function refused(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Invalid) return Object.values(error.fields)[0] ?? error.code
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
}

/** The same deed by everybody who has nothing to do with it, and what each is told. */
export async function byOthers(
  at: Library,
  deed: (who: ViewerContext) => Promise<unknown>,
): Promise<Record<'visitor' | 'applicant' | 'stranger', string>> {
  return {
    visitor: await refused(deed(at.ctx as ViewerContext)),
    applicant: await refused(deed(at.applicant)),
    stranger: await refused(deed(at.stranger)),
  }
}
