import type { ComponentChildren } from 'preact'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { seeOther, type App, type Request } from '../../../platform/http.ts'
import { newId } from '../../../platform/ids.ts'
import { sql } from 'drizzle-orm'
import { Actions, LinkButton, Stop } from '../../../web/components/index.ts'
import { communityById, isAwake, isOwn } from '../../communities/index.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { sayAbout, type Thing } from '../actions/start.ts'
import {
  conversationById,
  homeAreas,
  hrefOf,
  mayRead,
  silentBecause,
  type Conversation,
} from '../conversation.ts'
import { watchOf } from '../live.ts'
import { words } from '../messages/index.ts'
import { ReplyItem } from '../pages/reply.tsx'
import { SayForm } from '../pages/write.tsx'
import { repliesOf } from '../queries/thread.ts'
import { aboutKinds, windowOf, type AboutKind } from '../rules.ts'
import { draftName } from './lists.tsx'
import { showSaying, takeSaying, type Saying } from './saying.tsx'
import type { FindThings } from './thread.tsx'

/** Replies shown on the page of the thing itself; the rest is on the conversation's own page. */
const shownThere = 5

/**
 * The conversation about a thing of a community, for a viewer who may read what is said in that community; undefined as long as
 * nobody said anything.
 */
export async function threadAbout(
  ctx: Context,
  kind: AboutKind,
  id: string,
): Promise<Conversation | undefined> {
  const found = await row<{ id: string }>(
    ctx.db,
    sql`select id from conversations where about_kind = ${kind} and about_id = ${id}`,
  )
  return found && conversationById(ctx, found.id)
}

/**
 * What is said about a thing of a community or an area, as a section of that thing's own page: the newest replies, and a place
 * to write. The page has made sure that the viewer may see the thing; whoever may not read what is said there gets nothing.
 */
export async function threadPart(ctx: Context, thing: Thing): Promise<ComponentChildren> {
  const community = 'communityId' in thing ? await communityById(ctx, thing.communityId) : undefined
  if (community ? !mayRead(community) : 'areaId' in thing && !homeAreas(ctx).includes(thing.areaId))
    return undefined
  const conversation = await threadAbout(ctx, thing.kind, thing.id)
  const { language } = ctx
  const { thread: t, write, list } = words[language]
  const shown = conversation && windowOf(conversation.lastSeq, {}, shownThere)
  const replies = conversation && shown ? await repliesOf(ctx, conversation, shown, words[language]) : []
  const may =
    ctx.viewer &&
    (!community || isOwn(community)) &&
    (conversation ? !silentBecause(conversation) : !community || isAwake(community))
  const action = `/gesprek/over/${thing.kind}/${thing.id}`
  return (
    <Stop line="sky" id="gesprek" heading={list.heading} side>
      {conversation && (
        <>
          <ol class="talk">
            {replies.map((reply) => (
              <ReplyItem
                language={language}
                now={ctx.now()}
                path={hrefOf(conversation.id)}
                reply={reply}
                answer={false}
                powers={{ write: Boolean(may), manage: community?.role === 'manager', mark: false }}
              />
            ))}
          </ol>
          <Actions>
            <LinkButton kind="text" href={hrefOf(conversation.id)}>
              {t.replies}
            </LinkButton>
          </Actions>
        </>
      )}
      {may ? (
        <SayForm
          language={language}
          action={action}
          wordsId="zeg"
          values={{ id: newId() }}
          draft={draftName(ctx as ViewerContext, action)}
          readers={community?.access ?? 'area'}
          send={write.send}
        />
      ) : (
        !conversation && <p>{list.noneRead}</p>
      )}
    </Stop>
  )
}

/** Where the form of `threadPart` is sent. */
export function aboutRoutes(app: App, things: FindThings): void {
  const saying = async (c: Request): Promise<Saying> => {
    const kind = aboutKinds.find((each) => each === c.req.param('kind'))
    const id = c.req.param('id') ?? ''
    const find = kind && things[kind]
    if (!kind || !find) throw new NotFound()
    const ctx = requireViewer(c.get('ctx'))
    const thing: Thing = { kind, id, ...(await find(ctx, id)) }
    const { write: t } = words[ctx.language]
    const path = `/gesprek/over/${kind}/${id}`
    return {
      path,
      page: async (ctx) => ({
        action: path,
        heading: t.titleOn(thing.title),
        back: { href: thing.href, label: thing.title },
        send: t.send,
        draft: draftName(ctx, path),
        readers: 'communityId' in thing ? (await communityById(ctx, thing.communityId)).access : 'area',
      }),
      people: async () => [],
      send: async (ctx, said) => {
        const { id, seq } = await sayAbout(ctx, thing, said)
        watchOf(ctx).announce(id)
        return seeOther(
          c,
          `${hrefOf(id)}?na=${Math.max(0, seq - 3)}&klaar=begonnen&concept=${encodeURIComponent(path)}#r${seq}`,
        )
      },
    }
  }
  app.get('/gesprek/over/:kind/:id', async (c) => showSaying(c, requireViewer(c.get('ctx')), await saying(c)))
  app.post('/gesprek/over/:kind/:id', async (c) => {
    if (!c.get('ctx').viewer) return takeSaying(c, { path: c.req.path } as Saying)
    return takeSaying(c, await saying(c))
  })
}
