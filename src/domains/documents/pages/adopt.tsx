import { valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { Actions, Button, Empty, Field, LinkButton, type Option } from '../../../web/components/index.ts'
import type { Typed } from '../../communities/index.ts'
import type { Document } from '../document.ts'
import { words } from '../messages/index.ts'
import type { DocumentLine } from '../queries/library.ts'
import { DocumentFormPage, messageOf, ShownToField } from './form-parts.tsx'
import { Hidden } from './write.tsx'

/** A community of the viewer in which something can be begun. */
export interface OwnCommunity {
  slug: string
  name: string
}

/** Which of one's own communities. */
export function CommunityField(
  props: Typed & { language: Language; label: string; communities: readonly OwnCommunity[] },
) {
  const { language, communities, values, errors } = props
  const only = communities.length === 1 ? communities[0]!.slug : ''
  const options: Option[] = [
    ...(only ? [] : [{ value: '', label: words[language].adopt.choose }]),
    ...communities.map(({ slug, name }) => ({ value: slug, label: name })),
  ]
  return (
    <Field
      name="slug"
      kind="select"
      label={props.label}
      value={valueOf(values, 'slug') || only}
      options={options}
      error={messageOf(language, errors, 'slug')}
    />
  )
}

/** Taking a document over, to a community of one's own. */
export function AdoptPage(
  props: Typed & {
    language: Language
    document: Document
    parts: DocumentLine[]
    communities: readonly OwnCommunity[]
  },
) {
  const { language, document, parts, communities, values } = props
  const t = words[language].adopt
  const licence =
    document.licence === 'own' ? document.licenceWords : words[language].licence[document.licence][0]
  return (
    <DocumentFormPage
      {...props}
      heading={t.title(document.title)}
      lede={t.lede}
      back={{ href: `/document/${document.id}`, label: document.title }}
    >
      {communities.length === 0 ? (
        <Empty
          heading={t.nowhere}
          actions={<LinkButton href="/leefomgevingen">{t.nowhereButton}</LinkButton>}
        >
          <p>{t.nowhereText}</p>
        </Empty>
      ) : (
        <form action={`/document/${document.id}/neem-over`} method="post" class="stack" novalidate>
          <Hidden values={{ id: valueOf(values, 'id') }} />
          <p>{t.licence(licence)}</p>
          {parts.length > 0 && (
            <div>
              <h2>{t.parts}</h2>
              <ul class="list">
                {parts.map(({ title, kind }) => (
                  <li dir="auto">
                    {title} <span class="soft">{words[language].kind[kind]}</span>
                  </li>
                ))}
              </ul>
              <p class="small soft">{t.left}</p>
            </div>
          )}
          <CommunityField {...props} label={t.where} />
          <ShownToField {...props} community={undefined} />
          <Actions>
            <Button>{t.button}</Button>
          </Actions>
          <p class="small soft">{t.seen}</p>
        </form>
      )}
    </DocumentFormPage>
  )
}

/** Telling the origin how it went. */
export function ReportPage(props: Typed & { language: Language; document: Document }) {
  const { language, document, values, errors } = props
  const t = words[language].report
  const { community } = document
  const nameless = community.access === 'besloten' || document.shownTo === 'members'
  return (
    <DocumentFormPage
      {...props}
      heading={t.title}
      lede={t.lede}
      back={{ href: `/document/${document.id}`, label: document.title }}
    >
      <form action={`/document/${document.id}/verslag`} method="post" class="stack" novalidate>
        <Field
          name="report"
          kind="textarea"
          label={t.words}
          rows={7}
          maxlength={2000}
          value={valueOf(values, 'report')}
          error={messageOf(language, errors, 'report')}
        />
        <p class="soft">{nameless ? t.nameless : t.named(community.name)}</p>
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
    </DocumentFormPage>
  )
}
