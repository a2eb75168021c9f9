import { formatDate } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Button,
  Columns,
  Facts,
  Fold,
  Label,
  Labels,
  LinkButton,
  Notice,
  Opener,
  Own,
  Quote,
  Stop,
  Written,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import { hrefOf, isGoing, placeOf } from '../proposal.ts'
import { isOver, isWritable } from '../rules.ts'
import { Beside } from './beside.tsx'
import { Doing, Outcome } from './doing.tsx'
import type { ProposalPageProps } from './props.ts'
import { Suggestions } from './suggestions.tsx'
import { stageIn, Way } from './way.tsx'

/** A proposal: where it is on its way, what is next, its words, and what neighbours say and do with it. */
export function ProposalPage(props: ProposalPageProps) {
  const { language, proposal } = props
  const t = words[language]
  const place = placeOf(proposal)
  return (
    <>
      <Opener
        line="plum"
        above={
          <>
            <Back language={language} to={`${place.href}/voorstellen`}>
              {t.list.titleIn(place.name)}
            </Back>
            <Labels>
              <Label line="plum">{stageIn(language, proposal.stage, proposal.level?.say)}</Label>
            </Labels>
          </>
        }
        heading={<Own>{proposal.title}</Own>}
        lede={proposal.version === 0 ? <Own>{proposal.idea}</Own> : undefined}
      >
        <Way language={language} proposal={proposal} entered={props.way.entered} />
      </Opener>
      <Stop line="plum" id="nu" heading={t.page.text} quiet letterbox>
        {proposal.version === 0 ? (
          <div class="stack">
            <Next {...props} />
            <Words {...props} />
            <Support {...props} />
          </div>
        ) : (
          <Columns kind="lead">
            <div class="stack">
              <Next {...props} />
              <Support {...props} />
            </div>
            <Words {...props} />
          </Columns>
        )}
      </Stop>
      <Outcome {...props} />
      <Doing {...props} />
      <Suggestions {...props} />
      {props.talk}
      {props.talk && proposal.level && !proposal.level.frozen && <p class="small soft">{t.page.talkWhy}</p>}
      {props.level && (
        <Stop line="plum" id="niveau" heading={t.page.level} side>
          {props.level}
        </Stop>
      )}
      <Beside {...props} />
      <History {...props} />
      {props.more}
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** The text as it stands. The two sentences of an idea are above it already. */
function Words({ language, proposal, way }: ProposalPageProps) {
  const t = words[language].page
  const { costs, who, sources } = proposal
  const [one, other] = way.authors
  const facts = [
    { term: t.costs, value: costs },
    { term: t.who, value: who },
    { term: t.sources, value: sources },
  ].filter(({ value }) => value !== '')
  return (
    <div class="stack">
      {proposal.version > 0 && (
        <>
          <Written html={proposal.html} />
          {facts.length > 0 && (
            <Facts
              facts={facts.map(({ term, value }) => ({
                term,
                value: (
                  <span class="as-typed" dir="auto">
                    {value}
                  </span>
                ),
              }))}
            />
          )}
          <Fold summary={t.idea}>
            <Quote>{proposal.idea}</Quote>
          </Fold>
        </>
      )}
      <p class="soft">
        {one && other ? t.byBoth(one, other) : t.by(one ?? other ?? t.someone)},{' '}
        {formatDate(language, proposal.made)}.{' '}
        {proposal.version > 0 && (
          <a href={`${hrefOf(proposal.id)}/teksten`}>{t.versions(proposal.version)}</a>
        )}
      </p>
    </div>
  )
}

/** What is next, who can do it, and for that person the button. */
function Next(props: ProposalPageProps) {
  const { language, proposal, missing } = props
  const t = words[language].page
  const { stage, mine, rejected, level } = proposal
  const author = mine && proposal.own && isGoing(proposal) && !props.helped
  const text =
    stage === 'doing' && level?.say === 'advice'
      ? adviceIn(props)
      : rejected && isWritable(stage)
        ? t.rejected
        : ((author && t.nextAuthor[stage]) ?? t.next[stage])
  const why = isOver(stage) ? props.way.entered.at(-1)?.why : ''
  return (
    <Notice line="plum">
      <p>
        <b>{t.now}</b> {text || t.next[stage]}
      </p>
      {props.relatives.into && (
        <p>
          <a href={hrefOf(props.relatives.into.id)}>{t.goesOn(props.relatives.into.title)}</a>
        </p>
      )}
      {why && <Quote>{why}</Quote>}
      {stage === 'proposal' && missing > 0 && <p>{t.missing(missing)}</p>}
      <NextActions {...props} author={author} />
      {author && isWritable(stage) && <Seldom {...props} />}
    </Notice>
  )
}

/** How far an advice is: to be handed over, handed over, or answered. */
function adviceIn({ language, doing }: ProposalPageProps): string {
  const t = words[language].page
  const told = (wanted: string) => doing.reports.some(({ kind }) => kind === wanted)
  return told('answer') ? t.adviceAnswered : told('sent') ? t.adviceSent : t.adviceNow
}

function NextActions(props: ProposalPageProps & { author: boolean }) {
  const { language, proposal, author, missing } = props
  const t = words[language].page
  const { stage, decisionId } = proposal
  const path = hrefOf(proposal.id)
  const decision = decisionId && `/besluit/${decisionId}`
  const buttons = [
    author && stage === 'talk' && (
      <LinkButton href={`${path}/tekst`}>{proposal.version > 0 ? t.change : t.write}</LinkButton>
    ),
    author && stage === 'proposal' && missing === 0 && (
      <LinkButton href={`${path}/besluit`}>{t.ask}</LinkButton>
    ),
    author && stage === 'proposal' && (
      <LinkButton kind="text" href={`${path}/tekst`}>
        {t.change}
      </LinkButton>
    ),
    stage === 'decision' && decision && <LinkButton href={decision}>{t.vote}</LinkButton>,
    author && stage === 'doing' && <LinkButton href={`${path}/uitkomst`}>{t.end}</LinkButton>,
    stage !== 'decision' && decision && (
      <LinkButton kind="text" href={decision}>
        {t.result}
      </LinkButton>
    ),
  ].filter(Boolean)
  if (author && stage === 'idea')
    return (
      <form action={`${path}/gesprek`} method="post">
        <Actions>
          <Button>{t.openTalk}</Button>
        </Actions>
      </form>
    )
  return buttons.length > 0 ? <Actions>{buttons}</Actions> : null
}

/** What an author does less often. */
function Seldom({ language, proposal }: ProposalPageProps) {
  const t = words[language].page
  const path = hrefOf(proposal.id)
  const { stage, community } = proposal
  return (
    <Fold summary={t.seldom}>
      {stage === 'idea' && (
        <LinkButton kind="text" href={`${path}/tekst`}>
          {t.write}
        </LinkButton>
      )}
      {proposal.rejected && (
        <LinkButton kind="text" href={`${path}/uitkomst`}>
          {t.end}
        </LinkButton>
      )}
      {stage === 'talk' && (
        <LinkButton
          kind="text"
          href={`${community ? `/leefomgeving/${community.slug}` : placeOf(proposal).href}/meningen/nieuw`}
        >
          {t.opinions}
        </LinkButton>
      )}
      {community && (
        <LinkButton kind="text" href={`/niveaukompas?met=van-${proposal.id}`}>
          {t.raise}
        </LinkButton>
      )}
      {proposal.authorIds.length === 1 && (
        <LinkButton kind="text" href={`${path}/samen`}>
          {t.merge}
        </LinkButton>
      )}
      <LinkButton kind="text" href={`${path}/intrekken`}>
        {t.withdraw}
      </LinkButton>
    </Fold>
  )
}

/** How many support it, and the way to do so, or no longer. */
function Support(props: ProposalPageProps) {
  const { language, proposal } = props
  const t = words[language].page
  const path = hrefOf(proposal.id)
  const may = proposal.own && isGoing(proposal) && !proposal.mine && !props.helped
  return (
    <section class="stack" aria-labelledby="steun">
      <h3 id="steun">{props.carry ? t.carry : t.support}</h3>
      {props.carry && <p>{t.carryText}</p>}
      <p>
        {t.supports(proposal.supports)} {proposal.supported && t.youSupport}
      </p>
      {may && !proposal.supported && (
        <form action={`${path}/steun`} method="post">
          <Actions>
            <Button kind={isWritable(proposal.stage) ? 'main' : 'quiet'}>
              {props.carry ? t.carryYes : t.supportButton}
            </Button>
            {props.carry && (
              <Button kind="quiet" formaction={`${path}/steun/niet-mee`}>
                {t.carryNo}
              </Button>
            )}
          </Actions>
        </form>
      )}
      {proposal.supported && !props.helped && (
        <form action={`${path}/steun/terug`} method="post">
          <Button kind="text">{t.unsupport}</Button>
        </form>
      )}
      {props.supporters.length > 0 && (
        <Fold summary={t.supportNames}>
          <p dir="auto">{props.supporters.join(', ')}.</p>
          {proposal.supports > props.supporters.length && (
            <p class="small soft">{t.supportMore(props.supporters.length)}</p>
          )}
          <p class="small soft">{t.supportWhy}</p>
        </Fold>
      )}
    </section>
  )
}

function History({ language, proposal, way }: ProposalPageProps) {
  const t = words[language]
  return (
    <Stop line="plum" id="weg" heading={t.page.history} side>
      <Fold summary={t.page.readsLike}>
        <ol class="list">
          {way.entered.map(({ stage, by, why, entered }) => (
            <li>
              <p>
                {t.page.entered(
                  stageIn(language, stage, proposal.level?.say),
                  by,
                  formatDate(language, entered),
                )}
              </p>
              {why && <Quote>{why}</Quote>}
            </li>
          ))}
        </ol>
      </Fold>
    </Stop>
  )
}
