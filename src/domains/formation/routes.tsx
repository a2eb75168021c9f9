import type { ComponentChildren } from 'preact'
import type { Context } from '../../platform/context.ts'
import { NotFound, Invalid } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import {
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../platform/http.ts'
import { doneFlash } from '../../web/flash.ts'
import { render } from '../../web/render.tsx'
import { ChooseForm, conceptBySlug, conceptCard } from '../ambitions/index.ts'
import { findPrecedents } from '../outcomes/index.ts'
import { isVerified, requireViewer } from '../residents/index.ts'
import { begin } from './actions.ts'
import { BeginStop } from './begin-form.tsx'
import { beginForm, dayAfter, nextSaturday } from './forms.ts'
import { words } from './messages/index.ts'
import { inviteNearby, nearbyWishers } from './nearby.ts'
import { NearbyPage } from './nearby-page.tsx'
import { FormationPage, VisitorPage } from './pages.tsx'
import { familyOf, findFormation } from './queries.ts'
import { asReach } from './rules.ts'

/** What later domains, and those that formation does not know, add to the page of an ambition. */
export interface FormationParts {
  /** What is said on it around the viewer's home. */
  talk?: (ctx: Context, ambition: { id: number; slug: string }) => Promise<ComponentChildren>
}

export function routes(app: App, parts: FormationParts = {}): void {
  app.get('/leefomgeving/:slug/buren', (c) => showNearby(c))
  app.post('/leefomgeving/:slug/buren', async (c) => {
    const slug = c.req.param('slug')
    const invited = await inviteNearby(c.get('ctx'), slug)
    return seeOther(c, `/leefomgeving/${slug}/buren?uitgenodigd=${invited}`)
  })

  app.get('/ambities/:slug', (c) => (c.get('ctx').viewer ? showFormation(c, parts) : showToVisitor(c)))

  app.post('/ambities/:slug/begin', async (c) => {
    const form = await readForm(c, beginForm)
    if (!form.ok) return showFormation(c, parts, form)
    const { id, name, place, starts, bereik } = form.data
    try {
      const begun = await begin(c.get('ctx'), {
        id,
        slug: c.req.param('slug'),
        reach: asReach(bereik) ?? 'buurt',
        name,
        place,
        starts,
      })
      return seeOther(c, `/leefomgeving/${begun.slug}?klaar=begonnen&uitgenodigd=${begun.invited}`)
    } catch (error) {
      if (error instanceof Invalid)
        return showFormation(c, parts, { values: form.values, errors: error.fields })
      throw error
    }
  })
}

/** For the manager of a community: neighbours who could be asked to join, without seeing who they are. */
async function showNearby(c: Request): Promise<Response> {
  const ctx = c.get('ctx')
  const { language } = ctx
  const t = words[language].nearby
  const { community, neighbours } = await nearbyWishers(ctx, c.req.param('slug') ?? '')
  const asked = c.req.query('uitgenodigd')
  return render(
    c,
    {
      title: t.title,
      nav: 'communities',
      flash: asked === undefined ? undefined : t.asked(Number(asked) || 0),
    },
    <NearbyPage language={language} community={community} neighbours={neighbours} />,
  )
}

/** The formation page; with `failed` it shows the form to begin again, words kept. */
async function showFormation(
  c: Request,
  parts: FormationParts,
  failed?: { values: FormValues; errors: FormErrors },
): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const { language, viewer } = ctx
  const t = words[language]
  const slug = c.req.param('slug') ?? ''
  const asked = failed ? String(failed.values['bereik'] ?? '') : c.req.query('bereik')
  const formation = await findFormation(ctx, slug, asReach(asked) ?? 'buurt')
  const { concept, wish } = formation
  const values = failed?.values ?? {
    id: newId(),
    bereik: formation.reach,
    name: t.begin.suggestion(concept.label, viewer.placeName ?? '').slice(0, 80),
    day: nextSaturday(ctx.now()),
    time: '10:30',
    place: '',
  }
  return render(
    c,
    {
      title: concept.label,
      nav: 'ambitions',
      line: 'sun',
      status: failed ? 422 : 200,
      islands: ['folds', 'reach'],
      flash: doneFlash(c, t.done),
    },
    <FormationPage
      language={language}
      formation={formation}
      choose={<ChooseForm language={language} concept={concept} wish={wish} />}
      talk={await parts.talk?.(ctx, concept)}
      begin={
        <BeginStop
          language={language}
          slug={slug}
          ambition={concept.label}
          founder={viewer.displayName}
          mayBegin={isVerified(ctx)}
          invitable={formation.neighbours.total}
          days={Array.from({ length: 20 }, (_, ahead) => dayAfter(ctx.now(), ahead + 1))}
          values={values}
          errors={failed?.errors}
        />
      }
    />,
  )
}

async function showToVisitor(c: Request): Promise<Response> {
  const ctx = c.get('ctx')
  const concept = await conceptBySlug(ctx, c.req.param('slug') ?? '')
  if (!concept) throw new NotFound()
  const { family, labels } = await familyOf(ctx, concept)
  const precedents = await findPrecedents(ctx, family)
  return render(
    c,
    { title: concept.label, nav: 'ambitions', line: 'sun', description: concept.definition },
    <VisitorPage
      language={ctx.language}
      concept={concept}
      precedents={precedents}
      labels={labels}
      card={await conceptCard(ctx, concept)}
    />,
  )
}
