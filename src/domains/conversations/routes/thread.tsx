import type { Context } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { looseFiles, readFile, sendFile } from '../../../platform/files/index.ts'
import { seeOther, type App, type Request } from '../../../platform/http.ts'
import { newId } from '../../../platform/ids.ts'
import { toPlain } from '../../../platform/markdown.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { replyById } from '../actions/edit.ts'
import { peopleToCall } from '../actions/mentions.ts'
import { markRead, postReply } from '../actions/reply.ts'
import { sharesOf } from '../actions/share.ts'
import {
  conversationForPage,
  hrefOf,
  mayTend,
  requireMayWrite,
  silentBecause,
  type Conversation,
  readersOf,
} from '../conversation.ts'
import { watchOf } from '../live.ts'
import { words } from '../messages/index.ts'
import { ThreadPage } from '../pages/thread.tsx'
import { SayForm } from '../pages/write.tsx'
import { pollOf } from '../queries/poll.ts'
import { communitiesIn } from '../queries/lists.ts'
import { cameFrom, readingOf, repliesOf, replyOfPicture, replyToAnswer } from '../queries/thread.ts'
import { longestQuote, windowOf, type AboutKind } from '../rules.ts'
import type { FoundThing } from '../actions/start.ts'
import { ambitionOf, draftName } from './lists.tsx'
import { showSaying, takeSaying, type Saying } from './saying.tsx'

/** Finds a thing that people talk about, for this viewer; throws NotFound when they may not know of it. */
export type FindThing = (ctx: Context, id: string) => Promise<FoundThing>
export type FindThings = Partial<Record<AboutKind, FindThing>>

export function threadRoutes(app: App, things: FindThings): void {
  app.get('/gesprek/foto/:file', async (c) => {
    const ctx = c.get('ctx')
    const file = c.req.param('file')
    const replyId = await replyOfPicture(ctx, file)
    // One that waits in a form is known by its id to who put it there, and to nobody else.
    if (replyId) await replyById(ctx, replyId)
    else if ((await looseFiles(requireViewer(ctx), [file])).length === 0) throw new NotFound()
    return sendFile(c, await readFile(ctx, file, c.req.query('klein') ? 'small' : 'whole'))
  })

  app.get('/gesprek/:id', async (c) => showThread(c, things))

  app.get('/gesprek/:id/antwoord', async (c) => {
    const ctx = c.get('ctx')
    const { id, answerId } = await conversationForPage(ctx, c.req.param('id'))
    const answer = answerId ? await replyById(ctx, answerId) : undefined
    return c.redirect(answer ? `${hrefOf(id)}?na=${answer.seq - 1}#r${answer.seq}` : hrefOf(id), 302)
  })

  app.get('/gesprek/:id/reactie/:reply', async (c) => {
    const { conversation, seq } = await replyById(requireViewer(c.get('ctx')), c.req.param('reply'))
    return c.redirect(`${hrefOf(conversation.id)}?na=${Math.max(1, seq - 3)}#r${seq}`, 302)
  })

  app.get('/gesprek/:id/schrijf', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const conversation = await conversationForPage(ctx, c.req.param('id'))
    requireMayWrite(ctx, conversation)
    const [parent, quoted] = [c.req.query('op'), c.req.query('citeer')]
    const reply = parent || quoted ? await replyToAnswer(ctx, conversation, (parent || quoted)!) : undefined
    if ((parent || quoted) && !reply) throw new NotFound()
    return showSaying(c, ctx, sayingIn(c, conversation, reply && (parent ? 'answer' : 'quote'), reply), {
      ...(reply &&
        (parent
          ? { parent: reply.id }
          : { quoteOf: reply.id, quote: toPlain(reply.words, longestQuote - 100) })),
    })
  })
  app.post('/gesprek/:id/schrijf', async (c) => {
    const ctx = c.get('ctx')
    if (!ctx.viewer) return takeSaying(c, { path: `${hrefOf(c.req.param('id'))}/schrijf` } as Saying)
    const conversation = await conversationForPage(ctx, c.req.param('id'))
    return takeSaying(c, sayingIn(c, conversation))
  })
}

type Answered = Awaited<ReturnType<typeof replyToAnswer>>

