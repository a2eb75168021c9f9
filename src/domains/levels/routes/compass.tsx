import type { ComponentChildren } from 'preact'
import { minute } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { Invalid, unlessNotFound } from '../../../platform/errors.ts'
import {
  readForm,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { render } from '../../../web/render.tsx'
import { areasByIds, ChoosingMap, searchAreas } from '../../areas/index.ts'
import { isVerified, type ViewerContext } from '../../residents/index.ts'
import { openCase } from '../actions/cases.ts'
import { asChoice, choiceIn, compassHref, lookUpChoice, type Choice, type Chosen } from '../choice.ts'
import { searchCompetences } from '../competence.ts'
import { openForm } from '../forms.ts'
import { alternatives, levelFor, livesIn } from '../level.ts'
import { words } from '../messages/index.ts'
import { CompassPage, toggled } from '../pages/compass.tsx'
import { Result, type ResultProps } from '../pages/result.tsx'

/** Typing fast gives a few suggestions a second. */
const typing: Limit = { name: 'level-suggestions', max: 240, window: minute }

/** What later domains add to the compass. */
export interface LevelParts {
  /** What else can be done with a level that was found; gets the choice as it stands in an address. */
  next?: (ctx: Context, choice: string) => ComponentChildren
}

export function compassRoutes(app: App, parts: LevelParts): void {
  app.get('/niveaukompas', (c) => showCompass(c, parts, choiceIn(c)))

  app.get('/niveaukompas/suggesties', async (c) => {
    const ctx = c.get('ctx')
    await limit(ctx, typing, c.get('visitor'))
    const choice = choiceIn(c)
    const found = await searchCompetences(ctx, asked(c, 'q'), 8)
    return c.json(
      found.map(({ name, slug }) => ({
        label: name,
        value: name,
        href: compassHref({ ...choice, topic: slug }, '#niveau'),
      })),
    )
  })

  app.post('/niveaukompas', async (c) => {
    const form = await readForm(c, openForm)
    const choice = asChoice(form.values)
    if (!form.ok) return showCompass(c, parts, choice, form.values, form.errors)
    const { areas, circle, competence } = await lookUpChoice(c, choice)
    if (!competence) return showCompass(c, parts, choice, form.values, { topic: 'topicMissing' })
    try {
      await openCase(c.get('ctx'), {
        ...form.data,
        areaIds: areas.map(({ id }) => id),
        circle,
        competenceId: competence.id,
      })
    } catch (error) {
      if (error instanceof Invalid) return showCompass(c, parts, choice, form.values, error.fields)
      throw error
    }
    return seeOther(c, `/niveau/${form.data.id}?klaar=voorgelegd`)
  })
}

const asked = (c: Request, name: string) => (c.req.query(name) ?? '').trim().slice(0, 100)

async function showCompass(
  c: Request,
  parts: LevelParts,
  choice: Choice,
  values?: FormValues,
  errors?: FormErrors,
): Promise<Response> {
  const ctx = c.get('ctx')
  const { language } = ctx
  const t = words[language]
  const chosen = await lookUpChoice(c, choice)
  const [typed, what] = [asked(c, 'zoek'), asked(c, 'wat')]
  const { result, trouble } = await answer(c, chosen, values, errors)
  const { streetId, buurtId, wijkId, gemeenteId } = ctx.viewer ?? {}
  const own = [streetId, buurtId, wijkId, gemeenteId].filter((id) => typeof id === 'number')
  return render(
    c,
    {
      title: t.compass.title,
      line: 'plum',
      islands: chosen.competence ? [] : ['suggest'],
      status: errors ? 422 : 200,
    },
    <CompassPage
      language={language}
      chosen={chosen}
      typed={typed}
      found={typed ? await searchAreas(ctx, typed) : undefined}
      asked={what}
      topics={what && !chosen.competence ? await searchCompetences(ctx, what) : undefined}
      own={own.length > 0 ? await areasByIds(ctx, own) : []}
      map={
        chosen.areas.length > 0 &&
        (await ChoosingMap(ctx, {
          chosen: chosen.areas,
          circle: chosen.circle,
          label: t.compass.map,
          href: ({ code }) => compassHref(toggled(choice, code), '#wie'),
        }))
      }
      result={
        result && (
          <Result
            {...result}
            next={
              result.may === 'yes' ? parts.next?.(ctx, compassHref(choice).split('?')[1] ?? '') : undefined
            }
          />
        )
      }
      trouble={trouble ?? (errors && !result ? t.errors[Object.values(errors)[0]!] : undefined)}
    />,
  )
}

/** The answer, once it is known whom it touches and what it is about; or what stands in its way. */
async function answer(
  c: Request,
  { areas, competence, choice }: Chosen,
  values?: FormValues,
  errors?: FormErrors,
): Promise<{ result?: ResultProps; trouble?: string | undefined }> {
  const ctx = c.get('ctx')
  const [focus] = areas
  if (!focus || !competence || competence.retired) return {}
  try {
    const level = await levelFor(ctx, {
      areaIds: areas.map(({ id }) => id),
      competenceId: competence.id,
    })
    const id = valueOf(values, 'id')
    return {
      result: {
        language: ctx.language,
        level,
        otherwise: await alternatives(ctx, level, focus),
        choice,
        may: !isVerified(ctx)
          ? 'visitor'
          : (await livesIn(ctx as ViewerContext, level.area))
            ? 'yes'
            : 'elsewhere',
        formId: isId(id) ? id : newId(),
        values,
        errors,
      },
    }
  } catch (error) {
    if (error instanceof Invalid)
      return { trouble: words[ctx.language].errors[Object.values(error.fields)[0]!] }
    return { trouble: unlessNotFound(error) }
  }
}
