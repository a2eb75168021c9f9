import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import type { Language } from '../../platform/i18n.ts'
import {
  Actions,
  Back,
  Button,
  Choices,
  Field,
  LinkButton,
  Opener,
  Quote,
  Stop,
} from '../../web/components/index.ts'
import { Goodbye, Problems } from '../../web/render.tsx'
import { words } from './messages/index.ts'
import { KindField, why } from './pages.tsx'
import type { Exchange } from './queries.ts'
import type { Side } from './rules.ts'

/** Asking or offering something; the same questions both ways. */
export function PostPage(props: {
  language: Language
  side: Side
  formId: string
  /** Whether neighbours may be reached by distance. */
  nearby: boolean
  communities: { id: string; name: string }[]
  /** The offer that was pressed; then its kind and circle are given. */
  offer?: (Exchange & { communityId: string | null }) | undefined
  values?: FormValues
  errors?: FormErrors
}) {
  const { language, side, nearby, communities, offer, values, errors } = props
  const t = words[language]
  const heading = side === 'ask' ? t.form.askTitle : t.form.offerTitle
  const path = side === 'ask' ? '/vraag-en-aanbod/vraag' : '/vraag-en-aanbod/aanbod'
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/vraag-en-aanbod">
            {t.own.back}
          </Back>
        }
        heading={heading}
        lede={side === 'ask' ? t.form.askLede : t.form.offerLede}
      />
      <Stop line="door" id="formulier" heading={heading} quiet letterbox>
        {!nearby && communities.length === 0 ? (
          <>
            <p>{t.form.nobody}</p>
            <Actions>
              <LinkButton href="/leefomgevingen">{t.form.find}</LinkButton>
            </Actions>
          </>
        ) : (
          <form action={path} method="post" class="stack" novalidate>
            <Problems language={language} errors={errors} messages={t.errors} />
            <input type="hidden" name="id" value={props.formId} />
            {offer && (
              <>
                <input type="hidden" name="offer" value={offer.id} />
                <input type="hidden" name="kind" value={offer.kind} />
                <input type="hidden" name="who" value={offer.communityId ?? 'near'} />
                <Quote>{offer.words}</Quote>
                <p class="why">{why(language, offer)}</p>
              </>
            )}
            {!offer && (
              <KindField
                language={language}
                label={t.form.kind}
                none={t.form.kindPick}
                value={valueOf(values, 'kind')}
                error={errors?.['kind'] && t.errors[errors['kind']]}
              />
            )}
            <Field
              name="words"
              kind="textarea"
              rows={3}
              label={t.form.words}
              help={side === 'ask' ? t.form.askHelp : t.form.offerHelp}
              maxlength={300}
              value={valueOf(values, 'words')}
              error={errors?.['words'] && t.errors[errors['words']]}
            />
            {errors?.['words'] === 'moneyAsked' && (
              <Choices
                type="checkbox"
                name="money"
                legend={t.form.money}
                options={[{ value: 'none', label: t.form.money }]}
              />
            )}
            {!offer && (
              <Choices
                name="who"
                legend={t.form.who}
                error={errors?.['who'] && t.errors[errors['who']]}
                options={[
                  ...(nearby
                    ? [
                        {
                          value: 'near',
                          label: t.form.near,
                          help: t.form.nearHelp,
                          checked: (valueOf(values, 'who') || 'near') === 'near',
                        },
                      ]
                    : []),
                  ...communities.map(({ id, name }) => ({
                    value: id,
                    label: name,
                    help: t.form.within,
                    checked: valueOf(values, 'who') === id,
                  })),
                ]}
              />
            )}
            <Actions>
              <Button>{side === 'ask' ? t.form.ask : t.form.offer}</Button>
            </Actions>
            <p class="small soft">{t.form.promise}</p>
          </form>
        )}
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}
