import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Actions,
  Breadcrumb,
  Button,
  Choices,
  Facts,
  Field,
  Fold,
  Notice,
  Opener,
  Stop,
  Table,
  type Option,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { TreeNode } from '../queries.ts'
import type { StewardRequest } from '../requests.ts'
import type { Finding } from '../search.ts'
import { FindingList } from './find.tsx'

/** A form of a steward that was not right yet, by the path it is posted to. */
export interface Failed {
  form: string
  values: FormValues
  errors: FormErrors
}

/** What waits for a steward of the taxonomy, and merging two ambitions. */
export function StewardPage(props: {
  language: Language
  waiting: StewardRequest[]
  ambitions: Option[]
  failed?: Failed | undefined
}) {
  const { language, waiting, ambitions, failed } = props
  const { steward: t, kinds } = words[language]
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="sun" />
      <Stop line="sun" id="wacht" heading={t.waiting} letterbox>
        {waiting.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <Table
            caption={t.waiting}
            captionHidden
            columns={t.columns}
            rows={waiting.map((request) => [
              <a href={`/beheer/ambities/${request.id}`}>{request.title}</a>,
              kinds[request.kind],
              formatDate(language, request.created),
              <>
                {request.round === 2 && `${t.appeal}. `}
                {request.barred === 'otherSteward' && t.notYou}
                {request.barred === 'ownRequest' && t.yours}
              </>,
            ])}
          />
        )}
      </Stop>
      <Stop line="sun" id="samenvoegen" heading={t.mergeTitle} lede={t.mergeLede} tight>
        <StewardForm
          language={language}
          action="/beheer/ambities/samenvoegen"
          button={t.merge}
          failed={failed}
        >
          {({ value, error }) => (
            <>
              <Field
                name="from"
                kind="select"
                label={t.from}
                options={ambitions}
                value={value('from')}
                error={error('from')}
              />
              <Field
                name="into"
                kind="select"
                label={t.into}
                options={ambitions}
                value={value('into')}
                error={error('into')}
              />
            </>
          )}
        </StewardForm>
      </Stop>
    </>
  )
}

/** One request, with all that a steward needs to answer it. */
export function AnswerPage(props: {
  language: Language
  request: StewardRequest
  similar: Finding[]
  ambitions: Option[]
  groups: Option[]
  themes: TreeNode[]
  /** What the accept form starts with. */
  proposed: FormValues
  failed?: Failed | undefined
  /** Why nothing was done, as a code. */
  refused?: string | undefined
}) {
  const { language, request, similar, failed } = props
  const { steward: t, kinds, verdicts, errors: messages } = words[language]
  const path = `/beheer/ambities/${request.id}`
  const refused = props.refused ?? request.barred
  const facts = [
    ...(request.why ? [{ term: t.why, value: request.why }] : []),
    ...(request.concept ? [{ term: t.about, value: request.concept.label }] : []),
    ...(request.other ? [{ term: t.other, value: request.other.label }] : []),
    ...request.answers.map((answer) => ({
      term: t.first,
      value: `${verdicts[answer.verdict]}${answer.concept ? ` (${answer.concept.label})` : ''}: ${answer.reason}`,
    })),
    ...(request.appeal === undefined ? [] : [{ term: t.words, value: request.appeal }]),
  ]
  return (
    <>
      <Opener
        heading={request.title}
        lede={kinds[request.kind]}
        line="sun"
        above={
          <Breadcrumb
            label={frameWords[language].breadcrumb}
            steps={[{ href: '/beheer/ambities', label: t.title }, { label: request.title }]}
          />
        }
      />
      <Stop line="sun" id="aanvraag" heading={request.title} quiet letterbox>
        {refused && (
          <Notice kind="error" live>
            <p>{messages[refused]}</p>
          </Notice>
        )}
        {facts.length > 0 && <Facts facts={facts} />}
        {similar.length > 0 && (
          <Fold summary={t.similar} open>
            <FindingList language={language} findings={similar} />
          </Fold>
        )}
      </Stop>
      {request.round !== undefined && !request.barred && (
        <Stop line="sun" id="antwoord" heading={t.lede} quiet tight>
          {request.kind === 'ambition' ? (
            <AcceptForm {...props} action={`${path}/neem-op`} />
          ) : (
            <Fold summary={request.kind === 'synonym' ? t.acceptWord : t.acceptRelation} open>
              <StewardForm language={language} action={`${path}/neem-op`} button={t.accept} failed={failed}>
                {({ value, error }) => (
                  <OutcomeChoice
                    language={language}
                    chosen={value('outcome') || String(request.concept?.outcome ?? '')}
                    error={error('outcome')}
                  />
                )}
              </StewardForm>
            </Fold>
          )}
          {request.kind !== 'relation' && (
            <Fold summary={t.merge} open={failed?.form === `${path}/voeg-samen`}>
              <StewardForm language={language} action={`${path}/voeg-samen`} button={t.merge} failed={failed}>
                {({ value, error }) => (
                  <Field
                    name="into"
                    kind="select"
                    label={t.into}
                    help={t.mergeHelp}
                    options={props.ambitions}
                    value={value('into') || (similar[0]?.concept.slug ?? '')}
                    error={error('into')}
                  />
                )}
              </StewardForm>
            </Fold>
          )}
          <Fold summary={t.decline} open={failed?.form === `${path}/wijs-af`}>
            <StewardForm language={language} action={`${path}/wijs-af`} button={t.decline} failed={failed} />
          </Fold>
        </Stop>
      )}
    </>
  )
}

