import { Conflict, NotFound } from '../../platform/errors.ts'
import { keepPicture, looseFiles, readFile, sendFile } from '../../platform/files/index.ts'
import { readForm, readFormWithFiles, seeOther, type App, type Request } from '../../platform/http.ts'
import { hour } from '../../platform/clock.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { doneFlash } from '../../web/flash.ts'
import { render } from '../../web/render.tsx'
import { requireConcept, wishesOf } from '../ambitions/index.ts'
import {
  ambitionsOf,
  backTo,
  enteredByViewer,
  fellowsOf,
  formId,
  membersToChoose,
  requireLiving,
  requireManager,
  tried,
  type Typed,
} from '../communities/index.ts'
import { documentsToChoose } from '../documents/index.ts'
import { requireViewer, type ViewerContext } from '../residents/index.ts'
import { endAmbitionOf, endOwnAmbition, endWithStory, type Telling } from './actions/tell.ts'
import { answerThanks } from './actions/thanks.ts'
import { answerForm, storyForm, type StoryTyped } from './forms.ts'
import { words } from './messages/index.ts'
import { StoryFormPage, type StoryFormProps } from './pages/ending.tsx'
import { ThanksPage } from './pages/mine.tsx'
import { StoriesPage, StoryPage } from './pages/stories.tsx'
import { deedsOf, thanksToMe } from './queries/mine.ts'
import { hasPicture, leftWith, picturesOf, storiesOf, storyBy, thankedIn } from './queries/stories.ts'
import { most } from './rules.ts'

export function routes(app: App): void {
  app.get('/leefomgeving/:slug/einde', (c) => show(c, endingCommunity))
  app.post('/leefomgeving/:slug/einde', (c) =>
    told(c, endingCommunity, async (ctx, data) => {
      const { community } = await enteredByViewer(c)
      await endWithStory(ctx, community.id, data)
      return `/verhaal/${community.slug}?klaar=verteld`
    }),
  )

  app.get('/leefomgeving/:slug/ambitie/:ambition/einde', (c) => show(c, endingAmbition))
  app.post('/leefomgeving/:slug/ambitie/:ambition/einde', (c) =>
    told(c, endingAmbition, async (ctx, data) => {
      const { community } = await enteredByViewer(c)
      const id = await endAmbitionOf(ctx, community.id, c.req.param('ambition'), data)
      return `/verhaal/${id}?klaar=verteld`
    }),
  )

  app.get('/ambities/:slug/einde', (c) => show(c, endingOwn))
  app.post('/ambities/:slug/einde', (c) =>
    told(c, endingOwn, async (ctx, data) => {
      const id = await endOwnAmbition(ctx, c.req.param('slug'), data)
      return `/verhaal/${id}?klaar=verteld`
    }),
  )

  app.get('/verhalen', async (c) => {
    const ctx = c.get('ctx')
    const { items, next } = await storiesOf(ctx, { after: c.req.query('na') })
    const { title, lede } = words[ctx.language].stories
    return render(
      c,
      { title, description: lede, nav: 'communities', line: 'sun' },
      <StoriesPage language={ctx.language} stories={items} next={next} />,
    )
  })
  app.get('/verhaal/:address', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const story = await storyBy(ctx, c.req.param('address'))
    return render(
      c,
      {
        title: story.title,
        description: story.lesson,
        nav: 'communities',
        line: 'sun',
        size: 'grand',
        flash: doneFlash(c, words[language].done),
      },
      <StoryPage
        language={language}
        story={story}
        pictures={await picturesOf(ctx, story.id)}
        thanked={await thankedIn(ctx, story.id)}
        left={await leftWith(ctx, [story.id])}
      />,
    )
  })
  app.get('/verhaal/:address/foto/:file', async (c) => {
    const ctx = c.get('ctx')
    const story = await storyBy(ctx, c.req.param('address'))
    const fileId = c.req.param('file')
    if (!(await hasPicture(ctx, story.id, fileId))) throw new NotFound()
    const size = c.req.query('klein') === undefined ? 'whole' : 'small'
    return sendFile(c, await readFile(ctx, fileId, size))
  })

  app.get('/ik/dank', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    return render(
      c,
      {
        title: words[language].mine.title,
        nav: 'me',
        line: 'plum',
        flash: doneFlash(c, words[language].done),
      },
      <ThanksPage language={language} thanks={await thanksToMe(ctx)} deeds={await deedsOf(ctx)} />,
    )
  })
  app.post('/ik/dank/:id', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const form = await readForm(c, answerForm)
    if (!form.ok) return seeOther(c, '/ik/dank')
    await answerThanks(ctx, c.req.param('id'), form.data.answer)
    return seeOther(c, `/ik/dank?klaar=${form.data.answer === 'named' ? 'genoemd' : 'nietgenoemd'}`)
  })
}

