import { formatDate, type Language } from '../../platform/i18n.ts'
import { valueOf } from '../../platform/http.ts'
import { Back, Actions, Button, Field, LinkButton, Opener, Stop } from '../../web/components/index.ts'
import { Problems } from '../../web/render.tsx'
import { AddressField, type Located } from '../areas/index.ts'
import { words } from './messages/index.ts'
import { KindChoices, mostHelpers } from '../helping/index.ts'
import type { Typed } from './pages.tsx'
import type { AtDesk } from './register.ts'

/** Somebody who was registered here: what can be printed for them. */
export function AtDeskPage(
  props: Typed & {
    language: Language
    person: AtDesk
    /** Whether they get their bundle on paper. */
    byPost: boolean
    helpers: readonly { name: string; accepted: boolean }[]
    located?: Located | undefined
  },
) {
  const { language, person } = props
  const t = words[language].atDesk
  const { id, name, level, registered, cardMade, cardUsed } = person
  const path = `/beheer/balie/${id}`
  const lede = level === 'applicant' ? t.lede : t.ledeProven
  return (
    <>
      <Opener
        heading={name}
        lede={lede(formatDate(language, registered))}
        above={
          <Back language={language} to="/beheer/balie">
            {t.back}
          </Back>
        }
      />
      <Stop line="door" id="papier" heading={t.papers} letterbox side>
        <p>{t.confirmationText}</p>
        <Actions>
          <LinkButton href={`${path}/bevestiging.pdf`}>{t.confirmation}</LinkButton>
        </Actions>
      </Stop>
      <Stop line="door" id="kaart" heading={t.card} side>
        <p>
          {cardMade ? t.cardMade(formatDate(language, cardMade)) : t.cardNone}{' '}
          {cardMade && (cardUsed ? t.cardUsed(formatDate(language, cardUsed)) : t.cardUnused)}
        </p>
        <form action={`${path}/kaart.pdf`} method="post" class="stack">
          <p class="small soft">{cardMade ? t.renewText : t.makeText}</p>
          <Actions>
            <Button kind="quiet">{cardMade ? t.renew : t.make}</Button>
            {cardMade && (
              <Button kind="text" formaction={`${path}/blokkeer`}>
                {t.block}
              </Button>
            )}
          </Actions>
        </form>
      </Stop>
      <Stop line="door" id="bundel" heading={t.bundle} side>
        <form action={`${path}/bundel`} method="post" class="stack">
          <input type="hidden" name="post" value={props.byPost ? 'no' : 'yes'} />
          <p>{props.byPost ? t.bundleOn : t.bundleOff}</p>
          <Actions>
            <Button kind="quiet">{props.byPost ? t.bundleStop : t.bundleStart}</Button>
          </Actions>
        </form>
      </Stop>
      <Stop line="door" id="helper" heading={t.helper} side>
        <HelperForm {...props} />
      </Stop>
    </>
  )
}

function HelperForm(props: Parameters<typeof AtDeskPage>[0]) {
  const { language, person, helpers, values, errors } = props
  const t = words[language].atDesk
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  return (
    <>
      {helpers.length === 0 ? (
        <p>{t.helperNone}</p>
      ) : (
        <ul>
          {helpers.map(({ name, accepted }) => (
            <li>{accepted ? name : t.helperWaiting(name)}</li>
          ))}
        </ul>
      )}
      {helpers.length < mostHelpers && (
        <form action={`/beheer/balie/${person.id}/helper`} method="post" class="stack" novalidate>
          <Problems language={language} errors={errors} messages={words[language].errors} />
          <p class="small soft">{t.helperText}</p>
          <Field
            name="name"
            label={t.helperName}
            value={valueOf(values, 'name')}
            autocomplete="off"
            maxlength={121}
            error={error('name')}
          />
          <AddressField
            label={t.helperAddress}
            language={language}
            value={valueOf(values, 'q')}
            located={props.located}
            error={error('q')}
          />
          <KindChoices language={language} chosen={[values['kinds'] ?? []].flat()} error={error('kinds')} />
          <Actions>
            <Button kind="quiet">{t.helperAsk}</Button>
          </Actions>
        </form>
      )}
    </>
  )
}
