import { formatList, type Language } from '../../../platform/i18n.ts'
import { Actions, Facts, LinkButton } from '../../../web/components/index.ts'
import { words } from '../messages/index.ts'
import type { Concept, ConceptCard } from '../queries.ts'

/** What an ambition's page tells of the ambition itself: other words, where it belongs, what lies near. */
export function AboutAmbition({ language, card }: { language: Language; card: ConceptCard }) {
  const t = words[language].card
  const { slug } = card.concept
  const lists: [string, Concept[]][] = [
    [t.above, card.broader],
    [t.below, card.narrower],
    [t.related, card.related],
  ]
  const facts = [
    ...(card.synonyms.length > 0 ? [{ term: t.synonyms, value: formatList(language, card.synonyms) }] : []),
    ...lists
      .filter(([, concepts]) => concepts.length > 0)
      .map(([term, concepts]) => ({ term, value: <ConceptLinks concepts={concepts} /> })),
  ]
  return (
    <div class="stack">
      {facts.length > 0 && <Facts facts={facts} />}
      <Actions>
        <LinkButton kind="text" href={`/ambities/aanvraag?woord=${slug}`}>
          {t.propose}
        </LinkButton>
        <LinkButton kind="text" href={`/ambities/aanvraag?verwant=${slug}`}>
          {t.relate}
        </LinkButton>
        <LinkButton kind="text" href={`/ambities/${slug}/geschiedenis`}>
          {t.history}
        </LinkButton>
      </Actions>
    </div>
  )
}

function ConceptLinks({ concepts }: { concepts: Concept[] }) {
  return (
    <>
      {concepts.map(({ slug, label }, index) => (
        <>
          {index > 0 && ', '}
          <a href={`/ambities/${slug}`}>{label}</a>
        </>
      ))}
    </>
  )
}
