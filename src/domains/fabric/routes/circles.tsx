import { NotFound } from '../../../platform/errors.ts'
import { readForm, seeOther, type App } from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { conceptBySlug, conceptsByIds } from '../../ambitions/index.ts'
import { requireVerified } from '../../residents/index.ts'
import { foundCircle } from '../actions/circles.ts'
import { circleForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { CirclesPage } from '../pages/circles.tsx'
import { circleChances } from '../queries/circles.ts'

export function circleRoutes(app: App): void {
  app.get('/kringen', async (c) => {
    const ctx = requireVerified(c.get('ctx'))
    const { language } = ctx
    const chances = await circleChances(ctx)
    const themes = await conceptsByIds(
      ctx,
      chances.flatMap(({ conceptId }) => conceptId ?? []),
    )
    const slug = c.req.query('ambitie')
    const wish = slug ? await conceptBySlug(ctx, slug) : undefined
    return render(
      c,
      { title: words[language].circles.title, nav: 'communities', line: 'sky' },
      <CirclesPage
        language={language}
        chances={chances.map((chance) => ({
          ...chance,
          theme: (chance.conceptId !== null && themes.get(chance.conceptId)?.label) || '',
        }))}
        wish={wish && !wish.sensitive ? { id: wish.id, label: wish.label } : undefined}
      />,
    )
  })

  app.post('/kringen', async (c) => {
    const form = await readForm(c, circleForm)
    if (!form.ok) throw new NotFound()
    const { kind, area, concept } = form.data
    const circle = await foundCircle(c.get('ctx'), {
      kind,
      areaId: kind === 'ambition' ? null : area,
      conceptId: kind === 'ambassadors' ? null : concept,
    })
    const done = circle.there ? 'wasal' : kind === 'ambition' ? 'wens' : 'kring'
    return seeOther(c, `/leefomgeving/${circle.slug}?klaar=${done}`)
  })
}
