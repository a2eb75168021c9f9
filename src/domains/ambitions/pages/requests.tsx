import { formatDate, type Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Actions,
  Breadcrumb,
  Button,
  Field,
  LinkButton,
  Notice,
  Opener,
  Pager,
  Piece,
  Stop,
  Table,
  type Option,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import type { Change, Version } from '../history.ts'
import { ProveLink } from '../../proofs/index.ts'
import { words } from '../messages/index.ts'
import type { Concept } from '../queries.ts'
import type { AmbitionRequest, Decision, RequestKind } from '../requests.ts'
import type { Finding } from '../search.ts'
import { FindingList } from './find.tsx'

const crumbs = (language: Language, label: string) => (
  <Breadcrumb
    label={frameWords[language].breadcrumb}
    steps={[{ href: '/ambities', label: words[language].find.title }, { label }]}
  />
)

/** Asking for an ambition, another word or a relation. */
export function RequestPage(props: {
  language: Language
  kind: RequestKind
  /** What a word or relation is about. */
  concept: Concept | undefined
  /** All ambitions, to relate one of. */
  others: Option[]
  values: FormValues
  errors?: FormErrors | undefined
  /** What may be meant instead. */
  similar: Finding[]
  /** Undefined for a visitor. */
  own: AmbitionRequest[] | undefined
  mayAsk: boolean
  appealed?: { id: string; values: FormValues; errors: FormErrors } | undefined
}) {
  const { language, kind, concept, values, errors, similar } = props
  const t = words[language].request
  const messages = words[language].errors
  const error = (name: string) => errors?.[name] && messages[errors[name]]
  const label = concept?.label ?? ''
  const [heading, lede] = {
    ambition: [t.title, t.lede],
    synonym: [t.synonymTitle(label), t.synonymLede],
    relation: [t.relationTitle(label), t.relationLede],
  }[kind]
  return (
    <>
      <Opener heading={heading} lede={lede} line="sun" above={crumbs(language, t.title)} />
      <Stop line="sun" id="aanvraag" heading={heading} quiet letterbox>
        {!props.own && (
          <Notice>
            <p>
              <a href="/log-in?naar=/ambities/aanvraag">{t.signIn}</a>
            </p>
          </Notice>
        )}
        {props.own && !props.mayAsk && (
          <Notice>
            <p>{t.verify}</p>
            <ProveLink language={language} />
          </Notice>
        )}
        {props.mayAsk && (
          <form action="/ambities/aanvraag" method="post" class="stack">
            <Problems language={language} errors={errors} messages={messages} />
            {similar.length > 0 && (
              <Notice heading={t.similar} line="sun" live id="lijkt-op">
                <p>{t.similarWords}</p>
                <FindingList language={language} findings={similar} />
              </Notice>
            )}
            <input type="hidden" name="kind" value={kind} />
            {concept && <input type="hidden" name="slug" value={concept.slug} />}
            {kind === 'relation' ? (
              <Field
                name="other"
                kind="select"
                label={t.other}
                value={valueOf(values, 'other')}
                options={props.others}
                error={error('other')}
              />
            ) : (
              <Field
                name="title"
                label={kind === 'synonym' ? t.word : t.name}
                help={kind === 'synonym' ? undefined : t.nameHelp}
                value={valueOf(values, 'title')}
                maxlength={80}
                error={error('title')}
              />
            )}
            <Field
              name="why"
              kind="textarea"
              rows={3}
              label={t.why}
              help={t.whyHelp}
              optional={frameWords[language].optional}
              value={valueOf(values, 'why')}
              maxlength={1000}
              error={error('why')}
            />
            <Actions>
              {similar.length > 0 ? (
                <Button name="sure" value="yes">
                  {t.sure}
                </Button>
              ) : (
                <Button>{t.send}</Button>
              )}
            </Actions>
          </form>
        )}
      </Stop>
      {props.own && props.own.length > 0 && (
        <Stop line="sun" id="eigen" heading={t.own}>
          {props.own.map((request) => (
            <OwnRequest
              language={language}
              request={request}
              failed={props.appealed?.id === request.id ? props.appealed : undefined}
            />
          ))}
        </Stop>
      )}
      <Goodbye language={language} />
    </>
  )
}

function OwnRequest(props: {
  language: Language
  request: AmbitionRequest
  failed: { values: FormValues; errors: FormErrors } | undefined
}) {
  const { language, request, failed } = props
  const t = words[language].request
  const messages = words[language].errors
  const { verdicts, kinds } = words[language]
  const last = request.answers.at(-1)
  const waits = last === undefined || (request.appeal !== undefined && request.answers.length === 1)
  const mayAppeal = last !== undefined && !waits && last.round === 1 && last.verdict !== 'accepted'
  return (
    <Piece heading={request.title} rubric={kinds[request.kind]} id={`aanvraag-${request.id}`}>
      {request.answers.map((answer) => (
        <p>
          <b>{verdicts[answer.verdict]}</b>
          {answer.concept && (
            <>
              {' '}
              (<a href={`/ambities/${answer.concept.slug}`}>{answer.concept.label}</a>)
            </>
          )}
          : {answer.reason}
        </p>
      ))}
      {waits && <p class="soft">{request.appeal === undefined ? t.waiting : t.appealed}</p>}
      {mayAppeal && (
        <form action={`/ambities/aanvraag/${request.id}/bezwaar`} method="post" class="stack">
          <Field
            name="words"
            id={`bezwaar-${request.id}`}
            kind="textarea"
            rows={3}
            label={t.appeal}
            help={t.appealWords}
            value={valueOf(failed?.values, 'words')}
            maxlength={1000}
            error={failed?.errors['words'] && messages[failed.errors['words']]}
          />
          <Actions>
            <Button kind="quiet">{t.appealButton}</Button>
          </Actions>
        </form>
      )}
    </Piece>
  )
}

/** Every decision, for everybody, without who asked. */
export function DecisionsPage(props: {
  language: Language
  decisions: Decision[]
  next: string | undefined
  isFirst: boolean
}) {
  const { language, decisions, next } = props
  const { decisions: t, kinds, verdicts, outcomes } = words[language]
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="sun" above={crumbs(language, t.title)} />
      <Stop line="sun" id="besluiten" heading={t.title} quiet letterbox>
        {decisions.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <Table
            caption={t.title}
            captionHidden
            columns={t.columns}
            rows={decisions.map((decision) => [
              decision.title,
              kinds[decision.kind],
              <>
                {verdicts[decision.verdict]}
                {decision.concept && (
                  <>
                    {', '}
                    <a href={`/ambities/${decision.concept.slug}`}>
                      {t.concept[decision.verdict](decision.concept.label)}
                    </a>
                  </>
                )}
                {decision.round === 2 && ` (${t.second})`}
              </>,
              decision.reason,
              decision.outcome === null ? '' : outcomes[decision.outcome],
              formatDate(language, decision.answered),
            ])}
          />
        )}
        <Pager
          label={frameWords[language].pages}
          {...(props.isFirst ? {} : { previous: { href: '/ambities/besluiten', label: t.newest } })}
          {...(next
            ? { next: { href: `/ambities/besluiten?voor=${encodeURIComponent(next)}`, label: t.older } }
            : {})}
        />
      </Stop>
      <Goodbye language={language} />
    </>
  )
}