/** The form for a reply in this conversation. */
export function sayingIn(
  c: Request,
  conversation: Conversation,
  how?: 'answer' | 'quote',
  reply?: Answered,
): Saying {
  const { language } = c.get('ctx')
  const { write: t, someone } = words[language]
  const path = hrefOf(conversation.id)
  const name = reply?.name ?? someone
  return {
    path: `${path}/schrijf`,
    page: async (ctx) => ({
      action: `${path}/schrijf`,
      heading: t.titleOn(conversation.title),
      lede: how && (how === 'answer' ? t.answering(name) : t.quoting(name)),
      back: { href: path, label: t.back },
      send: t.send,
      draft: draftName(ctx, conversation.id),
      readers: readersOf(conversation),
      context: how === 'answer' && reply?.excerpt && (
        <blockquote class="reply__quote" dir="auto">
          <p>{reply.excerpt}</p>
        </blockquote>
      ),
    }),
    people: (ctx) => peopleToCall(ctx, conversation),
    send: async (ctx, said) => {
      const seq = await postReply(ctx, conversation.id, said)
      watchOf(ctx).announce(conversation.id)
      return seeOther(c, `${path}?na=${Math.max(1, seq - 3)}&klaar=geplaatst#r${seq}`)
    },
  }
}

const number = (text: string | undefined) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined)

async function showThread(c: Request, things: FindThings): Promise<Response> {
  const ctx = c.get('ctx')
  const conversation = await conversationForPage(ctx, c.req.param('id') ?? '')
  const { language } = ctx
  const known = ctx.viewer && (ctx as ViewerContext)
  const reading = known && (await readingOf(known, conversation.id))
  const shown = windowOf(conversation.lastSeq, {
    after: number(c.req.query('na')),
    before: number(c.req.query('voor')),
    read: reading?.seq ?? 0,
  })
  const write = known !== undefined && conversation.own && !silentBecause(conversation)
  const tends = mayTend(ctx, conversation)
  const replies = await repliesOf(ctx, conversation, shown, words[language])
  const { about } = conversation
  const parties = conversation.shared ? await communitiesIn(ctx, [conversation.id]) : []
  const { through } = conversation
  const shares = through?.role === 'manager' ? await sharesOf(ctx, conversation) : []
  const thing = about && (await things[about.kind]?.(ctx, about.id).catch(() => undefined))
  const page = (
    <ThreadPage
      language={language}
      now={ctx.now()}
      conversation={conversation}
      replies={replies}
      shown={shown}
      reading={reading}
      poll={await pollOf(ctx, conversation)}
      powers={{ write, manage: tends && conversation.community?.role === 'manager', mark: tends }}
      tends={tends}
      viewer={known ? 'somebody' : 'nobody'}
      cameFrom={await cameFrom(ctx, conversation.id)}
      thing={thing}
      ambition={await ambitionOf(ctx, conversation.ambitionId)}
      together={parties.filter(({ id }) => parties.length > 1 && id !== conversation.community?.id)}
      asked={conversation.own && !through && conversation.asking}
      stop={shares.find(({ communityId }) => communityId === through?.id)?.id}
      form={known && write && <OwnForm ctx={known} conversation={conversation} done={doneDraft(c)} />}
    />
  )
  const seen = Math.max(1, shown.to)
  if (known && seen > (reading?.seq ?? 0)) await markRead(known, conversation.id, seen)
  return render(
    c,
    {
      title: conversation.title,
      nav: conversation.community ? 'communities' : 'buurt',
      line: 'sky',
      islands: [...(write ? ['draft'] : []), 'live'],
      flash: doneFlash(c, words[language].done),
    },
    page,
  )
}

/** Which draft on this device was sent. */
function doneDraft(c: Request): string | undefined {
  const done = c.req.query('klaar')
  if (done === 'begonnen') return c.req.query('concept')?.slice(0, 200)
  return done === 'geplaatst' ? c.req.param('id') : undefined
}

function OwnForm({
  ctx,
  conversation,
  done,
}: {
  ctx: ViewerContext
  conversation: Conversation
  done: string | undefined
}) {
  const { language } = ctx
  return (
    <SayForm
      language={language}
      action={`${hrefOf(conversation.id)}/schrijf`}
      values={{ id: newId() }}
      draft={draftName(ctx, conversation.id)}
      readers={readersOf(conversation)}
      done={done && draftName(ctx, done)}
      send={words[language].write.send}
    />
  )
}
