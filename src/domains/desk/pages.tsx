import { asLanguage, formatDate, languageNames, languages, type Language } from '../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import {
  Actions,
  Button,
  Choices,
  Facts,
  Field,
  LinkButton,
  List,
  ListItem,
  Notice,
  Opener,
  Search,
  Stop,
  Table,
} from '../../web/components/index.ts'
import { Problems } from '../../web/render.tsx'
import { words as frameWords } from '../../web/messages/index.ts'
import { AddressField, labelOf, type Located, type WrittenAddress } from '../areas/index.ts'
import { words } from './messages/index.ts'
import { mostAtDesk, type AtDesk, type Known } from './register.ts'

export interface Typed {
  values: FormValues
  errors?: FormErrors | undefined
}

/** The paper form, to copy; and who was registered here. */
export function DeskPage(
  props: Typed & {
    language: Language
    located?: Located | undefined
    recent: readonly AtDesk[]
    /** The name that was looked for. */
    named?: string | undefined
  },
) {
  const { language, values, errors } = props
  const t = words[language].desk
  return (
    <>
      <Opener heading={t.title} lede={t.lede}>
        <Actions>
          <LinkButton kind="quiet" href="/papier/meedoen.pdf">
            {t.blank}
          </LinkButton>
        </Actions>
      </Opener>
      <Stop line="door" id="formulier" heading={t.form} letterbox side>
        <form action="/beheer/balie" method="post" class="stack" novalidate>
          <Problems language={language} errors={errors} messages={words[language].errors} />
          <Fields {...props} values={values} />
          <Actions>
            <Button name="step" value="check">
              {t.check}
            </Button>
          </Actions>
        </form>
      </Stop>
      <Stop line="door" id="ingeschreven" heading={t.recent} side>
        <Search
          action="/beheer/balie/zoek"
          method="post"
          name="name"
          label={t.search}
          value={props.named}
          button={t.searchButton}
        />
        <Recent {...props} />
      </Stop>
    </>
  )
}

function Fields(props: Typed & { language: Language; located?: Located | undefined }) {
  const { language, values, errors } = props
  const t = words[language].desk
  const { optional } = frameWords[language]
  const value = (name: string) => valueOf(values, name)
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  return (
    <>
      <input type="hidden" name="id" value={value('id')} />
      <Field
        name="firstName"
        label={t.firstName}
        help={t.firstNameHelp}
        value={value('firstName')}
        autocomplete="off"
        maxlength={60}
        error={error('firstName')}
      />
      <Field
        name="surname"
        label={t.surname}
        value={value('surname')}
        autocomplete="off"
        maxlength={60}
        error={error('surname')}
      />
      <AddressField
        label={t.address}
        language={language}
        value={value('q')}
        located={props.located}
        error={error('q')}
      />
      <Choices
        name="age"
        legend={t.age}
        help={t.ageHelp}
        error={error('age')}
        options={[
          { value: 'adult', label: t.adult, checked: value('age') === 'adult' },
          { value: 'young', label: t.young, checked: value('age') === 'young' },
        ]}
      />
      <Field
        name="birth"
        kind="date"
        label={t.birth}
        help={t.birthHelp}
        optional={optional}
        value={value('birth')}
        error={error('birth')}
      />
      <Choices
        name="language"
        legend={t.language}
        error={error('language')}
        options={languages.map((each) => ({
          value: each,
          label: languageNames[each],
          checked: (value('language') || language) === each,
        }))}
      />
      <Field
        name="mail"
        kind="email"
        label={t.mail}
        optional={optional}
        value={value('mail')}
        autocomplete="off"
        spellcheck={false}
        maxlength={254}
        error={error('mail')}
      />
      <Choices
        type="checkbox"
        name="agree"
        legend={t.agree}
        error={error('agree')}
        options={[{ value: 'yes', label: t.agreed, checked: value('agree') === 'yes' }]}
      />
    </>
  )
}

/** Who was registered here, or is found by name. */
export function Recent({
  language,
  recent,
  named,
}: {
  language: Language
  recent: readonly AtDesk[]
  named?: string | undefined
}) {
  const t = words[language].desk
  if (recent.length === 0) return <p>{named === undefined ? t.recentNone : t.searchNone}</p>
  return (
    <>
      <Table
        caption={t.recent}
        captionHidden
        columns={[t.person, t.day, t.proven, t.card]}
        rows={recent.map(({ id, name, registered, level, cardMade }) => [
          <a href={`/beheer/balie/${id}`}>{name}</a>,
          formatDate(language, registered),
          t.level[level],
          cardMade ? formatDate(language, cardMade) : '–',
        ])}
      />
      {recent.length >= mostAtDesk && <p class="small soft">{t.recentMore(mostAtDesk)}</p>}
    </>
  )
}

/** All that was typed, to read out; and who may be the same person. */
export function CheckPage(
  props: Typed & { language: Language; address: WrittenAddress & { id: string }; known: readonly Known[] },
) {
  const { language, values, errors, address, known } = props
  const t = words[language].desk
  const value = (name: string) => valueOf(values, name)
  const birth = value('birth')
  const kept = ['id', 'firstName', 'surname', 'birth', 'age', 'language', 'mail', 'agree']
  return (
    <>
      <Opener heading={t.checkTitle} lede={t.checkLede} />
      <Stop line="door" id="klopt" heading={t.form} quiet letterbox>
        <form action="/beheer/balie" method="post" class="stack">
          <Problems language={language} errors={errors} messages={words[language].errors} />
          <Facts
            facts={[
              { term: t.name, value: `${value('firstName')} ${value('surname')}` },
              { term: t.address, value: labelOf(address) },
              {
                term: t.birth,
                value: birth
                  ? formatDate(language, new Date(`${birth}T12:00:00Z`))
                  : ageWords(language, value('age')),
              },
              { term: t.language, value: languageNames[asLanguage(value('language')) ?? 'nl'] },
              { term: t.mail, value: value('mail') || t.none },
            ]}
          />
          {kept.map((name) => (
            <input type="hidden" name={name} value={value(name)} />
          ))}
          <input type="hidden" name="address" value={address.id} />
          <input type="hidden" name="q" value={labelOf(address)} />
          {known.length > 0 && (
            <>
              <Notice heading={t.known} line="plum">
                <p>{t.knownText}</p>
                <List>
                  {known.map(({ name, joined, level }) => (
                    <ListItem heading={name}>
                      <p class="small soft">
                        {t.since(formatDate(language, joined))}. {t.level[level]}.
                      </p>
                    </ListItem>
                  ))}
                </List>
              </Notice>
              <Choices
                type="checkbox"
                name="other"
                legend={t.other}
                error={errors?.['other'] && words[language].errors[errors['other']]}
                options={[{ value: 'yes', label: t.otherYes, checked: false }]}
              />
            </>
          )}
          <Actions>
            <Button name="step" value="register">
              {t.register}
            </Button>
            <Button kind="text" name="step" value="change">
              {t.change}
            </Button>
          </Actions>
        </form>
      </Stop>
    </>
  )
}

function ageWords(language: Language, age: string): string {
  const t = words[language].desk
  return age === 'young' ? t.young : age === 'adult' ? t.adult : t.none
}