/** How a concept changed. */
export function HistoryPage(props: { language: Language; concept: Concept; versions: Version[] }) {
  const { language, concept, versions } = props
  const t = words[language].history
  return (
    <>
      <Opener
        heading={t.title(concept.label)}
        lede={t.lede}
        line="sun"
        above={
          <Breadcrumb
            label={frameWords[language].breadcrumb}
            steps={[
              { href: '/ambities', label: words[language].find.title },
              { href: `/ambities/${concept.slug}`, label: concept.label },
              { label: words[language].card.history },
            ]}
          />
        }
      />
      <Stop line="sun" id="versies" heading={t.title(concept.label)} quiet letterbox>
        <Table
          caption={t.title(concept.label)}
          captionHidden
          columns={t.columns}
          rows={versions.map(({ version, why, changed, changes }) => [
            String(version),
            formatDate(language, changed),
            why,
            changes ? <Changes language={language} changes={changes} /> : t.first,
          ])}
        />
        <Actions>
          <LinkButton kind="text" href={`/ambities/${concept.slug}`}>
            {frameWords[language].back}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} />
    </>
  )
}

function Changes({ language, changes }: { language: Language; changes: Change[] }) {
  const t = words[language].history
  return (
    <ul>
      {changes.map((change) => (
        <li>
          {t.fields[change.field] ?? change.field}
          {change.language && ` (${change.language})`}:{' '}
          {[
            ...change.added.map((value) => `${t.added} ‘${value}’`),
            ...change.removed.map((value) => `${t.removed} ‘${value}’`),
          ].join(', ')}
        </li>
      ))}
    </ul>
  )
}
