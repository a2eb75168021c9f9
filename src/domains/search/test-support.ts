import { day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import type { Store } from '../../platform/db/store.ts'
import { newStreet, type Street } from '../../../tests/support/street.ts'
import { addDocument } from '../documents/index.ts'
import { search } from './find.ts'

/** A street in which much is written. */
export interface WritingStreet extends Street {
  write(communityId: string, title: string, body: string, shownTo?: 'readers' | 'members'): Promise<string>
}

export async function newWritingStreet(store: Store): Promise<WritingStreet> {
  const street = await newStreet(store)
  return {
    ...street,
    start(...started) {
      // Nobody begins more than some a day.
      street.services.pass(day)
      return street.start(...started)
    },
    write: (communityId, title, body, shownTo = 'readers') =>
      addDocument(street.noor, {
        communityId,
        kind: 'page',
        title,
        body,
        shownTo,
        about: {
          byMe: true,
          author: '',
          source: '',
          link: '',
          written: '',
          licence: 'name',
          licenceWords: '',
          known: 'own',
        },
      }),
  }
}

/** Where everything leads that somebody finds by these words among what has words of its own. */
export async function foundBy(ctx: Context, text: string): Promise<string[]> {
  const found: string[] = []
  for (const kind of [
    'leefomgeving',
    'activiteit',
    'gesprek',
    'vraag',
    'voorstel',
    'besluit',
    'document',
  ] as const) {
    const { parts } = await search(ctx, { text, kind })
    for (const { hits } of parts.values()) found.push(...hits.map(({ href }) => href))
  }
  return found
}
