import { readForm, seeOther, type App } from '../../../platform/http.ts'
import { Opener, Stop } from '../../../web/components/index.ts'
import { render } from '../../../web/render.tsx'
import { requireViewer } from '../../residents/index.ts'
import { chooseAmbition, dropAmbition } from '../actions/choose.ts'
import { ChooseForm } from '../choose-form.tsx'
import { chooseForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { FindPage } from '../pages/find.tsx'
import { requireConcept, tree } from '../queries.ts'
import { searchConcepts } from '../search.ts'
import { publishTaxonomy } from '../skos/publish.ts'

/** A search is a few words or a title; nobody types more. */
const longestSearch = 200

export function findRoutes(app: App): void {
  app.get('/ambities.ttl', (c) => publishTaxonomy(c, 'ambition', 'turtle'))
  app.get('/ambities.jsonld', (c) => publishTaxonomy(c, 'ambition', 'jsonld'))
  app.get('/themas.ttl', (c) => publishTaxonomy(c, 'theme', 'turtle'))
  app.get('/themas.jsonld', (c) => publishTaxonomy(c, 'theme', 'jsonld'))

  app.get('/ambities', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const text = (c.req.query('q') ?? '').trim().slice(0, longestSearch)
    const findings = text ? await searchConcepts(ctx, text, { limit: 12 }) : []
    return render(
      c,
      { title: words[language].find.title, nav: 'ambitions', line: 'sun', islands: ['suggest'] },
      <FindPage language={language} text={text} findings={findings} tree={await tree(ctx, 'ambition')} />,
    )
  })

  app.get('/ambities/zoek', async (c) => {
    const text = (c.req.query('q') ?? '').slice(0, longestSearch)
    const findings = await searchConcepts(c.get('ctx'), text, { limit: 6 })
    return c.json(
      findings.map(({ concept: { label, slug } }) => ({ label, value: label, href: `/ambities/${slug}` })),
    )
  })

  app.post('/ambities/:slug/kies', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const form = await readForm(c, chooseForm)
    const slug = c.req.param('slug')
    if (form.ok) {
      const concept = await chooseAmbition(ctx, { slug, ...form.data })
      return seeOther(c, `/ambities/${concept.slug}?klaar=chosen`)
    }
    const concept = await requireConcept(ctx, slug)
    const { language } = ctx
    return render(
      c,
      { title: concept.label, nav: 'ambitions', line: 'sun', status: 422 },
      <>
        <Opener heading={concept.label} lede={concept.definition} line="sun" />
        <Stop line="sun" id="kies" heading={words[language].choose.choose} quiet letterbox>
          <ChooseForm
            language={language}
            concept={concept}
            wish={undefined}
            values={form.values}
            errors={form.errors}
          />
        </Stop>
      </>,
    )
  })

  app.post('/ambities/:slug/laat-los', async (c) => {
    const concept = await dropAmbition(c.get('ctx'), c.req.param('slug'))
    return seeOther(c, concept ? `/ambities/${concept.slug}?klaar=dropped` : '/ambities')
  })
}
