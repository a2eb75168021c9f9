import { formatDate, type Language } from '../../../platform/i18n.ts'
import {
  Back,
  Button,
  Columns,
  Empty,
  List,
  ListItem,
  Opener,
  Own,
  Piece,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { helpKinds, type HelpKind } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import type { HelpedAct, Helping } from '../queries.ts'
import { stopPath } from '../rules.ts'
import { Acts, kindsInWords } from './parts.tsx'

/** Whom the viewer helps, who asks, and what they did. */
export function HelperPage(props: {
  language: Language
  people: readonly Helping[]
  acts: readonly HelpedAct[]
}) {
  const { language, acts } = props
  const t = words[language].helpen
  const asks = props.people.filter(({ accepted }) => !accepted)
  const people = props.people.filter(({ accepted }) => accepted)
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik" />} />
      {asks.length > 0 && (
        <Stop line="sun" id="vragen" heading={t.asks} letterbox side>
          <List>
            {asks.map(({ id, name, kinds }) => (
              <ListItem heading={t.asksText(name)}>
                <p>{t.asksMay(kindsInWords(language, kinds))}</p>
                <form action={`/helpen/${id}/ja`} method="post" class="actions">
                  <Button>{t.yes}</Button>
                  <Button kind="text" formaction={`/helpen/${id}/nee`}>
                    {t.no}
                  </Button>
                </form>
              </ListItem>
            ))}
          </List>
        </Stop>
      )}
      <Stop line="door" id="mensen" heading={t.people} letterbox={asks.length === 0} side>
        {people.length === 0 ? (
          <Empty heading={t.none}>
            <p>{t.noneText}</p>
          </Empty>
        ) : (
          <>
            <List>
              {people.map((helping) => (
                <HelpedItem language={language} helping={helping} />
              ))}
            </List>
            <p class="small soft">{t.nowText}</p>
          </>
        )}
      </Stop>
      {acts.length > 0 && (
        <Stop line="door" id="gedaan" heading={t.acts} side>
          <Acts language={language} caption={t.acts} acts={acts} mark={t.forSomebody} />
        </Stop>
      )}
      <Goodbye language={language} line="door" />
    </>
  )
}

function HelpedItem({ language, helping }: { language: Language; helping: Helping }) {
  const t = words[language].helpen
  const { id, name, kinds, accepted } = helping
  return (
    <ListItem heading={<Own>{name}</Own>}>
      {accepted && <p class="small soft">{t.since(formatDate(language, accepted))}</p>}
      <p>{t.asksMay(kindsInWords(language, kinds))}</p>
      <form action={`/helpen/${id}/nu`} method="post" class="actions">
        <Button>{t.now(name)}</Button>
        {kinds.includes('read') && (
          <Button kind="quiet" formaction={`/helpen/${id}/bundel.pdf`}>
            {t.bundle}
          </Button>
        )}
        <Button kind="text" formaction={`/helpen/${id}/einde`}>
          {t.end}
        </Button>
      </form>
    </ListItem>
  )
}

/** Reading the bundle needs no session of theirs: it is on the page of who helps. */
const places: Record<Exclude<HelpKind, 'read'>, string> = {
  join: '/leefomgevingen',
  rsvp: '/agenda',
  designate: '/leefomgevingen#van-jou',
}

/** While helping: what can be done for this neighbour, and the way out. */
export function NowPage({
  language,
  name,
  may,
}: {
  language: Language
  name: string
  may: readonly HelpKind[]
}) {
  const t = words[language].now
  return (
    <>
      <Opener heading={t.title(name)} lede={t.lede(name)} />
      <Stop line="sun" id="wat" heading={t.what} letterbox side>
        <Columns kind="two">
          {helpKinds
            .filter((kind) => kind !== 'read')
            .filter((kind) => may.includes(kind))
            .map((kind) => (
              <Piece heading={t[kind][0]} href={places[kind]}>
                <p>{t[kind][1]}</p>
              </Piece>
            ))}
        </Columns>
        <form action={stopPath} method="post" class="actions">
          <Button>{t.stop}</Button>
          <p class="small soft">{t.stopText}</p>
        </form>
      </Stop>
      <Goodbye language={language} line="sun" />
    </>
  )
}
