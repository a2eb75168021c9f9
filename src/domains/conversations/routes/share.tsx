import type { ComponentChildren } from 'preact'
import { readForm, seeOther, type App, type FormErrors, type Request } from '../../../platform/http.ts'
import { unlessNotFound } from '../../../platform/errors.ts'
import { Actions, Button, Choices, Label, List } from '../../../web/components/index.ts'
import { render } from '../../../web/render.tsx'
import { tried } from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { acceptShare, askedShare, askShare, endShare, placesToShare, sharesOf } from '../actions/share.ts'
import {
  conversationById,
  conversationForPage,
  hrefOf,
  requireTender,
  type Conversation,
} from '../conversation.ts'
import { moveForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { SmallPage } from '../pages/confirm.tsx'
import { communitiesIn } from '../queries/lists.ts'

/** Talking together with another community: asking, answering and ending. */
export function shareRoutes(app: App): void {
  app.get('/gesprek/samen/:share', async (c) => {
    const ctx = c.get('ctx')
    const asked = await askedShare(ctx, c.req.param('share'))
    const t = words[ctx.language].share
    return render(
      c,
      { title: t.askedTitle, nav: 'communities', line: 'sky' },
      <SmallPage
        language={ctx.language}
        heading={t.askedTitle}
        lede={t.askedBy(asked.from)}
        back={{ href: '/leefomgevingen', label: t.backCommunities }}
      >
        <p class="lede" dir="auto">
          ‘{asked.title}’
        </p>
        <p dir="auto">{asked.excerpt}</p>
        <p>{asked.accepted ? t.isOn : t.askedText}</p>
        <Actions>
          {!asked.accepted && (
            <form action={`/gesprek/samen/${asked.id}/ja`} method="post">
              <Button>{t.yes}</Button>
            </form>
          )}
          <form action={`/gesprek/samen/${asked.id}/stop`} method="post">
            <Button kind="quiet">{asked.accepted ? t.stop : t.no}</Button>
          </form>
        </Actions>
      </SmallPage>,
    )
  })
  app.post('/gesprek/samen/:share/ja', async (c) => {
    const id = await acceptShare(c.get('ctx'), c.req.param('share'))
    return seeOther(c, `${hrefOf(id)}?klaar=samen`)
  })
  app.post('/gesprek/samen/:share/stop', async (c) => {
    const ctx = c.get('ctx')
    const id = await endShare(ctx, c.req.param('share'))
    // Who is of the other community may not read it any more.
    const reads = await conversationById(ctx, id).catch(unlessNotFound)
    return seeOther(c, reads ? `${hrefOf(id)}?klaar=apart` : '/leefomgevingen?klaar=nee')
  })

  app.get('/gesprek/:id/samen', (c) => show(c))
  app.post('/gesprek/:id/samen', async (c) => {
    const id = c.req.param('id')
    const form = await readForm(c, moveForm)
    const errors = form.ok ? await tried(() => askShare(c.get('ctx'), id, form.data.to)) : form.errors
    return errors ? show(c, errors) : seeOther(c, `${hrefOf(id)}?klaar=gevraagd`)
  })
}

async function show(c: Request, errors?: FormErrors): Promise<Response> {
  const conversation = await conversationForPage(c.get('ctx'), c.req.param('id') ?? '')
  const ctx = requireTender(c.get('ctx'), conversation)
  const { share: t, write } = words[ctx.language]
  return render(
    c,
    { title: t.title, nav: 'communities', line: 'sky', status: errors ? 422 : 200 },
    <SmallPage
      language={ctx.language}
      heading={t.title}
      lede={t.lede}
      back={{ href: hrefOf(conversation.id), label: write.back }}
      errors={errors}
    >
      <Standing ctx={ctx} list={await standing(ctx, conversation)} />
      {await askForm(ctx, conversation, errors)}
    </SmallPage>,
  )
}

interface Stands {
  id: string
  accepted: boolean
  name: string | null
}

/** With whom it is shared, by the name that the viewer may know. */
async function standing(ctx: ViewerContext, conversation: Conversation): Promise<Stands[]> {
  const shares = await sharesOf(ctx, conversation)
  const named = shares.some(({ accepted }) => accepted) ? await communitiesIn(ctx, [conversation.id]) : []
  return shares.map(({ id, accepted }) => ({
    id,
    accepted,
    name: named.find(({ share }) => share === id)?.name ?? null,
  }))
}

function Standing({ ctx, list }: { ctx: ViewerContext; list: Stands[] }) {
  const t = words[ctx.language].share
  if (list.length === 0) return null
  return (
    <List>
      {list.map(({ id, accepted, name }) => (
        <li>
          <p dir="auto">
            {name ?? t.another} {!accepted && <Label>{t.waits}</Label>}
          </p>
          <form action={`/gesprek/samen/${id}/stop`} method="post">
            <Button kind="text">{accepted ? t.stop : t.takeBack}</Button>
          </form>
        </li>
      ))}
    </List>
  )
}

async function askForm(
  ctx: ViewerContext,
  conversation: Conversation,
  errors: FormErrors | undefined,
): Promise<ComponentChildren> {
  const { share: t, errors: messages } = words[ctx.language]
  const places = await placesToShare(ctx, conversation)
  if (places.length === 0)
    return (
      <>
        <p class="lede">{t.none}</p>
        <p>{t.noneText}</p>
      </>
    )
  return (
    <form action={`${hrefOf(conversation.id)}/samen`} method="post" class="stack">
      <p>{t.text}</p>
      <Choices
        name="to"
        legend={t.with}
        error={errors?.['to'] && messages[errors['to']]}
        options={places.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Actions>
        <Button>{t.button}</Button>
      </Actions>
    </form>
  )
}
