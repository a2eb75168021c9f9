import { formatDate } from '../../../platform/i18n.ts'
import { valueOf } from '../../../platform/http.ts'
import {
  Actions,
  Button,
  Changes,
  Field,
  Fold,
  Label,
  Labels,
  LinkButton,
  Quote,
  Stop,
} from '../../../web/components/index.ts'
import { newId } from '../../../platform/ids.ts'
import { differences, shortened } from '../../documents/index.ts'
import { words } from '../messages/index.ts'
import { hrefOf, isGoing } from '../proposal.ts'
import { isWritable, longest } from '../rules.ts'
import type { ProposalPageProps } from './props.ts'

/** Suggestions that one page shows. */
export const mostShown = 20

/** What others would write differently, with what they change and why; for the author the ways to answer. */
export function Suggestions(props: ProposalPageProps) {
  const { language, proposal, suggestions } = props
  const t = words[language]
  if (proposal.version === 0) return null
  const may = proposal.own && isGoing(proposal) && isWritable(proposal.stage) && !props.helped
  if (suggestions.length === 0 && !may) return null
  return (
    <Stop line="plum" id="wijzigingen" heading={t.page.suggestions} side>
      {suggestions.length === 0 && <p>{t.page.noSuggestions}</p>}
      {suggestions.length > 0 && (
        <ul class="list">
          {suggestions.map((one) => (
            <li>
              <Labels>
                <Label tentative={one.state === 'open'} full={one.state === 'taken'}>
                  {t.page.states[one.state]}
                </Label>
              </Labels>
              <h3>{t.page.part[one.part]}</h3>
              <p class="soft">{t.page.suggestionBy(one.by, formatDate(language, one.made))}</p>
              <Changes
                pieces={shortened(differences(one.before, one.words))}
                out={t.write.out}
                in={t.write.in}
              />
              <Quote>{one.why}</Quote>
              {one.reason && <p dir="auto">{one.reason}</p>}
              {may && one.state === 'open' && <Answer {...props} one={one} />}
            </li>
          ))}
        </ul>
      )}
      {suggestions.length === mostShown && <p class="small soft">{t.page.suggestionsMore}</p>}
      {may && (
        <Actions>
          <LinkButton kind="quiet" href={`${hrefOf(proposal.id)}/wijziging`}>
            {t.page.suggest}
          </LinkButton>
        </Actions>
      )}
    </Stop>
  )
}

function Answer({
  language,
  proposal,
  one,
  values,
  errors,
}: ProposalPageProps & { one: ProposalPageProps['suggestions'][number] }) {
  const t = words[language]
  const path = `${hrefOf(proposal.id)}/wijziging/${one.id}`
  const wrong = errors?.['reason'] && valueOf(values, 'suggestion') === one.id
  return (
    <>
      {proposal.mine && (
        <>
          {one.conflict && <p>{t.page.conflict}</p>}
          {one.conflict ? (
            <Actions>
              <LinkButton kind="quiet" href={`${hrefOf(proposal.id)}/tekst?wijziging=${one.id}`}>
                {t.page.takeByHand}
              </LinkButton>
            </Actions>
          ) : (
            <form action={`${path}/neem-over`} method="post">
              <Actions>
                <Button kind="quiet">{t.page.take}</Button>
              </Actions>
            </form>
          )}
          <Fold summary={t.page.decline} open={Boolean(wrong)}>
            <form action={`${path}/wijs-af`} method="post" class="stack" novalidate>
              <Field
                name="reason"
                id={`reason-${one.id}`}
                kind="textarea"
                rows={2}
                maxlength={longest.why}
                label={t.page.declineWhy}
                value={wrong ? valueOf(values, 'reason') : ''}
                error={wrong ? t.errors[errors!['reason']!] : undefined}
              />
              <Actions>
                <Button kind="quiet">{t.page.decline}</Button>
              </Actions>
            </form>
          </Fold>
        </>
      )}
      {one.mine && (
        <form action={`${path}/neem-terug`} method="post">
          <Button kind="text">{t.page.takeBack}</Button>
        </form>
      )}
    </>
  )
}

/** The id of a form that is shown anew, or the one that it had. */
export const idOr = (values: ProposalPageProps['values'], kind: string) =>
  (valueOf(values, 'of') === kind && valueOf(values, 'id')) || newId()