/** What a form needs to know of what ends. */
type Ending = (
  c: Request,
) => Promise<{ ctx: ViewerContext } & Omit<StoryFormProps, 'language' | 'kept' | keyof Typed>>

const endingCommunity: Ending = async (c) => {
  const { ctx, community, path } = await enteredByViewer(c)
  requireManager(community)
  requireLiving(community)
  return {
    ctx,
    ends: 'community',
    label: community.name,
    action: `${path}/einde`,
    back: backTo(community),
    ...(await membersToChoose(ctx, community)),
    documents: await documentsToChoose(ctx, community),
    access: community.access,
  }
}

const endingAmbition: Ending = async (c) => {
  const { ctx, community, path } = await enteredByViewer(c)
  requireManager(community)
  requireLiving(community)
  const concept = await requireConcept(ctx, c.req.param('ambition') ?? '')
  const held = await ambitionsOf(ctx, community.id)
  if (!held.some(({ slug }) => slug === concept.slug)) throw new Conflict('ambitionNotHeld')
  return {
    ctx,
    ends: 'ambition',
    label: concept.label,
    action: `${path}/ambitie/${concept.slug}/einde`,
    back: backTo(community),
    ...(await membersToChoose(ctx, community)),
    documents: await documentsToChoose(ctx, community),
    access: community.access,
  }
}

const endingOwn: Ending = async (c) => {
  const ctx = requireViewer(c.get('ctx'))
  const concept = await requireConcept(ctx, c.req.param('slug') ?? '')
  const held = await wishesOf(ctx)
  if (!held.some((wish) => wish.concept.id === concept.id)) throw new Conflict('ambitionNotHeld')
  const fellows = await fellowsOf(ctx)
  return {
    ctx,
    ends: 'own',
    label: concept.label,
    action: `/ambities/${concept.slug}/einde`,
    back: { href: `/ambities/${concept.slug}`, label: concept.label },
    neighbours: fellows.map(({ id, name }) => ({ id, name })),
    more: false,
    documents: [],
    access: undefined,
    onlyMe: concept.sensitive || ctx.viewer.level === 'applicant',
  }
}

async function show(
  c: Request,
  ending: Ending,
  typed: Typed & { kept?: readonly string[] } = {},
): Promise<Response> {
  const { ctx, ...form } = await ending(c)
  const { kept = [], values, errors } = typed
  const title = words[ctx.language].form.titles[form.ends]
  return render(
    c,
    {
      title: typeof title === 'string' ? title : title(form.label),
      nav: form.ends === 'own' ? 'ambitions' : 'communities',
      line: 'sun',
      status: errors ? 422 : 200,
    },
    <StoryFormPage
      language={ctx.language}
      {...form}
      kept={kept}
      errors={errors}
      values={{ ...values, id: formId(values) }}
    />,
  )
}

const bringing: Limit = { name: 'bring-picture', max: 30, window: hour }

/** A form of a story that was sent: photos are kept first, so that they need not be sent again. */
async function told(
  c: Request,
  ending: Ending,
  act: (ctx: ViewerContext, data: StoryTyped & Telling) => Promise<string>,
): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const form = await readFormWithFiles(c, storyForm, 'pictures', most.pictures)
  const kept = (await looseFiles(ctx, [form.values['kept'] ?? []].flat())).map(({ id }) => id)
  let errors = form.ok ? undefined : form.errors
  for (const upload of form.files) {
    const wrong = await tried(async () => {
      if (kept.length < most.pictures) kept.push(await keep(ctx, upload))
    })
    errors = wrong ? { ...errors, ...wrong } : errors
  }
  if (!form.ok || errors) return show(c, ending, { values: form.values, errors, kept })
  let to = ''
  const wrong = await tried(async () => {
    to = await act(ctx, { ...form.data, pictures: kept })
  })
  return wrong ? show(c, ending, { values: form.values, errors: wrong, kept }) : seeOther(c, to)
}

async function keep(ctx: ViewerContext, upload: Parameters<typeof keepPicture>[1]): Promise<string> {
  await limit(ctx, bringing, ctx.viewer.id)
  return keepPicture(ctx, upload, 'pictures')
}
