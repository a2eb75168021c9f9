import { formatDate, formatNumber, type Language } from '../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import {
  Back,
  Actions,
  Button,
  Choices,
  Field,
  LinkButton,
  List,
  ListItem,
  Notice,
  Opener,
  Piece,
  Stop,
  Table,
} from '../../web/components/index.ts'
import { Goodbye, Problems } from '../../web/render.tsx'
import { stewardTasks, type StewardTask } from '../residents/index.ts'
import { words } from './messages/index.ts'
import type { Asked, Figures, Steward, WaitingProposal } from './queries.ts'

/** The screens of each task: where they are, and their words in the catalogue. */
const screens: Record<StewardTask, readonly (readonly [href: string, words: string])[]> = {
  identity: [
    ['/beheer/brieven', 'letters'],
    ['/beheer/bundels', 'bundles'],
    ['/beheer/zaken', 'cases'],
    ['/beheer/balie', 'desk'],
  ],
  taxonomy: [['/beheer/ambities', 'ambitions']],
  moderation: [['/beheer/meldingen', 'reports']],
  operations: [['/beheer/cijfers', 'figures']],
}

/** What the viewer may do for the foundation, and nothing else. */
export function OfficePage({ language, tasks }: { language: Language; tasks: readonly StewardTask[] }) {
  const t = words[language].office
  const link = ([href, key]: readonly [string, string]) => {
    const [heading, text] = t.links[key]!
    return (
      <ListItem heading={heading} href={href}>
        <p>{text}</p>
      </ListItem>
    )
  }
  return (
    <>
      <Opener heading={t.title} lede={t.lede} />
      {tasks.length === 0 && (
        <Stop line="door" id="taken" heading={t.title} quiet letterbox>
          <p>{t.noTask}</p>
        </Stop>
      )}
      {tasks.map((task, n) => (
        <Stop line="door" id={task} heading={t.task(task)} letterbox={n === 0} side>
          <List>{screens[task].map(link)}</List>
        </Stop>
      ))}
      {tasks.length > 0 && (
        <Stop line="door" id="stichting" heading={words[language].about.title} side>
          <List>
            {link(['/beheer/mensen', 'people'])}
            {link(['/stichting/handelingen', 'acts'])}
            {link(['/ik/stichting', 'mine'])}
          </List>
        </Stop>
      )}
    </>
  )
}

/** A form that was not right yet, by the path it is posted to. */
export interface Failed {
  form: string
  values: FormValues
  errors: FormErrors
}

/** Who has which task, what is proposed about it, and how to propose something. */
export function PeoplePage(props: {
  language: Language
  viewerId: string
  stewards: readonly Steward[]
  proposals: readonly WaitingProposal[]
  failed?: Failed | undefined
}) {
  const { language, stewards, proposals, failed } = props
  const { people: t, tasks, errors: messages } = words[language]
  const of = (form: string) => (failed?.form === form ? failed : undefined)
  const error = (form: string, name: string) => {
    const code = of(form)?.errors[name]
    return code && messages[code]
  }
  const others = stewards.filter(({ id }) => id !== props.viewerId)
  const [propose, stop] = ['/beheer/mensen/voorstel', '/beheer/mensen/stop']
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/beheer" />} />
      <Stop line="door" id="voorstellen" heading={t.waiting} letterbox side>
        {proposals.length === 0 ? (
          <p>{t.waitingNone}</p>
        ) : (
          proposals.map((proposal) => <ProposalPiece language={language} proposal={proposal} />)
        )}
      </Stop>
      <Stop line="door" id="nu" heading={t.now} side>
        {stewards.length === 0 ? <p>{t.nobody}</p> : <StewardTable language={language} stewards={stewards} />}
      </Stop>
      <Stop line="door" id="stel-voor" heading={t.propose} lede={t.proposeLede} side>
        <form action={propose} method="post" class="stack">
          <Problems language={language} errors={of(propose)?.errors} messages={messages} />
          <Field
            name="mail"
            kind="email"
            label={t.mail}
            help={t.mailHelp}
            value={valueOf(of(propose)?.values, 'mail')}
            maxlength={254}
            required
            autocomplete="off"
            error={error(propose, 'mail')}
          />
          <Field
            name="task"
            kind="select"
            label={t.task}
            options={[
              { value: '', label: t.choose },
              ...stewardTasks.map((task) => ({ value: task, label: tasks[task] })),
            ]}
            value={valueOf(of(propose)?.values, 'task')}
            required
            error={error(propose, 'task')}
          />
          <Field
            name="why"
            kind="textarea"
            rows={3}
            label={t.why}
            help={t.whyHelp}
            value={valueOf(of(propose)?.values, 'why')}
            maxlength={1000}
            required
            error={error(propose, 'why')}
          />
          <Actions>
            <Button>{t.send}</Button>
          </Actions>
        </form>
      </Stop>
      {others.length > 0 && (
        <Stop line="door" id="stop" heading={t.stop} lede={t.stopLede} side>
          <form action={stop} method="post" class="stack">
            <Problems language={language} errors={of(stop)?.errors} messages={messages} />
            <Field
              name="steward"
              kind="select"
              label={t.who}
              options={[
                { value: '', label: t.chooseWho },
                ...others.map(({ id, name, task }) => ({
                  value: `${task} ${id}`,
                  label: t.appoint(name, task),
                })),
              ]}
              value={valueOf(of(stop)?.values, 'steward')}
              required
              error={error(stop, 'steward')}
            />
            <Field
              name="why"
              id="why-stop"
              kind="textarea"
              rows={3}
              label={t.why}
              help={t.whyHelp}
              value={valueOf(of(stop)?.values, 'why')}
              maxlength={1000}
              required
              error={error(stop, 'why')}
            />
            <Actions>
              <Button kind="quiet">{t.sendStop}</Button>
            </Actions>
          </form>
        </Stop>
      )}
    </>
  )
}

