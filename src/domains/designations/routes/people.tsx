import { NotFound } from '../../../platform/errors.ts'
import {
  readForm,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { conceptBySlug, searchConcepts, tree, type TreeNode } from '../../ambitions/index.ts'
import { areaHref, existingArea, type Area } from '../../areas/index.ts'
import { enteredByViewer, isOwn, membersToChoose, tried } from '../../communities/index.ts'
import { isVerified, requireVerified, requireViewer, type ViewerContext } from '../../residents/index.ts'
import { designate, takeBack } from '../actions/designate.ts'
import { sendCall } from '../actions/calls.ts'
import { callForm, designateForm, isTheme, subjectForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { NewCallPage } from '../pages/calls.tsx'
import { FindPage } from '../pages/find.tsx'
import { AreaPeoplePage, PeoplePage } from '../pages/people.tsx'
import { authoritiesNear, designatedOne, peopleOf, peopleOfArea } from '../queries.ts'
import { kinds } from '../rules.ts'

export function peopleRoutes(app: App): void {
  app.get('/leefomgeving/:slug/mensen', (c) =>
    showPeople(c, { values: { member: c.req.query('wie') ?? '' } }),
  )
  app.post('/leefomgeving/:slug/mensen', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const form = await readForm(c, designateForm)
    if (!form.ok) return showPeople(c, form)
    const { member, kind, theme } = form.data
    const errors = await tried(() =>
      designate(ctx, { communityId: community.id, kind, themeId: theme, toId: member }),
    )
    if (!errors) return seeOther(c, `${path}/mensen?klaar=aangewezen#top`)
    // The action speaks of `to`; here that is the field with the member.
    return showPeople(c, {
      values: form.values,
      errors: { ...errors, ...(errors['to'] && { member: errors['to'] }) },
    })
  })
  app.post('/leefomgeving/:slug/mensen/terug', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const form = await readForm(c, subjectForm)
    if (!form.ok) throw new NotFound()
    const { member, kind, theme } = form.data
    await takeBack(ctx, { communityId: community.id, kind, themeId: theme, toId: member })
    return seeOther(c, `${path}/mensen?klaar=teruggenomen`)
  })

  app.get('/leefomgeving/:slug/vraag', (c) =>
    showNewCall(c, {
      values: {
        member: c.req.query('wie') ?? '',
        kind: c.req.query('als') ?? '',
        theme: c.req.query('thema') ?? '',
      },
    }),
  )
  app.post('/leefomgeving/:slug/vraag', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    const form = await readForm(c, callForm)
    if (!form.ok) throw new NotFound()
    const { member, kind, theme } = form.data
    let id = ''
    const errors = await tried(async () => {
      const call = { communityId: community.id, kind, themeId: theme, toId: member, words: form.data.words }
      id = await sendCall(ctx, call)
    })
    return errors
      ? showNewCall(c, { values: form.values, errors })
      : seeOther(c, `/verzoek/${id}?klaar=verstuurd`)
  })

  app.get('/gebied/:code/mensen', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    return showArea(c, ctx, await existingArea(ctx, codeIn(c.req.param('code'))))
  })

  app.get('/autoriteiten', async (c) => {
    const ctx = requireVerified(c.get('ctx'))
    const { language } = ctx
    const text = (c.req.query('thema') ?? '').trim().slice(0, 80)
    const found = text ? await searchConcepts(ctx, text, { scheme: 'theme', limit: 8 }) : []
    const named = text ? await conceptBySlug(ctx, text, 'theme') : undefined
    const exact = found.find(({ concept }) => concept.label.toLowerCase() === text.toLowerCase())?.concept
    const theme = named ?? exact ?? (found.length === 1 ? found[0]?.concept : undefined)
    return render(
      c,
      { title: words[language].find.title, nav: 'communities', line: 'plum' },
      <FindPage
        language={language}
        text={theme?.label ?? text}
        theme={theme}
        themes={text && !theme ? found.map(({ concept }) => concept) : await allThemes(ctx)}
        people={theme ? await authoritiesNear(ctx, [theme.id]) : []}
        viewerId={ctx.viewer.id}
      />,
    )
  })
}

/** The official part of a code is in capitals; the name of a street behind its colon is not. */
function codeIn(address: string): string {
  return address.replace(/^[^:]+/, (code) => code.toUpperCase())
}

interface Typed {
  values: FormValues
  errors?: FormErrors
}

async function showPeople(c: Request, typed: Typed): Promise<Response> {
  const { ctx, community } = await enteredByViewer(c)
  const own = isOwn(community)
  return render(
    c,
    {
      title: `${words[ctx.language].people.title}: ${community.name}`,
      nav: 'communities',
      line: 'sky',
      status: typed.errors ? 422 : 200,
      flash: doneFlash(c, words[ctx.language].done),
    },
    <PeoplePage
      language={ctx.language}
      community={community}
      people={await peopleOf(ctx, community)}
      viewerId={ctx.viewer.id}
      members={
        own
          ? await membersToChoose(ctx, community, { chosen: valueOf(typed.values, 'member') })
          : { neighbours: [], more: false }
      }
      themes={own ? await allThemes(ctx) : []}
      values={typed.values}
      errors={typed.errors}
    />,
  )
}

async function showNewCall(c: Request, { values, errors }: Typed): Promise<Response> {
  const { ctx, community } = await enteredByViewer(c)
  requireVerified(ctx)
  const kind = kinds.find((each) => each === values['kind'])
  const theme = valueOf(values, 'theme')
  if (!kind || (kind === 'authority' && !isTheme(theme))) throw new NotFound()
  const themeId = kind === 'authority' ? Number(theme) : null
  const person = await designatedOne(ctx, community, { kind, themeId, residentId: valueOf(values, 'member') })
  return render(
    c,
    {
      title: words[ctx.language].calls.newTitle(person.name),
      nav: 'me',
      line: 'sky',
      status: errors ? 422 : 200,
    },
    <NewCallPage
      language={ctx.language}
      community={community}
      person={person}
      values={values}
      errors={errors}
    />,
  )
}

async function showArea(c: Request, ctx: ViewerContext, area: Area): Promise<Response> {
  return render(
    c,
    { title: words[ctx.language].area.title(area.name), nav: 'buurt', line: 'sky' },
    <AreaPeoplePage
      language={ctx.language}
      area={{ name: area.name, href: areaHref(area) }}
      people={await peopleOfArea(ctx, area)}
      verified={isVerified(ctx)}
      viewerId={ctx.viewer.id}
    />,
  )
}

/** Every theme by name, for choosing one. */
async function allThemes(ctx: ViewerContext): Promise<{ id: number; slug: string; label: string }[]> {
  const nodes = new Map<number, TreeNode>()
  const visit = (node: TreeNode) => {
    nodes.set(node.id, node)
    node.narrower.forEach(visit)
  }
  for (const root of await tree(ctx, 'theme')) visit(root)
  const compare = new Intl.Collator(ctx.language).compare
  return [...nodes.values()]
    .map(({ id, slug, label }) => ({ id, slug, label }))
    .sort((one, other) => compare(one.label, other.label))
}
