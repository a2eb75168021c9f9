import { formatDate, type Language } from '../../../platform/i18n.ts'
import { Actions, LinkButton, List, Quote, Stop } from '../../../web/components/index.ts'
import { isOwn } from '../../communities/index.ts'
import type { Document } from '../document.ts'
import { words } from '../messages/index.ts'
import type { Origin, Travels } from '../queries/travels.ts'

/** Where a copy came from, and what its community tells back. */
export function OriginStop(props: { language: Language; document: Document; origin: Origin }) {
  const { language, document, origin } = props
  const t = words[language].page
  const own = isOwn(document.community)
  return (
    <Stop line="sky" id="herkomst" heading={t.origin} side>
      <p>
        {origin.document && origin.community ? (
          <>
            {t.originFrom} <a href={`/leefomgeving/${origin.community.slug}`}>{origin.community.name}</a>:{' '}
            <a href={`/document/${origin.document.id}`} dir="auto">
              {origin.document.title}
            </a>
            .
          </>
        ) : (
          t.originHidden
        )}{' '}
        {t.originDate(formatDate(language, origin.adopted))} {origin.adapted && own && t.originAdapted}
      </p>
      {origin.report ? (
        <>
          <h3>{t.report}</h3>
          <Quote>{origin.report}</Quote>
        </>
      ) : (
        own && <p>{t.reportNone}</p>
      )}
      {own && (
        <Actions>
          <LinkButton kind="quiet" href={`/document/${document.id}/verslag`}>
            {origin.report ? t.reportChange : t.reportButton}
          </LinkButton>
        </Actions>
      )}
    </Stop>
  )
}

/** Where a document went, and what came back. */
export function TravelsStop({ language, travels }: { language: Language; travels: Travels }) {
  const t = words[language].page
  if (travels.shown.length === 0 && travels.others === 0) return null
  return (
    <Stop line="sky" id="reis" heading={t.travels} side>
      {travels.shown.length > 0 && (
        <List>
          {travels.shown.map(({ to, adapted, report }) => (
            <li>
              <h3>{to ? <a href={`/document/${to.documentId}`}>{to.name}</a> : t.travelsHidden}</h3>
              <p class="soft">{adapted ? t.travelsAdapted : t.travelsSame}</p>
              {report && (
                <>
                  <p class="small">{t.report}:</p>
                  <Quote>{report}</Quote>
                </>
              )}
            </li>
          ))}
        </List>
      )}
      {travels.others > 0 && <p>{t.others(travels.others)}</p>}
    </Stop>
  )
}
