import { Actions, Button, Linked, LinkButton, Stop } from '../../../web/components/index.ts'
import { mayTravel } from '../actions/make.ts'
import { words } from '../messages/index.ts'
import { hrefOf } from '../proposal.ts'
import type { Relative } from '../queries/about.ts'
import type { ProposalPageProps } from './props.ts'

/** What it has to do with others: what came together in it, what it became, and what the same became elsewhere. */
export function Beside(props: ProposalPageProps) {
  const { language, proposal, relatives, merges } = props
  const t = words[language]
  const { origin, travelled, others, from } = relatives
  const adopt =
    mayTravel(proposal) &&
    proposal.stage !== 'merged' &&
    proposal.stage !== 'withdrawn' &&
    !(proposal.mine && proposal.version === 0)
  const linked = (all: readonly Relative[]) => (
    <Linked
      line="plum"
      items={all.map(({ id, title, stage, place }) => ({
        heading: title,
        href: hrefOf(id),
        text: `${place}. ${t.stages[stage]}.`,
      }))}
    />
  )
  const nothing = !origin && travelled.length === 0 && others === 0 && from.length === 0
  if (nothing && !adopt && merges.length === 0 && !proposal.questionId) return null
  return (
    <Stop line="sun" id="elders" heading={t.page.beside} side>
      {merges.map((one) => (
        <Asked {...props} one={one} />
      ))}
      {from.length > 0 && (
        <>
          <h3>{t.page.cameTogether}</h3>
          {linked(from)}
        </>
      )}
      {origin === 'hidden' && <p>{t.page.fromHidden}</p>}
      {origin && origin !== 'hidden' && (
        <p>
          <a href={hrefOf(origin.id)}>{t.page.from(origin.title, origin.place)}</a>
        </p>
      )}
      {proposal.questionId && (
        <p>
          <a href={`/vraag/${proposal.questionId}`}>{t.page.question}</a>
        </p>
      )}
      {(travelled.length > 0 || others > 0) && (
        <>
          <h3>{t.page.travelled}</h3>
          {travelled.length > 0 && linked(travelled)}
          {others > 0 && <p class="soft">{t.page.others(others)}</p>}
        </>
      )}
      {adopt && (
        <>
          <p>{t.page.adoptText}</p>
          <Actions>
            <LinkButton kind="quiet" href={`/voorstellen/nieuw?met=van-${proposal.id}`}>
              {t.page.adopt}
            </LinkButton>
          </Actions>
        </>
      )}
    </Stop>
  )
}

function Asked({ language, one }: ProposalPageProps & { one: ProposalPageProps['merges'][number] }) {
  const t = words[language].page
  return (
    <form action={`/voorstel/samen/${one.id}`} method="post" class="stack">
      <p>
        <a href={hrefOf(one.other.id)}>
          {one.asking ? t.mergeAsking(one.other.title) : t.mergeAsked(one.other.title)}
        </a>
      </p>
      {one.why && <p dir="auto">{one.why}</p>}
      <Actions>
        {one.asking ? (
          <Button kind="text" name="answer" value="back">
            {t.mergeBack}
          </Button>
        ) : (
          <>
            <Button kind="quiet" name="answer" value="yes">
              {t.mergeYes}
            </Button>
            <Button kind="text" name="answer" value="no">
              {t.mergeNo}
            </Button>
          </>
        )}
      </Actions>
    </form>
  )
}
