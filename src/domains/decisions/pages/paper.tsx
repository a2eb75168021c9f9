import { type FormErrors, type FormValues, valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { Actions, Back, Button, Field, Opener, Own, Stop } from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { NeighbourField } from '../../communities/index.ts'
import type { Offered } from '../../communities/index.ts'
import { hrefOf, type Decision } from '../decision.ts'
import { words } from '../messages/index.ts'
import { BallotFields } from './ballot.tsx'

/** Voting on paper, for the tellers: who gets a ballot, printing them, and entering what came back. */
export function PaperPage(props: {
  language: Language
  decision: Decision
  opener: boolean
  offered: Offered
  voters: { id: string; name: string | null; entered: boolean }[]
  tellers: { name: string; accepted: boolean }[]
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}) {
  const { language, decision, offered, voters, tellers, values, errors } = props
  const t = words[language]
  const path = `${hrefOf(decision.id)}/papier`
  const error = (name: string) => errors?.[name] && t.errors[errors[name]]
  return (
    <>
      <Opener
        line="plum"
        above={
          <Back language={language} to={hrefOf(decision.id)}>
            <Own>{decision.question}</Own>
          </Back>
        }
        heading={t.paper.title}
        lede={t.paper.lede}
      />
      <Stop line="plum" id="invoeren" heading={t.paper.enter} side lede={t.paper.enterHelp}>
        <form action={`${path}/invoer`} method="post" class="stack" novalidate>
          <Problems language={language} errors={errors} messages={t.errors} />
          <Field
            name="code"
            code
            short
            label={t.paper.code}
            value={valueOf(values, 'code')}
            error={error('code')}
            autocomplete="off"
            spellcheck={false}
          />
          {decision.form === 'open' && (
            <Field
              name="person"
              kind="select"
              label={t.paper.person}
              value={valueOf(values, 'person')}
              error={error('person')}
              options={[
                { value: '', label: t.paper.choosePerson },
                ...voters
                  .filter(({ entered }) => !entered)
                  .map(({ id, name }) => ({ value: id, label: name ?? t.result.somebody })),
              ]}
            />
          )}
          <BallotFields language={language} decision={decision} values={values} errors={errors} />
          <Actions>
            <Button>{t.paper.enterButton}</Button>
          </Actions>
          <p class="small soft">{t.paper.sees}</p>
        </form>
      </Stop>
      <Stop line="plum" id="wie" heading={t.paper.who} side lede={t.paper.whoHelp}>
        <p>{t.paper.marked(voters.length)}</p>
        {voters.length > 0 && (
          <ul>
            {voters.map(({ name }) => (
              <li>{name ?? t.result.somebody}</li>
            ))}
          </ul>
        )}
      </Stop>
      <Stop line="plum" id="print" heading={t.paper.print} side lede={t.paper.printHelp}>
        <form action={`${path}/biljetten.pdf`} method="post" class="stack">
          <Field name="count" kind="number" short min={1} max={60} value={10} label={t.paper.count} />
          <Actions>
            <Button kind="quiet">{t.paper.printButton}</Button>
          </Actions>
        </form>
      </Stop>
      <Stop line="plum" id="tellers" heading={t.paper.tellers} side lede={t.paper.tellersHelp}>
        {tellers.length === 0 ? (
          <p>{t.paper.noTellers}</p>
        ) : (
          <p>{tellers.map(({ name, accepted }) => (accepted ? name : t.paper.asked(name))).join(', ')}</p>
        )}
        {props.opener && (
          <form action={`${path}/teller`} method="post" class="stack">
            <NeighbourField language={language} name="teller" label={t.paper.person} offered={offered} />
            <Actions>
              <Button kind="quiet">{t.paper.addTeller}</Button>
            </Actions>
          </form>
        )}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}
