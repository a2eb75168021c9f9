import { valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { Actions, Button, Changes, Field, Notice } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { FormPage, type Typed } from '../../communities/index.ts'
import { differences, shortened } from '../../documents/index.ts'
import { words } from '../messages/index.ts'
import { hrefOf, type Proposal } from '../proposal.ts'
import type { Suggestion } from '../queries/about.ts'
import { longest, parts, type Part } from '../rules.ts'

type Props = Typed & { language: Language; proposal: Proposal }

const backOf = ({ id, title }: Proposal) => ({ href: hrefOf(id), label: title })

const fieldOf =
  ({ language, values, errors }: Typed & { language: Language }) =>
  (name: string) => ({
    name,
    value: valueOf(values, name),
    error: errors?.[name] && words[language].errors[errors[name]],
  })

/** Writing the text. Where somebody else was quicker both texts stand here, and nothing is lost. */
export function WritePage(
  props: Props & {
    /** Another text was saved in between; whether the field holds both already. */
    meanwhile?: 'joined' | 'notJoined' | undefined
    /** What somebody suggested, to be taken over by hand. */
    suggestion?: Suggestion | undefined
  },
) {
  const { language, proposal, values, meanwhile, suggestion } = props
  const t = words[language].write
  const field = fieldOf(props)
  const optional = frameWords[language].optional
  const mine = valueOf(values, 'body')
  return (
    <FormPage
      language={language}
      heading={meanwhile ? t.both : t.title}
      lede={meanwhile ? t.bothLede : suggestion ? t.suggestedLede : t.lede}
      back={backOf(proposal)}
      errors={props.errors}
      messages={words[language].errors}
    >
      <form action={`${hrefOf(proposal.id)}/tekst`} method="post" class="stack" novalidate>
        {meanwhile && (
          <Notice>
            <p>{t[meanwhile]}</p>
          </Notice>
        )}
        <input type="hidden" name="base" value={proposal.version} />
        <input type="hidden" name="amendment" value={valueOf(values, 'amendment')} />
        <Field {...field('title')} label={t.name} maxlength={longest.title} />
        <Field
          {...field('body')}
          kind="textarea"
          rows={12}
          label={t.body}
          help={t.bodyHelp}
          maxlength={longest.body}
        />
        <Field
          {...field('costs')}
          kind="textarea"
          rows={2}
          label={t.costs}
          help={t.costsHelp}
          optional={optional}
          maxlength={longest.costs}
        />
        <Field
          {...field('who')}
          kind="textarea"
          rows={3}
          label={t.who}
          optional={optional}
          maxlength={longest.who}
        />
        <Field
          {...field('sources')}
          kind="textarea"
          rows={2}
          label={t.sources}
          help={t.sourcesHelp}
          optional={optional}
          maxlength={longest.sources}
        />
        {proposal.version > 0 && (
          <Field {...field('why')} label={t.why} optional={optional} maxlength={longest.why} />
        )}
        <Actions>
          <Button name="way" value="save">
            {t.send}
          </Button>
          {meanwhile && (
            <Button kind="text" name="way" value="theirs">
              {t.keepTheirs}
            </Button>
          )}
        </Actions>
      </form>
      {meanwhile && (
        <section class="stack" aria-labelledby="van-de-ander">
          <h2 id="van-de-ander">{t.theirs}</h2>
          <h3 dir="auto">{proposal.title}</h3>
          <div class="changes" dir="auto">
            {proposal.body}
          </div>
          {(['costs', 'who', 'sources'] as const)
            .filter((name) => proposal[name] !== valueOf(values, name))
            .map((name) => (
              <>
                <h3>{t[name]}</h3>
                <p class="as-typed" dir="auto">
                  {proposal[name] || t.nothing}
                </p>
              </>
            ))}
          <h2>{t.compare}</h2>
          <Changes pieces={shortened(differences(proposal.body, mine))} out={t.out} in={t.in} />
        </section>
      )}
      {suggestion && (
        <section class="stack" aria-labelledby="voorgesteld">
          <h2 id="voorgesteld">{t.suggested}</h2>
          <Changes
            pieces={shortened(differences(suggestion.before, suggestion.words))}
            out={t.out}
            in={t.in}
          />
          <p dir="auto">{suggestion.why}</p>
        </section>
      )}
    </FormPage>
  )
}

/** Suggesting other words for one part. */
export function AmendPage(props: Props & { part: Part }) {
  const { language, proposal, part, values } = props
  const t = words[language]
  const field = fieldOf(props)
  const path = `${hrefOf(proposal.id)}/wijziging`
  return (
    <FormPage
      language={language}
      heading={t.amend.title}
      lede={t.amend.lede}
      back={backOf(proposal)}
      errors={props.errors}
      messages={t.errors}
    >
      <p>
        {t.amend.switch}{' '}
        {parts
          .filter((other) => other !== part)
          .map((other, n) => (
            <>
              {n > 0 && ' · '}
              <a href={`${path}?deel=${other}`}>{t.page.part[other]}</a>
            </>
          ))}
      </p>
      <form action={path} method="post" class="stack" novalidate>
        <input type="hidden" name="id" value={valueOf(values, 'id')} />
        <input type="hidden" name="base" value={valueOf(values, 'base')} />
        <input type="hidden" name="part" value={part} />
        <h2>{t.page.part[part]}</h2>
        <Field
          {...field('words')}
          kind="textarea"
          rows={part === 'body' ? 12 : 4}
          label={t.amend.words}
          maxlength={longest[part]}
        />
        <Field {...field('why')} kind="textarea" rows={3} label={t.amend.why} maxlength={longest.why} />
        <Actions>
          <Button>{t.amend.send}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}
