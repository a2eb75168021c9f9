import type { ComponentChildren } from 'preact'
import {
  readForm,
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { NotAllowed } from '../../../platform/errors.ts'
import { momentThatWas } from '../../../platform/moments.ts'
import { Actions, Button, Choices, Field, Group, LinkButton, Written } from '../../../web/components/index.ts'
import { render } from '../../../web/render.tsx'
import { tried } from '../../communities/index.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { editReply, mayWithdraw, replyById, requireOwnWords, withdrawReply } from '../actions/edit.ts'
import { moveConversation, placesToMove } from '../actions/move.ts'
import { askPoll, choose } from '../actions/poll.ts'
import {
  closeConversation,
  followConversation,
  markAnswer,
  pinConversation,
  renameConversation,
  reopenConversation,
  unpinConversation,
} from '../actions/tend.ts'
import { conversationForPage, hrefOf, listHref, requireTender, type Conversation } from '../conversation.ts'
import {
  answerForm,
  chooseForm,
  followForm,
  inAWeek,
  moveForm,
  pollForm,
  titleForm,
  whyForm,
} from '../forms.ts'
import { words } from '../messages/index.ts'
import { SmallPage } from '../pages/confirm.tsx'
import { PollForm } from '../pages/poll.tsx'
import { repliesOf, versionsOf } from '../queries/thread.ts'
import { longestTitle } from '../rules.ts'

export function tendingRoutes(app: App): void {
  replyRoutes(app)
  pageRoutes(app)
  for (const [path, done, act] of [
    ['boven', 'boven', pinConversation],
    ['los', 'los', unpinConversation],
    ['open', 'open', reopenConversation],
  ] as const) {
    app.post(`/gesprek/:id/${path}`, async (c) => {
      const id = c.req.param('id') ?? ''
      await act(c.get('ctx'), id)
      return seeOther(c, `${hrefOf(id)}?klaar=${done}`)
    })
  }
  app.post('/gesprek/:id/antwoord', async (c) => {
    const form = await readForm(c, answerForm)
    const id = c.req.param('id')
    await markAnswer(c.get('ctx'), id, form.ok ? form.data.reply : undefined)
    return seeOther(c, `${hrefOf(id)}?klaar=antwoord`)
  })
  app.post('/gesprek/:id/horen', async (c) => {
    const form = await readForm(c, followForm)
    const id = c.req.param('id')
    await followConversation(c.get('ctx'), id, form.ok ? form.data.how : 'usual')
    return seeOther(c, `${hrefOf(id)}?klaar=horen#zorg`)
  })
  app.post('/gesprek/:id/kies', async (c) => {
    const form = await readForm(c, chooseForm)
    const id = c.req.param('id')
    await choose(c.get('ctx'), id, form.ok ? form.data.option : [])
    return seeOther(c, `${hrefOf(id)}?klaar=gekozen`)
  })
}

/** A form on a page of its own, for who looks after a conversation. */
interface Tending {
  path: string
  heading: (t: (typeof words)['nl']) => string
  lede?: (t: (typeof words)['nl']) => string
  form: (ctx: ViewerContext, conversation: Conversation, typed: Typed) => Promise<ComponentChildren>
  /** Does it; gives what is wrong, or nothing, and then `done` is said. */
  send: (c: Request, id: string) => Promise<{ values: FormValues; errors: FormErrors } | undefined>
  done: string
}
interface Typed {
  values: FormValues
  errors?: FormErrors | undefined
}

function pageRoutes(app: App): void {
  for (const tending of [closing, renaming, moving, asking]) {
    const show = async (c: Request, typed?: Typed): Promise<Response> => {
      const conversation = await conversationForPage(c.get('ctx'), c.req.param('id') ?? '')
      const ctx = requireTender(c.get('ctx'), conversation)
      const t = words[ctx.language]
      return render(
        c,
        { title: tending.heading(t), nav: 'communities', line: 'sky', status: typed?.errors ? 422 : 200 },
        <SmallPage
          language={ctx.language}
          heading={tending.heading(t)}
          {...(tending.lede && { lede: tending.lede(t) })}
          back={{ href: hrefOf(conversation.id), label: t.write.back }}
          errors={typed?.errors}
        >
          {await tending.form(ctx, conversation, typed ?? { values: {} })}
        </SmallPage>,
      )
    }
    app.get(`/gesprek/:id/${tending.path}`, (c) => show(c))
    app.post(`/gesprek/:id/${tending.path}`, async (c) => {
      const id = c.req.param('id') ?? ''
      const wrong = await tending.send(c, id)
      return wrong ? show(c, wrong) : seeOther(c, `${hrefOf(id)}?klaar=${tending.done}`)
    })
  }
}

const said = (language: ViewerContext['language'], errors: FormErrors | undefined, name: string) =>
  errors?.[name] ? words[language].errors[errors[name]] : undefined

const closing: Tending = {
  path: 'sluit',
  heading: (t) => t.close.title,
  lede: (t) => t.close.text,
  done: 'gesloten',
  form: async ({ language }, { id }, { values, errors }) => (
    <form action={`${hrefOf(id)}/sluit`} method="post" class="stack">
      <Field
        name="why"
        label={words[language].close.why}
        help={words[language].close.whyHelp}
        value={valueOf(values, 'why')}
        error={said(language, errors, 'why')}
        maxlength={300}
      />
      <Actions>
        <Button>{words[language].close.button}</Button>
      </Actions>
    </form>
  ),
  async send(c, id) {
    const form = await readForm(c, whyForm)
    if (!form.ok) return form
    const errors = await tried(() => closeConversation(c.get('ctx'), id, form.data.why))
    return errors && { values: form.values, errors }
  },
}

const renaming: Tending = {
  path: 'titel',
  heading: (t) => t.rename.title,
  done: 'bewaard',
  form: async ({ language }, conversation, { values, errors }) => {
    const { write: t, rename } = words[language]
    const kind = valueOf(values, 'kind') || conversation.kind
    return (
      <form action={`${hrefOf(conversation.id)}/titel`} method="post" class="stack">
        <Field
          name="title"
          label={t.subject}
          value={values['title'] === undefined ? conversation.title : valueOf(values, 'title')}
          error={said(language, errors, 'title')}
          maxlength={longestTitle}
        />
        <Choices
          name="kind"
          legend={t.kind}
          options={(['talk', 'question'] as const).map((value) => ({
            value,
            label: t[value],
            checked: kind === value,
          }))}
        />
        <Actions>
          <Button>{rename.button}</Button>
        </Actions>
      </form>
    )
  },
  async send(c, id) {
    const form = await readForm(c, titleForm)
    if (!form.ok) return form
    const errors = await tried(() => renameConversation(c.get('ctx'), id, form.data))
    return errors && { values: form.values, errors }
  },
}

const moving: Tending = {
  path: 'verplaats',
  heading: (t) => t.move.title,
  lede: (t) => t.move.text,
  done: 'verplaatst',
  form: async (ctx, conversation, { values, errors }) => {
    const { language } = ctx
    const t = words[language].move
    const places = await placesToMove(ctx, conversation)
    if (places.length === 0)
      return (
        <>
          <p>{t.none}</p>
          <p>{t.noneText}</p>
          <Actions>
            <LinkButton kind="quiet" href={listHref(conversation)}>
              {words[language].write.backList}
            </LinkButton>
          </Actions>
        </>
      )
    return (
      <form action={`${hrefOf(conversation.id)}/verplaats`} method="post" class="stack">
        <Choices
          name="to"
          legend={t.where}
          error={said(language, errors, 'to')}
          options={places.map(({ id, name }) => ({
            value: id,
            label: name,
            checked: valueOf(values, 'to') === id,
          }))}
        />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
    )
  },
  async send(c, id) {
    const form = await readForm(c, moveForm)
    if (!form.ok) return form
    const errors = await tried(() => moveConversation(c.get('ctx'), id, form.data.to))
    return errors && { values: form.values, errors }
  },
}

const asking: Tending = {
  path: 'leg-voor',
  heading: (t) => t.poll.title,
  lede: (t) => t.poll.lede,
  done: 'voorgelegd',
  form: async ({ language, now }, { id }, { values, errors }) => (
    <PollForm
      language={language}
      path={`${hrefOf(id)}/leg-voor`}
      values={{ closes: inAWeek(now()), ...values }}
      errors={errors}
    />
  ),
  async send(c, id) {
    const form = await readForm(c, pollForm)
    if (!form.ok) return form
    const errors = await tried(() => askPoll(c.get('ctx'), id, form.data))
    return errors && { values: form.values, errors }
  },
}

function replyRoutes(app: App): void {
  app.get('/reactie/:id/wijzig', (c) => showEdit(c))
  app.post('/reactie/:id/wijzig', async (c) => {
    const values = await readValues(c)
    let reply: Awaited<ReturnType<typeof editReply>> | undefined
    const errors = await tried(async () => {
      reply = await editReply(c.get('ctx'), c.req.param('id'), valueOf(values, 'words'))
    })
    if (errors || !reply) return showEdit(c, { values, errors })
    return seeOther(
      c,
      `${hrefOf(reply.conversation.id)}?na=${Math.max(0, reply.seq - 1)}&klaar=bewaard#r${reply.seq}`,
    )
  })

  app.get('/reactie/:id/trek-in', (c) => showWithdraw(c))
  app.post('/reactie/:id/trek-in', async (c) => {
    const form = await readForm(c, whyForm)
    const why = form.ok ? form.data.why : ''
    let reply: Awaited<ReturnType<typeof withdrawReply>> | undefined
    const errors = await tried(async () => {
      reply = await withdrawReply(c.get('ctx'), c.req.param('id'), why)
    })
    if (errors || !reply) return showWithdraw(c, { values: form.values, errors })
    return seeOther(
      c,
      `${hrefOf(reply.conversation.id)}?na=${Math.max(0, reply.seq - 1)}&klaar=ingetrokken#r${reply.seq}`,
    )
  })

  app.get('/reactie/:id/eerst', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const { id, conversation, withdrawn, seq } = await replyById(ctx, c.req.param('id'))
    const t = words[language].versions
    // The same way as on the page, so that what is hidden from this reader stays so.
    const [now] = await repliesOf(ctx, conversation, { from: seq, to: seq }, words[language], false)
    const shown = withdrawn || !now || now.hidden ? [] : await versionsOf(ctx, id)
    return render(
      c,
      { title: t.title, nav: 'communities', line: 'sky' },
      <SmallPage
        language={language}
        heading={t.title}
        back={{
          href: `${hrefOf(conversation.id)}?na=${Math.max(0, seq - 1)}#r${seq}`,
          label: words[language].write.back,
        }}
      >
        {shown.map(({ html, replaced }) => (
          <Group heading={t.until(momentThatWas(language, replaced, ctx.now()))}>
            <Written html={html} />
          </Group>
        ))}
        {now && !now.hidden && (
          <Group heading={t.now}>
            <Written html={now.html} />
          </Group>
        )}
      </SmallPage>,
    )
  })
}

