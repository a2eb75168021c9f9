import { valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { Actions, Button, Field } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { isAwake, type Typed } from '../../communities/index.ts'
import { mayKeep, type Document } from '../document.ts'
import { words } from '../messages/index.ts'
import { CommunityField, type OwnCommunity } from './adopt.tsx'
import { DocumentFormPage, messageOf, ShownToField } from './form-parts.tsx'

/** Who may read a document, whether its words may be changed, and where it stands. */
export function CarePage(
  props: Typed & { language: Language; document: Document; communities: readonly OwnCommunity[] },
) {
  const { language, document, communities, values, errors } = props
  const t = words[language].care
  const { id, community } = document
  const manages = community.role === 'manager'
  const awake = isAwake(community)
  const why = (label: string) => (
    <Field
      name="why"
      id={label === 'slot' ? 'why-slot' : 'why'}
      kind="textarea"
      rows={2}
      label={t.withdrawWhy}
      optional={label === 'slot' || document.mine ? frameWords[language].optional : undefined}
      maxlength={500}
      value={valueOf(values, 'why')}
      error={messageOf(language, errors, 'why')}
    />
  )
  return (
    <DocumentFormPage
      {...props}
      heading={t.title}
      lede={document.title}
      back={{ href: `/document/${id}`, label: document.title }}
    >
      {document.withdrawn ? (
        <form action={`/document/${id}/terugzetten`} method="post" class="stack">
          <h2>{t.return}</h2>
          <Actions>
            <Button>{t.returnButton}</Button>
          </Actions>
        </form>
      ) : (
        <>
          {mayKeep(document) && community.access !== 'besloten' && (
            <form action={`/document/${id}/wie`} method="post" class="stack">
              <ShownToField
                language={language}
                community={community}
                values={{ shownTo: document.shownTo }}
                errors={errors}
              />
              <Actions>
                <Button>{t.shownToButton}</Button>
              </Actions>
            </form>
          )}
          {manages && awake && (
            <section class="stack" aria-labelledby="slot">
              <h2 id="slot">{document.locked ? t.unlock : t.lock}</h2>
              <form
                action={`/document/${id}/${document.locked ? 'open' : 'slot'}`}
                method="post"
                class="stack"
              >
                {!document.locked && (
                  <>
                    <p>{t.lockText}</p>
                    {why('slot')}
                  </>
                )}
                <Actions>
                  <Button kind="quiet">{document.locked ? t.unlockButton : t.lockButton}</Button>
                </Actions>
              </form>
            </section>
          )}
          {awake && communities.length > 0 && (
            <section class="stack" aria-labelledby="verplaats">
              <h2 id="verplaats">{t.move}</h2>
              <form action={`/document/${id}/verplaats`} method="post" class="stack">
                <p>{t.moveText}</p>
                <CommunityField {...props} label={t.moveTo} />
                <Actions>
                  <Button kind="quiet">{t.moveButton}</Button>
                </Actions>
              </form>
            </section>
          )}
          <section class="stack" aria-labelledby="intrekken">
            <h2 id="intrekken">{t.withdraw}</h2>
            <form action={`/document/${id}/intrekken`} method="post" class="stack">
              <p>{t.withdrawText}</p>
              {why('intrekken')}
              <Actions>
                <Button kind="quiet">{t.withdrawButton}</Button>
              </Actions>
            </form>
          </section>
        </>
      )}
    </DocumentFormPage>
  )
}