function ProposalPiece({ language, proposal }: { language: Language; proposal: WaitingProposal }) {
  const t = words[language].people
  const { id, kind, name, task, why, proposedBy, confirmedBy, role } = proposal
  return (
    <Piece
      heading={kind === 'end' ? t.end(name, task) : t.appoint(name, task)}
      actions={
        role === 'candidate' ? undefined : role === 'proposer' ? (
          <form action={`/beheer/mensen/${id}/trek-terug`} method="post">
            <Button kind="quiet">{t.withdraw}</Button>
          </form>
        ) : confirmedBy ? undefined : (
          <form action={`/beheer/mensen/${id}/bevestig`} method="post">
            <Button>{t.confirm}</Button>
          </form>
        )
      }
    >
      <p>{why}</p>
      <p class="soft">
        {proposedBy ? t.by(proposedBy) : t.byGone}{' '}
        {confirmedBy ? t.confirmedBy(confirmedBy) : t.waitsForSecond} {role === 'candidate' && t.yours}{' '}
        {t.until(formatDate(language, proposal.ends))}
      </p>
    </Piece>
  )
}

/** Who has which task, by name: for everybody. */
export function StewardTable({ language, stewards }: { language: Language; stewards: readonly Steward[] }) {
  const { people: t, tasks } = words[language]
  return (
    <Table
      caption={t.now}
      captionHidden
      columns={t.columns}
      rows={stewards.map(({ name, task, since }) => [name, tasks[task], formatDate(language, since)])}
    />
  )
}

/** What the foundation asks of the viewer, and the tasks they have. */
export function MinePage(props: {
  language: Language
  asked: readonly Asked[]
  tasks: readonly StewardTask[]
  /** Stopping, without having said that one is sure. */
  failed?: { values: FormValues; errors: FormErrors } | undefined
}) {
  const { language, asked, tasks, failed } = props
  const t = words[language].mine
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik" />} />
      {asked.length + tasks.length === 0 && (
        <Stop line="door" id="niets" heading={t.title} quiet letterbox>
          <p>{t.none}</p>
          <Actions>
            <LinkButton kind="quiet" href="/stichting">
              {words[language].about.title}
            </LinkButton>
          </Actions>
        </Stop>
      )}
      {asked.length > 0 && (
        <Stop line="door" id="gevraagd" heading={t.asked} letterbox side>
          {asked.map(({ id, task, why }) => (
            <Piece framed heading={t.task(task)}>
              <p>{why}</p>
              <Notice>
                <p>{t.public}</p>
              </Notice>
              <form method="post">
                <Actions>
                  <Button formaction={`/ik/stichting/${id}/ja`}>{t.yes}</Button>
                  <Button kind="quiet" formaction={`/ik/stichting/${id}/nee`}>
                    {t.no}
                  </Button>
                </Actions>
              </form>
            </Piece>
          ))}
        </Stop>
      )}
      {tasks.length > 0 && (
        <Stop line="door" id="taken" heading={t.yours} letterbox={asked.length === 0} side>
          <p>{t.stopText}</p>
          {tasks.map((task) => (
            <StopTask
              language={language}
              task={task}
              errors={valueOf(failed?.values, 'task') === task ? failed?.errors : undefined}
            />
          ))}
        </Stop>
      )}
      <Goodbye language={language} line="door" />
    </>
  )
}

/** Stopping with one task, with a tick that says so. */
function StopTask(props: { language: Language; task: StewardTask; errors: FormErrors | undefined }) {
  const { language, task, errors } = props
  const t = words[language]
  const field = `sure-${task}`
  const error = errors?.['sure']
  return (
    <form action="/ik/stichting/stop" method="post" class="stack" novalidate>
      <Problems language={language} errors={error ? { [field]: error } : undefined} messages={t.errors} />
      <input type="hidden" name="task" value={task} />
      <Choices
        type="checkbox"
        name="sure"
        id={field}
        legend={t.mine.task(task)}
        error={error && t.errors[error]}
        options={[{ value: 'yes', label: t.mine.sure(task) }]}
      />
      <Actions>
        <Button kind="quiet">{t.mine.stop(task)}</Button>
      </Actions>
    </form>
  )
}

export function FiguresPage({ language, figures }: { language: Language; figures: Figures }) {
  const t = words[language].figures
  const lines: [string, number][] = [
    ...figures.levels.map(({ level, count }): [string, number] => [t.level[level] ?? level, count]),
    [t.letters, figures.letters],
    [t.cases, figures.cases],
    [t.facts, figures.facts],
    ...figures.jobs.map(({ state, count }): [string, number] => [t.job(t.states[state] ?? state), count]),
  ]
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/beheer" />} />
      <Stop line="door" id="cijfers" heading={t.title} quiet letterbox>
        <Table
          caption={t.title}
          captionHidden
          columns={[t.what, t.count]}
          figures={[1]}
          rows={lines.map(([what, count]) => [what, formatNumber(language, count)])}
        />
      </Stop>
    </>
  )
}
