import { formatDate, formatList, type Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Back,
  Actions,
  Button,
  Choices,
  Columns,
  Facts,
  Field,
  List,
  ListItem,
  Opener,
  Piece,
  Quote,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { labelOf } from '../../areas/index.ts'
import { mayJudge, mostCases, type CaseKind, type IdentityCase } from '../cases/judge.ts'
import { words } from '../messages/index.ts'
import type { Objection } from '../cases/objections.ts'
import type { CaseAccount } from '../queries.ts'
import { DecidedCase, WaitingObjections } from './objections.tsx'

interface Typed {
  language: Language
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

/** A resident reads what is being checked and tells their side. */
export function SidePage({ language, found, values, errors }: Typed & { found: IdentityCase }) {
  const t = words[language].side
  return (
    <>
      <Opener
        heading={t.title}
        lede={t.kinds[found.kind]}
        above={<Back language={language} to="/ik/bewijs" />}
      />
      <Stop line="plum" id="kant" heading={found.verdict ? t.decided : t.yours} letterbox>
        {found.verdict ? (
          <>
            <p>{t.verdicts[found.verdict]}</p>
            <Quote>{found.reason}</Quote>
          </>
        ) : (
          <form action={`/ik/bewijs/zaak/${found.id}`} method="post" class="stack" novalidate>
            <Problems language={language} errors={errors} messages={words[language].errors} />
            <Field
              name="words"
              kind="textarea"
              label={t.words}
              help={t.help}
              maxlength={1000}
              value={values ? valueOf(values, 'words') : found.words[0]?.words}
              error={errors?.['words'] && words[language].errors[errors['words']]}
            />
            <Actions>
              <Button>{t.send}</Button>
            </Actions>
          </form>
        )}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** Cases that wait for a steward. */
export function CasesPage(props: {
  language: Language
  cases: { id: string; kind: CaseKind; opened: Date; heard: boolean }[]
  objections: readonly { id: string; objected: Date }[]
}) {
  const { language, cases, objections } = props
  const t = words[language].steward
  return (
    <>
      <Opener heading={t.cases} lede={t.casesLede} above={<Back language={language} to="/beheer" />} />
      <Stop line="door" id="zaken" heading={t.cases} quiet letterbox>
        {cases.length === 0 && <p>{t.casesNone}</p>}
        <List>
          {cases.map(({ id, kind, opened, heard }) => (
            <ListItem heading={t.kinds[kind]} href={`/beheer/zaken/${id}`}>
              <p class="soft">
                {t.opened(formatDate(language, opened))}. {heard ? t.heard : t.notHeard}.
              </p>
            </ListItem>
          ))}
        </List>
        {cases.length >= mostCases && <p class="soft">{t.casesMore(mostCases)}</p>}
      </Stop>
      <WaitingObjections language={language} objections={objections} />
    </>
  )
}

/** One case: both accounts side by side, what each side told, the verdict, and what was said against it. */
export function CasePage(
  props: Typed & {
    found: IdentityCase
    accounts: CaseAccount[]
    objection: Objection | undefined
    now: Date
  },
) {
  const { language, found, accounts, values, errors } = props
  const t = words[language].steward
  const headings = found.otherId ? [t.newer, t.earlier] : [t.account]
  const told = (id: string) => found.words.find(({ residentId }) => residentId === id)?.words
  return (
    <>
      <Opener
        heading={t.kinds[found.kind]}
        lede={t.opened(formatDate(language, found.opened))}
        above={
          <Back language={language} to="/beheer/zaken">
            {t.cases}
          </Back>
        }
      />
      <Stop line="door" id="accounts" heading={t.kinds[found.kind]} quiet letterbox>
        <Columns kind="two">
          {accounts.map((account, n) => (
            <Piece heading={headings[n] ?? ''}>
              <Account language={language} account={account} />
              {found.kind !== 'household' && <Told language={language} words={told(account.id)} />}
            </Piece>
          ))}
        </Columns>
      </Stop>
      {found.verdict && <DecidedCase {...props} />}
      {!found.verdict && (
        <Stop line="door" id="besluit" heading={t.verdict}>
          <form action={`/beheer/zaken/${found.id}`} method="post" class="stack" novalidate>
            <Problems language={language} errors={errors} messages={words[language].errors} />
            <input type="hidden" name="seen" value={props.now.getTime()} />
            {!mayJudge(found, props.now) && <p class="soft">{t.early}</p>}
            <Choices
              name="verdict"
              legend={t.verdict}
              error={errors?.['verdict'] && words[language].errors[errors['verdict']]}
              options={Object.entries(t.verdicts)
                .filter(([value]) => value !== 'same' || found.kind === 'same-person')
                .map(([value, [label, help]]) => ({
                  value,
                  label,
                  help,
                  checked: valueOf(values, 'verdict') === value,
                }))}
            />
            <Field
              name="reason"
              kind="textarea"
              rows={4}
              label={t.reason}
              help={t.reasonHelp}
              maxlength={1000}
              value={valueOf(values, 'reason')}
              error={errors?.['reason'] && words[language].errors[errors['reason']]}
            />
            <Actions>
              <Button>{t.decide}</Button>
            </Actions>
          </form>
        </Stop>
      )}
    </>
  )
}

/** What this side told, or that it did not. */
function Told({ language, words: said }: { language: Language; words: string | undefined }) {
  const t = words[language].steward
  if (said === undefined) return <p class="soft">{t.saidNothing}</p>
  return (
    <>
      <p class="rubric">{t.said}</p>
      <Quote>{said}</Quote>
    </>
  )
}

function Account({ language, account }: { language: Language; account: CaseAccount }) {
  const t = words[language].steward
  const { entry, joined, level, vouchers, proofs, household } = account
  const { kinds } = words[language].proof
  return (
    <Facts
      facts={[
        { term: t.name, value: entry.name },
        { term: t.address, value: labelOf(entry.address) },
        ...(entry.birth ? [{ term: t.birth, value: formatDate(language, new Date(entry.birth)) }] : []),
        { term: t.joined, value: formatDate(language, joined) },
        { term: t.level, value: t.levels[level] },
        ...(proofs.length > 0
          ? [
              {
                term: t.proofs,
                value: formatList(
                  language,
                  proofs.map((kind) => kinds[kind]),
                ),
              },
            ]
          : []),
        ...(vouchers.length > 0 ? [{ term: t.vouchers, value: formatList(language, vouchers) }] : []),
        { term: t.many, value: t.people(household) },
      ]}
    />
  )
}
