import { type FormErrors, type FormValues, valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Button,
  Choices,
  Field,
  FieldRow,
  Fold,
  List,
  ListItem,
  Opener,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { dateFields, dateFieldsFirst } from '../forms.ts'
import { words } from '../messages/index.ts'
import { hasOptions, methodNames, type MethodName } from '../rules/choice.ts'
import { methods, neededLevel } from '../rules/methods.ts'

interface Place {
  name: string
  href: string
  kind: 'community' | 'area'
}

/** First question: how is it decided. */
export function ChooseMethodPage({ language, place }: { language: Language; place: Place }) {
  const t = words[language]
  return (
    <>
      <Opener
        line="plum"
        above={
          <Back language={language} to={`${place.href}/besluiten`}>
            {t.list.back}
          </Back>
        }
        heading={t.fresh.how}
        lede={t.fresh.lede(place.name)}
      />
      <Stop line="plum" id="manier" heading={t.fresh.how} quiet letterbox>
        <List>
          {methodNames.map((name) => (
            <ListItem heading={t.methods[name].name} href={`${place.href}/besluiten/nieuw?hoe=${name}`}>
              <p>{t.methods[name].when}</p>
            </ListItem>
          ))}
        </List>
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** What is asked, and all that is said beforehand. */
export function OpenPage(props: {
  language: Language
  place: Place
  method: MethodName
  formId: string
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}) {
  const { language, place, method, values, errors } = props
  const t = words[language]
  const f = t.fresh
  const error = (name: string) => errors?.[name] && t.errors[errors[name]]
  const field = (name: string) => ({ name, value: valueOf(values, name), error: error(name) })
  const form = valueOf(values, 'form') || 'open'
  return (
    <>
      <Opener
        line="plum"
        above={
          <Back language={language} to={`${place.href}/besluiten/nieuw`}>
            {f.otherHow}
          </Back>
        }
        heading={f.titleWith(t.methods[method].name)}
        lede={t.methods[method].when}
      />
      <Stop line="plum" id="formulier" heading={f.title} quiet letterbox>
        <form action={`${place.href}/besluiten/nieuw`} method="post" class="stack" novalidate>
          <Problems language={language} errors={errors} messages={t.errors} />
          <input type="hidden" name="id" value={props.formId} />
          <input type="hidden" name="method" value={method} />
          <Field {...field('question')} label={f.question} help={f.questionHelp} maxlength={200} />
          <Field
            {...field('explanation')}
            kind="textarea"
            label={f.explanation}
            optional={f.optional}
            help={f.explanationHelp}
            maxlength={8000}
          />
          {hasOptions(method) && method !== 'date' && (
            <Field
              {...field('options')}
              kind="textarea"
              label={method === 'seats' ? f.candidates : method === 'budget' ? f.projects : f.options}
              help={method === 'budget' ? f.projectsHelp : f.optionsHelp}
            />
          )}
          {method === 'date' && <DateFields {...props} />}
          {method === 'seats' && (
            <Field
              {...field('seats')}
              value={valueOf(values, 'seats') || 1}
              label={f.seats}
              kind="number"
              short
              min={1}
              max={20}
            />
          )}
          {method === 'budget' && <Field {...field('budget')} label={f.budget} inputmode="numeric" short />}
          <h2 class="visually-hidden">{f.when}</h2>
          <FieldRow>
            <Field
              {...field('closesDay')}
              kind="date"
              label={`${f.when} ${f.closesDay}`}
              error={error('closesDay') || error('closes')}
            />
            <Field
              {...field('closesTime')}
              value={valueOf(values, 'closesTime') || '20:00'}
              kind="time"
              label={f.closesTime}
            />
          </FieldRow>
          {methods[method].closed && (
            <Choices
              name="form"
              legend={f.formLegend}
              error={error('form')}
              options={[
                { value: 'open', label: t.form.open, help: f.openHelp, checked: form !== 'closed' },
                { value: 'closed', label: t.form.closed, help: f.closedHelp, checked: form === 'closed' },
              ]}
            />
          )}
          <Fold summary={f.more} open={Boolean(errors)}>
            <Field
              {...field('quorum')}
              kind="select"
              label={f.quorum}
              options={[
                { value: '', label: f.quorumNone },
                ...[10, 20, 30, 50, 75].map((n) => ({ value: String(n), label: f.quorumOf(n) })),
              ]}
            />
            <FieldRow>
              <Field
                {...field('opensDay')}
                kind="date"
                label={f.opensDay}
                optional={f.optional}
                error={error('opensDay') || error('opens')}
              />
              <Field {...field('opensTime')} kind="time" label={f.opensTime} optional={f.optional} />
            </FieldRow>
          </Fold>
          <p>{t.methods[method].rule}</p>
          <p>{t.methods[method].ties}</p>
          <p class="soft">
            {neededLevel(method, place.kind) === 'assured' && `${f.assured} `}
            {place.kind === 'community' && `${f.members} `}
            {f.never}
          </p>
          <Actions>
            <Button>{f.send}</Button>
          </Actions>
        </form>
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

function DateFields({ language, values, errors }: Parameters<typeof OpenPage>[0]) {
  const t = words[language]
  const wrong = errors?.['options']
  const error = (name: string) => errors?.[name] && t.errors[errors[name]]
  const rows = Array.from({ length: dateFields }, (_, i) => i + 1).map((n) => {
    const optional = n > 2 ? t.fresh.optional : undefined
    const field = (name: string) => ({ name, value: valueOf(values, name), error: error(name), optional })
    return (
      <FieldRow>
        <Field {...field(`day${n}`)} kind="date" label={t.fresh.day(n)} />
        <Field {...field(`time${n}`)} kind="time" label={t.fresh.time(n)} />
      </FieldRow>
    )
  })
  const moreOpen = [4, 5, 6].some((n) => valueOf(values, `day${n}`) || valueOf(values, `time${n}`))
  return (
    <fieldset class="choice-set" id="options">
      <legend class="field__label">{t.fresh.dates}</legend>
      {wrong && <span class="field__error">{t.errors[wrong]}</span>}
      <div class="stack">
        {rows.slice(0, dateFieldsFirst)}
        <Fold summary={t.fresh.moreDays} open={moreOpen}>
          <div class="stack">{rows.slice(dateFieldsFirst)}</div>
        </Fold>
      </div>
    </fieldset>
  )
}
