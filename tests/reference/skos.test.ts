import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Parser, Store as Graph } from 'n3'
import ShaclValidator from 'rdf-validate-shacl'
import { describe, expect, test } from 'vitest'
import { ensureTaxonomy, exportTaxonomy, importTaxonomy } from '../../src/domains/ambitions/skos/index.ts'
import { jsonLdToQuads } from '../../src/domains/ambitions/skos/json-ld.ts'
import { seeds, testContext, testOrigin } from '../../src/domains/ambitions/test-support.ts'
import { openTestStore } from '../support/store.ts'

const shared = process.env.DHZ_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url))
const folder = join(shared, 'data/skos')
const graph = (text: string) => new Graph(new Parser({ baseIRI: `${testOrigin}/` }).parse(text))
const merged = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  <ambities/oud> a skos:Concept ; skos:inScheme <ambities> ; skos:notation "oud" ; skos:prefLabel "Oud"@nl ;
    <http://purl.org/dc/terms/isReplacedBy> <ambities/straatfeest> .`

describe.skipIf(!existsSync(folder))('SKOS shapes of the shared data', () => {
  const validate = async (data: Graph) => {
    const shapes = graph(await readFile(join(folder, 'skohub.shacl.ttl'), 'utf8'))
    const report = await new ShaclValidator(shapes).validate(data)
    return report.results.map((result) => `${result.focusNode?.value}: ${result.message[0]?.value}`)
  }

  test.each(['valid', 'invalid'])('the shapes judge every %s example as published', async (kind) => {
    const examples = join(folder, 'tests', kind, 'skohub.shacl.ttl')
    const names = await readdir(examples)
    expect(names.length).toBe(kind === 'valid' ? 4 : 34)
    const judged = await Promise.all(
      names.map(async (name) => validate(graph(await readFile(join(examples, name), 'utf8')))),
    )
    expect(judged.filter((problems) => (problems.length === 0) !== (kind === 'valid'))).toEqual([])
  })

  test.each(['turtle', 'jsonld'] as const)('our export (%s) conforms to the shapes', async (format) => {
    const store = await openTestStore('embedded')
    try {
      const ctx = testContext(store)
      await ensureTaxonomy(ctx, seeds)
      await importTaxonomy(ctx, [{ text: merged, format: 'turtle' }], 'Samengevoegd')
      for (const scheme of ['ambition', 'theme'] as const) {
        const text = await exportTaxonomy(ctx, format, [scheme])
        const data =
          format === 'turtle' ? graph(text) : new Graph(await jsonLdToQuads(text, `${testOrigin}/`))
        expect(await validate(data)).toEqual([])
      }
    } finally {
      await store.close()
    }
  })
})
