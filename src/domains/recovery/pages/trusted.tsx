import { formatDate, type Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Back,
  Actions,
  Button,
  Choices,
  Empty,
  Field,
  LinkButton,
  List,
  ListItem,
  Notice,
  Opener,
  Own,
  Question,
  Search,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import { countsFrom, enoughTrusted, mostTrusted } from '../rules.ts'
import type { Choosable, Trusted } from '../trusted.ts'

interface Typed {
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

/** Whom the resident counts on, and who counts on them. */
export function TrustedPage(props: {
  language: Language
  now: Date
  mine: readonly Trusted[]
  by: readonly Trusted[]
}) {
  const { language, now, mine, by } = props
  const t = words[language].trusted
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik" />}>
        <p>{t.how}</p>
      </Opener>
      <Stop line="door" id="gekozen" heading={t.yours} letterbox side>
        {mine.length === 0 && <p>{t.none}</p>}
        {mine.length > 0 && mine.length < enoughTrusted && <p>{t.one}</p>}
        {mine.length > 0 && (
          <List>
            {mine.map(({ id, name, named }) => (
              <ListItem heading={<Own>{name}</Own>}>
                <p class="soft">{whenCounts(language, named, now)}</p>
                <form action={`/ik/vertrouwden/${id}/weg`} method="post">
                  <Button kind="text" label={t.awayOf(name)}>
                    {t.away}
                  </Button>
                </form>
              </ListItem>
            ))}
          </List>
        )}
        {mine.length < mostTrusted && (
          <Actions>
            <LinkButton href="/ik/vertrouwden/kies">{t.choose}</LinkButton>
          </Actions>
        )}
      </Stop>
      <Stop line="door" id="door-wie" heading={t.by} side>
        <p>{by.length === 0 ? t.byNone : t.byText}</p>
        {by.length > 0 && (
          <List>
            {by.map(({ id, name, named }) => (
              <ListItem heading={<Own>{name}</Own>}>
                <p class="soft">{t.since(formatDate(language, named))}</p>
                <form action={`/ik/vertrouwden/${id}/nee`} method="post">
                  <Button kind="text" label={t.refuseOf(name)}>
                    {t.refuse}
                  </Button>
                </form>
              </ListItem>
            ))}
          </List>
        )}
        <Actions>
          <LinkButton kind="quiet" href="/ik/vertrouwden/code">
            {t.help}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

function whenCounts(language: Language, named: Date, now: Date): string {
  const t = words[language].trusted
  const from = countsFrom(named)
  return from <= now ? t.counts(formatDate(language, from)) : t.from(formatDate(language, from))
}

/** Who of one's communities to trust. */
export function ChooseTrustedPage(props: {
  language: Language
  named: string
  choosable: readonly Choosable[]
  /** The viewer belongs to no community yet. */
  alone: boolean
  missing?: boolean
}) {
  const { language, named, choosable, alone, missing } = props
  const t = words[language].trusted
  return (
    <Question line="door">
      {missing && (
        <Problems
          language={language}
          errors={{ neighbour: 'missing' }}
          messages={{ missing: t.chosenMissing }}
        />
      )}
      <p>
        <a href="/ik/vertrouwden">{t.title}</a>
      </p>
      <h1>{t.chooseTitle}</h1>
      <p class="lede">{t.chooseLede}</p>
      {!alone && (
        <Search action="/ik/vertrouwden/kies" name="naam" label={t.find} button={t.findGo} value={named} />
      )}
      {alone && (
        <Empty heading={t.alone} actions={<LinkButton href="/leefomgevingen">{t.aloneStep}</LinkButton>}>
          <p>{t.aloneText}</p>
        </Empty>
      )}
      {choosable.length === 0 ? (
        !alone && <p>{t.nobody}</p>
      ) : (
        <form action="/ik/vertrouwden" method="post" class="stack">
          <Choices
            name="neighbour"
            legend={t.legend}
            error={missing && t.chosenMissing}
            options={choosable.map(({ id, name, from }) => ({
              value: id,
              label: <Own>{name}</Own>,
              help: from,
            }))}
          />
          <p>{t.tell}</p>
          <Actions>
            <Button>{t.chosen}</Button>
          </Actions>
        </form>
      )}
    </Question>
  )
}

/** A neighbour who was chosen hears a code. */
export function HearCodePage({ language, values, errors }: Typed & { language: Language }) {
  const t = words[language]
  return (
    <Question line="door">
      <Problems language={language} errors={errors} messages={t.errors} />
      <p>
        <a href="/ik/vertrouwden">{t.trusted.title}</a>
      </p>
      <h1>{t.met.title}</h1>
      <p class="lede">{t.met.lede}</p>
      <Notice>
        <p>{t.met.warn}</p>
      </Notice>
      <form action="/ik/vertrouwden/code" method="post" class="stack" novalidate>
        <Field
          name="code"
          code
          label={t.met.code}
          help={t.met.codeHelp}
          value={valueOf(values, 'code')}
          maxlength={30}
          autocomplete="off"
          spellcheck={false}
          error={errors?.['code'] && t.errors[errors['code']]}
        />
        <Actions>
          <Button>{t.met.look}</Button>
        </Actions>
      </form>
    </Question>
  )
}

/** Before saying so. */
export function ConfirmMetPage(props: {
  language: Language
  name: string
  code: string
  errors?: FormErrors | undefined
}) {
  const { language, name, code, errors } = props
  const t = words[language]
  return (
    <Question line="door">
      <Problems language={language} errors={errors} messages={t.errors} />
      <h1>{t.met.confirmTitle(name)}</h1>
      <p class="lede">{t.met.confirmLede(name)}</p>
      <Notice>
        <p>{t.met.warn}</p>
      </Notice>
      <form action="/ik/vertrouwden/bevestig" method="post" class="stack" novalidate>
        <input type="hidden" name="code" value={code} />
        <Choices
          type="checkbox"
          name="met"
          legend={t.met.tickLegend}
          error={errors?.['met'] && t.errors[errors['met']]}
          options={[{ value: 'yes', label: t.met.tick(name) }]}
        />
        <Actions>
          <Button>{t.met.confirm}</Button>
          <LinkButton kind="text" href="/ik/vertrouwden">
            {t.met.no}
          </LinkButton>
        </Actions>
      </form>
    </Question>
  )
}

export function MetPage({ language, name, begun }: { language: Language; name: string; begun: boolean }) {
  const t = words[language].met
  return (
    <Question line="door">
      <h1>{t.doneTitle}</h1>
      <p class="lede">{begun ? t.begun(name) : t.done(name)}</p>
    </Question>
  )
}
