import type { ComponentChildren } from 'preact'
import { formatLanguage, formatList, type Language } from '../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import {
  Actions,
  Button,
  Choices,
  Facts,
  Field,
  Fold,
  LinkButton,
  List,
  Opener,
  Stop,
} from '../../web/components/index.ts'
import { Goodbye, Problems } from '../../web/render.tsx'
import { words as frameWords } from '../../web/messages/index.ts'
import { spokenLanguages } from './forms.ts'
import { words } from './messages/index.ts'
import type { OwnProfile, Profile } from './queries.ts'

/** The name of a language in the reader's own language; small languages without a standard name keep their own. */
function languageName(language: Language, code: string): string {
  if (code === 'nsi') return language === 'nl' ? 'Gebarentaal' : 'Sign language'
  if (code === 'ber') return language === 'nl' ? 'Berbers (Tamazight)' : 'Berber (Tamazight)'
  return formatLanguage(language, code)
}

/** Somebody as others see them: the same card on the preview, in a community, and with a request. */
export function ProfileCard({ profile, language }: { profile: Profile; language: Language }) {
  const t = words[language].card
  const facts = [
    ...(profile.offers ? [{ term: t.offers, value: profile.offers }] : []),
    ...(profile.speaks.length > 0
      ? [
          {
            term: t.speaks,
            value: formatList(
              language,
              profile.speaks.map((code) => languageName(language, code)),
            ),
          },
        ]
      : []),
  ]
  return (
    <div class="stack">
      {profile.about && <p class="lede">{profile.about}</p>}
      <p class="soft">
        {profile.place && `${t.lives(profile.place)}. `}
        {t[profile.level]}. {t.since(String(profile.joined.getFullYear()))}.
      </p>
      {facts.length > 0 && <Facts facts={facts} />}
    </div>
  )
}

/** Blocks somebody, from a page that shows them. */
export function BlockForm({ language, action }: { language: Language; action: string }) {
  const t = words[language].card
  return (
    <Fold summary={t.block}>
      <form action={action} method="post" class="stack">
        <p>{t.blockHelp}</p>
        <Actions>
          <Button kind="quiet">{t.blockSure}</Button>
        </Actions>
      </form>
    </Fold>
  )
}

export function ProfilePage(props: {
  language: Language
  profile: OwnProfile
  values?: FormValues
  errors?: FormErrors
}) {
  const { language, profile, values, errors } = props
  const t = words[language].profile
  const { optional } = frameWords[language]
  const messages = words[language].errors
  const value = (name: 'displayName' | 'about' | 'offers') => (values ? valueOf(values, name) : profile[name])
  const speaks = values ? [values['speaks'] ?? []].flat() : profile.speaks
  const error = (name: string) => errors?.[name] && messages[errors[name]]
  return (
    <>
      <Opener heading={t.title} lede={t.lede} />
      <Stop line="door" id="profiel" heading={t.title} quiet letterbox>
        <form action="/ik/profiel" method="post" class="stack">
          <Problems language={language} errors={errors} messages={messages} />
          <Field
            name="displayName"
            label={t.name}
            help={t.nameHelp}
            value={value('displayName')}
            maxlength={60}
            required
            autocomplete="given-name"
            error={error('displayName')}
          />
          <Field
            name="about"
            kind="textarea"
            label={t.about}
            help={t.aboutHelp}
            optional={optional}
            value={value('about')}
            maxlength={1000}
            error={error('about')}
          />
          <Field
            name="offers"
            kind="textarea"
            rows={3}
            label={t.offers}
            help={t.offersHelp}
            optional={optional}
            value={value('offers')}
            maxlength={500}
            error={error('offers')}
          />
          <Choices
            type="checkbox"
            name="showsName"
            legend={t.shows}
            options={[
              {
                value: 'yes',
                label: t.showsYes,
                help: t.showsHelp,
                checked: values ? values['showsName'] === 'yes' : profile.showsName,
              },
            ]}
          />
          <details class="fold" open={speaks.length > 0}>
            <summary>{t.speaks}</summary>
            <Choices
              type="checkbox"
              name="speaks"
              legend={t.speaks}
              optional={optional}
              options={spokenLanguages.map((code) => ({
                value: code,
                label: languageName(language, code),
                checked: speaks.includes(code),
              }))}
            />
          </details>
          <Actions>
            <Button>{t.save}</Button>
            <LinkButton kind="text" href="/ik/profiel/bekijk">
              {t.preview}
            </LinkButton>
          </Actions>
        </form>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

export function PreviewPage({ language, profile }: { language: Language; profile: Profile }) {
  const t = words[language].preview
  return (
    <>
      <Opener heading={t.title} lede={t.lede} />
      <Stop line="door" id="zo" heading={profile.displayName} letterbox>
        <ProfileCard profile={profile} language={language} />
        <Actions>
          <LinkButton kind="quiet" href="/ik/profiel">
            {t.change}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

export function SafetyPage(props: {
  language: Language
  isProtected: boolean
  adult: boolean
  blocked: { id: string; displayName: string }[]
}): ComponentChildren {
  const t = words[props.language].safety
  return (
    <>
      <Opener heading={t.title} lede={t.lede} />
      <Stop
        line="door"
        id="bescherming"
        heading={props.isProtected ? t.protectedOn : t.protectedOff}
        letterbox
      >
        <form action="/ik/veilig" method="post" class="stack">
          <p>{props.isProtected ? t.protectedOnWords : t.protectedOffWords}</p>
          <Actions>
            <Button kind="quiet" name="protected" value={props.isProtected ? 'off' : 'on'}>
              {props.isProtected ? t.switchOff : t.switchOn}
            </Button>
          </Actions>
        </form>
      </Stop>
      {!props.adult && (
        <Stop line="door" id="achttien" heading={t.young} side>
          <form action="/ik/achttien" method="post" class="stack">
            <p>{t.youngWords}</p>
            <Actions>
              <Button kind="quiet">{t.comeOfAge}</Button>
            </Actions>
          </form>
        </Stop>
      )}
      <Stop line="door" id="blokkades" heading={t.blockedTitle} side>
        {props.blocked.length === 0 ? (
          <p>{t.blockedNone}</p>
        ) : (
          <List>
            {props.blocked.map(({ id, displayName }) => (
              <li>
                <form action={`/bewoners/${id}/deblokkeer`} method="post" class="actions">
                  <strong>{displayName}</strong>
                  <Button kind="quiet">{t.unblock}</Button>
                </form>
              </li>
            ))}
          </List>
        )}
      </Stop>
      <Goodbye language={props.language} line="door" />
    </>
  )
}
