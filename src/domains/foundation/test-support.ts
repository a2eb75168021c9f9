import { sql } from 'drizzle-orm'
import {
  as,
  newViewer,
  testServices,
  visitor,
  withMail,
  type TestServices,
} from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import type { Context } from '../../platform/context.ts'
import { row, type Store } from '../../platform/db/store.ts'
import { appointSteward, type Level, type StewardTask, type ViewerContext } from '../residents/index.ts'

/** The mail address of somebody made here. */
export const mailOf = (who: ViewerContext) => `${who.viewer.id}@voorbeeld.nl`

/** A site with people of the foundation. */
export class Office {
  readonly services: TestServices
  readonly ctx: Context
  readonly site: Site
  constructor(store: Store) {
    this.services = testServices(store)
    this.ctx = visitor(this.services)
    this.site = new Site(this.services)
  }

  async resident(level: Level = 'assured', name = 'Noor'): Promise<ViewerContext> {
    const who = await newViewer(this.ctx, { name, level })
    await withMail(who, mailOf(who))
    return who
  }

  async steward(task: StewardTask = 'taxonomy', name = 'Wietske'): Promise<ViewerContext> {
    const who = await this.resident('assured', name)
    await appointSteward(this.ctx, who.viewer.id, task)
    return as(this.ctx, who.viewer.id)
  }

  browse(who: ViewerContext): Promise<Browser> {
    return this.site.signedIn(who.viewer.id)
  }

  async tasksOf(who: ViewerContext): Promise<StewardTask[]> {
    return (await as(this.ctx, who.viewer.id)).viewer.stewardOf
  }

  async proposalFor(who: ViewerContext): Promise<string | undefined> {
    const found = await row<{ id: string }>(
      this.ctx.db,
      sql`select id from steward_proposals where candidate_id = ${who.viewer.id} and ended is null`,
    )
    return found?.id
  }

  propose(browser: Browser, who: ViewerContext, task: StewardTask = 'moderation'): Promise<Response> {
    return browser.post('/beheer/mensen/voorstel', { mail: mailOf(who), task, why: 'Kent de buurt goed' })
  }
}
