import type { Language } from '../../../platform/i18n.ts'
import { momentThatWas } from '../../../platform/moments.ts'
import {
  Actions,
  Back,
  Button,
  Empty,
  Label,
  Labels,
  LinkButton,
  List,
  Opener,
  Pager,
  Stop,
  Why,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import type { Part } from '../../communities/index.ts'
import { hrefOf } from '../correspondence.ts'
import { words } from '../messages/index.ts'
import type { Line } from '../queries.ts'

/** What somebody writes with neighbours, and whether anybody may write to them. */
export function ListPage(props: {
  language: Language
  now: Date
  lines: Part<Line>
  /** Whether this is a later part. */
  further: boolean
  closed: boolean
}) {
  const { language, lines, closed } = props
  const t = words[language].list
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/ik">
            {t.back}
          </Back>
        }
        heading={words[language].title}
        lede={t.lede}
        line="sky"
      />
      <Stop line="sky" id="berichten" heading={t.heading} quiet letterbox>
        {lines.items.length === 0 ? (
          <Empty
            heading={t.none}
            line="sky"
            level={3}
            actions={<LinkButton href="/leefomgevingen">{t.noneButton}</LinkButton>}
          >
            <p>{t.noneText}</p>
          </Empty>
        ) : (
          <Lines {...props} />
        )}
        {(lines.next || props.further) && (
          <Pager
            label={t.pages}
            {...(props.further && { previous: { href: '/brieven', label: t.newest } })}
            {...(lines.next && { next: { href: `/brieven?voor=${lines.next}`, label: t.older } })}
          />
        )}
      </Stop>
      <Stop line="door" id="wie" heading={closed ? t.closedTitle : t.openTitle} side>
        <form action="/brieven/instellen" method="post" class="stack">
          <p>{closed ? t.closedText : t.openText}</p>
          <Actions>
            <Button kind="quiet" name="closed" value={closed ? 'no' : 'yes'}>
              {closed ? t.openIt : t.closeIt}
            </Button>
          </Actions>
        </form>
        <Why>{t.why}</Why>
        <p class="small soft">{t.sealed}</p>
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}

function Lines({ language, now, lines }: { language: Language; now: Date; lines: Part<Line> }) {
  const { list: t, thread, someone } = words[language]
  return (
    <List>
      {lines.items.map((line) => (
        <li>
          <h3>
            <a href={hrefOf(line.id)} dir="auto">
              {line.name ?? someone}
            </a>
          </h3>
          {(line.asked || line.fresh) && (
            <Labels>
              {line.asked && <Label>{t.asked}</Label>}
              {line.fresh && <Label full>{t.fresh}</Label>}
            </Labels>
          )}
          <p class="talk__last" dir="auto">
            {line.own && <b>{t.own} </b>}
            {line.excerpt ?? thread.gone}
          </p>
          <p class="small soft">{momentThatWas(language, line.lastAt, now)}</p>
        </li>
      ))}
    </List>
  )
}