interface Reading {
  value: (name: string) => string
  error: (name: string) => string | undefined
  list: (name: string) => string[]
}

/** A form that ends with a reason everybody can read. */
function StewardForm(props: {
  language: Language
  action: string
  button: string
  failed: Failed | undefined
  initial?: FormValues
  children?: (reading: Reading) => ComponentChildren
}) {
  const { language, action } = props
  const { steward: t, errors: messages } = words[language]
  const failed = props.failed?.form === action ? props.failed : undefined
  const values = failed?.values ?? props.initial
  const reading: Reading = {
    value: (name) => valueOf(values, name),
    error: (name) => (failed?.errors[name] ? messages[failed.errors[name]] : undefined),
    list: (name) => [values?.[name] ?? []].flat(),
  }
  return (
    <form action={action} method="post" class="stack">
      <Problems language={language} errors={failed?.errors} messages={messages} />
      {props.children?.(reading)}
      <Field
        name="reason"
        // The summary of problems links to the field of the form that failed.
        id={failed ? 'reason' : `reason-${action.split('/').at(-1)}`}
        kind="textarea"
        rows={2}
        label={t.reason}
        maxlength={1000}
        value={reading.value('reason')}
        error={reading.error('reason')}
      />
      <Actions>
        <Button kind="quiet">{props.button}</Button>
      </Actions>
    </form>
  )
}

/** Placing a new ambition in the tree. */
function AcceptForm(props: Parameters<typeof AnswerPage>[0] & { action: string }) {
  const { language, action, failed } = props
  const t = words[language].steward
  const text = (
    name: 'labelNl' | 'labelEn' | 'definitionNl' | 'definitionEn',
    long: boolean,
    { value, error }: Reading,
  ) => (
    <Field
      name={name}
      label={t[name]}
      lang={name.endsWith('En') ? 'en' : 'nl'}
      value={value(name)}
      maxlength={long ? 300 : 80}
      error={error(name)}
    />
  )
  return (
    <Fold summary={t.accept} open={!failed || failed.form === action}>
      <StewardForm
        language={language}
        action={action}
        button={t.accept}
        failed={failed}
        initial={props.proposed}
      >
        {(reading) => (
          <>
            {text('labelNl', false, reading)}
            {text('labelEn', false, reading)}
            {text('definitionNl', true, reading)}
            {text('definitionEn', true, reading)}
            <Field
              name="slug"
              label={t.slug}
              help={t.slugHelp}
              value={reading.value('slug')}
              maxlength={80}
              error={reading.error('slug')}
            />
            <Field
              name="broader"
              kind="select"
              label={t.broader}
              options={props.groups}
              value={reading.value('broader')}
              error={reading.error('broader')}
            />
            {props.themes.map((group, index) => {
              const inGroup = [group, ...group.narrower].map(({ slug, label }) => ({
                value: slug,
                label,
                checked: reading.list('themes').includes(slug),
              }))
              const problem = index === 0 ? reading.error('themes') : undefined
              return (
                <Fold
                  summary={index === 0 ? `${t.themes} ${group.label}` : group.label}
                  open={problem !== undefined || inGroup.some(({ checked }) => checked)}
                >
                  <Choices
                    type="checkbox"
                    name="themes"
                    id={index === 0 ? 'themes' : `themes-${group.slug}`}
                    legend={group.label}
                    options={inGroup}
                    error={problem}
                  />
                </Fold>
              )
            })}
            <Choices
              type="checkbox"
              name="sensitive"
              legend={t.sensitive}
              options={[
                { value: 'yes', label: t.sensitiveYes, checked: reading.value('sensitive') === 'yes' },
              ]}
            />
            <OutcomeChoice
              language={language}
              chosen={reading.value('outcome')}
              error={reading.error('outcome')}
            />
          </>
        )}
      </StewardForm>
    </Fold>
  )
}

function OutcomeChoice(props: { language: Language; chosen: string; error: string | undefined }) {
  const { steward: t, outcomes } = words[props.language]
  return (
    <Choices
      name="outcome"
      legend={t.outcome}
      error={props.error}
      options={Object.entries(outcomes).map(([value, label]) => ({
        value,
        label,
        checked: value === props.chosen,
      }))}
    />
  )
}