async function showEdit(c: Request, typed?: Typed): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const reply = await replyById(ctx, c.req.param('id') ?? '')
  requireOwnWords(ctx, reply)
  const { language } = ctx
  const { write: t } = words[language]
  return render(
    c,
    { title: t.editTitle, nav: 'communities', line: 'sky', status: typed?.errors ? 422 : 200 },
    <SmallPage
      language={language}
      heading={t.editTitle}
      lede={t.editHelp}
      back={{ href: hrefOf(reply.conversation.id), label: t.back }}
      errors={typed?.errors}
    >
      <form action={`/reactie/${reply.id}/wijzig`} method="post" class="stack">
        <Field
          kind="textarea"
          name="words"
          rows={8}
          label={t.words}
          value={typed ? valueOf(typed.values, 'words') : reply.words}
          error={said(language, typed?.errors, 'words')}
        />
        <Actions>
          <Button>{t.save}</Button>
        </Actions>
      </form>
    </SmallPage>,
  )
}

async function showWithdraw(c: Request, typed?: Typed): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const reply = await replyById(ctx, c.req.param('id') ?? '')
  if (!mayWithdraw(ctx, reply)) throw new NotAllowed('authorOnly')
  const { language } = ctx
  const t = words[language].withdraw
  const own = reply.authorId === ctx.viewer.id
  return render(
    c,
    {
      title: own ? t.title : t.removeTitle,
      nav: 'communities',
      line: 'sky',
      status: typed?.errors ? 422 : 200,
    },
    <SmallPage
      language={language}
      heading={own ? t.title : t.removeTitle}
      lede={t.text}
      back={{ href: hrefOf(reply.conversation.id), label: words[language].write.back }}
      errors={typed?.errors}
    >
      <form action={`/reactie/${reply.id}/trek-in`} method="post" class="stack">
        {!own && (
          <Field
            name="why"
            label={t.why}
            help={t.whyHelp}
            value={valueOf(typed?.values, 'why')}
            error={said(language, typed?.errors, 'why')}
            maxlength={300}
          />
        )}
        <Actions>
          <Button>{own ? t.button : t.removeButton}</Button>
        </Actions>
      </form>
    </SmallPage>,
  )
}
