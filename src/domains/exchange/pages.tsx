import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import { formatDate, type Language } from '../../platform/i18n.ts'
import {
  Actions,
  Back,
  Button,
  Empty,
  Field,
  Label,
  Labels,
  LinkButton,
  List,
  ListItem,
  Opener,
  Stop,
} from '../../web/components/index.ts'
import { words as frameWords } from '../../web/messages/index.ts'
import { Goodbye } from '../../web/render.tsx'
import { words } from './messages/index.ts'
import type { Exchange, OwnExchange, Shown, Turn } from './queries.ts'
import { groups, kinds, type Kind } from './rules.ts'

export const why = (
  language: Language,
  { band, community }: Pick<Exchange, 'band' | 'community'>,
): string => {
  const t = words[language].why
  return band === undefined ? t.community(community ?? '') : t.near[band]
}

/** The kinds, in groups, for choosing one. */
export function KindField(props: {
  language: Language
  label: string
  none: string
  value: string
  name?: string
  error?: string | undefined
}) {
  const t = words[props.language]
  const { name = 'kind' } = props
  return (
    <div class={props.error ? 'field field--error' : 'field'}>
      <label class="field__label" for={name}>
        {props.label}
      </label>
      {props.error && (
        <span class="field__error" id={`${name}-error`}>
          {props.error}
        </span>
      )}
      <select
        class="input"
        id={name}
        name={name}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={props.error ? `${name}-error` : undefined}
      >
        <option value="">{props.none}</option>
        {groups.map((group) => (
          <optgroup label={t.groups[group]}>
            {kinds
              .filter((each) => each.group === group)
              .map(({ kind }) => (
                <option value={kind} selected={kind === props.value}>
                  {t.kinds[kind]}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

function Items({ language, shown, more }: { language: Language; shown: Shown; more: string }) {
  const t = words[language]
  return (
    <>
      <List>
        {shown.items.map((item) => (
          <ListItem
            heading={t.kinds[item.kind]}
            href={`/vraag-en-aanbod/${item.id}`}
            labels={
              item.band === undefined && (
                <Labels>
                  <Label tentative={item.side === 'offer'}>{item.side === 'ask' ? t.asks : t.offers}</Label>
                </Labels>
              )
            }
            why={why(language, item)}
          >
            <p>{item.words}</p>
          </ListItem>
        ))}
      </List>
      {shown.more && <p class="soft">{more}</p>}
    </>
  )
}

export function ExchangePage(props: {
  language: Language
  turns: Turn[]
  own: OwnExchange[]
  asks: Shown
  offers: Shown
  within: Shown
  /** By distance: for adults whose home can be placed. */
  nearby: 'yes' | 'young' | 'nowhere'
  kind: Kind | undefined
}) {
  const { language, turns, own, asks, offers, within, nearby } = props
  const t = words[language]
  return (
    <>
      <Opener heading={t.title} lede={t.lede}>
        <Actions>
          <LinkButton href="/vraag-en-aanbod/vraag">{t.ask}</LinkButton>
          <LinkButton kind="quiet" href="/vraag-en-aanbod/aanbod">
            {t.offer}
          </LinkButton>
        </Actions>
      </Opener>
      {turns.length > 0 && (
        <Stop line="sky" id="bij-jou" heading={t.atYourDoor} letterbox side>
          <Turns language={language} turns={turns} />
        </Stop>
      )}
      {nearby === 'yes' ? (
        <>
          <Stop line="sun" id="gevraagd" heading={t.asksNear} letterbox={turns.length === 0} side>
            {asks.items.length === 0 ? (
              <p>{t.asksNone}</p>
            ) : (
              <Items language={language} shown={asks} more={t.more} />
            )}
          </Stop>
          <Stop line="sky" id="aangeboden" heading={t.offersNear} side>
            <form action="/vraag-en-aanbod#aangeboden" method="get" class="stack">
              <KindField
                language={language}
                name="soort"
                label={t.kindOnly}
                none={t.kindAll}
                value={props.kind ?? ''}
              />
              <Button kind="quiet">{t.kindLook}</Button>
            </form>
            {offers.items.length === 0 ? (
              <Empty heading={t.offersNone}>
                <p>{t.offersNoneText}</p>
              </Empty>
            ) : (
              <Items language={language} shown={offers} more={t.more} />
            )}
          </Stop>
        </>
      ) : (
        <Stop line="sun" id="gevraagd" heading={t.asksNear} letterbox={turns.length === 0} side>
          <p>{nearby === 'young' ? t.young : t.nowhere}</p>
        </Stop>
      )}
      {within.items.length > 0 && (
        <Stop line="sky" id="leefomgevingen" heading={t.within} side>
          <Items language={language} shown={within} more={t.moreNew} />
        </Stop>
      )}
      <Stop line="door" id="van-jou" heading={t.mine} side>
        {own.length === 0 ? <p>{t.mineNone}</p> : <Own language={language} own={own} />}
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

function Turns({ language, turns }: { language: Language; turns: Turn[] }) {
  const t = words[language]
  return (
    <List>
      {turns.map((turn) => (
        <ListItem
          heading={turn.name ? t.turn.promise(turn.name) : t.kinds[turn.kind]}
          href={`/vraag-en-aanbod/beurt/${turn.id}`}
          why={turn.answer === null ? t.why.offered : t.why.shown}
        >
          <p>{turn.words}</p>
        </ListItem>
      ))}
    </List>
  )
}

function Own({ language, own }: { language: Language; own: OwnExchange[] }) {
  const t = words[language]
  return (
    <List>
      {own.map(({ id, side, kind, words: said, standing }) => (
        <ListItem
          heading={t.kinds[kind]}
          href={`/vraag-en-aanbod/${id}`}
          labels={
            <Labels>
              <Label>{side === 'ask' ? t.asks : t.offers}</Label>
              <Label tentative full={standing === 'promised'}>
                {t.standing[standing]}
              </Label>
            </Labels>
          }
        >
          <p>{said}</p>
        </ListItem>
      ))}
    </List>
  )
}

/** One of my own: how it stands, and what I can do with it. */
export function OwnPage({ language, own }: { language: Language; own: OwnExchange }) {
  const t = words[language]
  const ended = ['done', 'withdrawn', 'over'].includes(own.standing)
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/vraag-en-aanbod">
            {t.own.back}
          </Back>
        }
        heading={t.kinds[own.kind]}
        lede={own.words}
      />
      <Stop line="sky" id="stand" heading={t.standing[own.standing]} letterbox>
        <p>{t.standingText[own.standing]}</p>
        {own.community !== null && <p class="soft">{own.community}.</p>}
        {!ended && <p class="soft">{t.until(formatDate(language, own.ends))}</p>}
        {own.turn && (
          <Actions>
            <LinkButton href={`/vraag-en-aanbod/beurt/${own.turn}`}>{t.own.see}</LinkButton>
          </Actions>
        )}
        {own.standing !== 'done' && own.standing !== 'withdrawn' && (
          <form action={`/vraag-en-aanbod/${own.id}/verleng`} method="post" class="actions">
            <Button kind="quiet">{t.own.renew}</Button>
            {!ended && (
              <Button kind="text" formaction={`/vraag-en-aanbod/${own.id}/stop`}>
                {t.own.stop}
              </Button>
            )}
          </form>
        )}
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}

/** An ask or offer of a neighbour, without a name. */
export function SeenPage(props: {
  language: Language
  item: Exchange
  values?: FormValues
  errors?: FormErrors
}) {
  const { language, item, values, errors } = props
  const t = words[language]
  const isAsk = item.side === 'ask'
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/vraag-en-aanbod">
            {t.own.back}
          </Back>
        }
        heading={`${isAsk ? t.see.askTitle : t.see.offerTitle}: ${t.kinds[item.kind].toLowerCase()}`}
        lede={item.words}
      />
      <Stop line="sun" id="doen" heading={isAsk ? t.see.askTitle : t.see.offerTitle} quiet letterbox>
        {isAsk ? (
          <form action={`/vraag-en-aanbod/${item.id}/help`} method="post" class="stack">
            <Field
              name="note"
              label={t.see.note}
              help={t.see.noteHelp}
              optional={frameWords[language].optional}
              maxlength={300}
              value={valueOf(values, 'note')}
              error={errors?.['note'] && t.errors[errors['note']]}
            />
            <Actions>
              <Button>{t.see.help}</Button>
            </Actions>
            <p class="small soft">{t.see.helpText}</p>
          </form>
        ) : (
          <Actions>
            <LinkButton href={`/vraag-en-aanbod/vraag?aanbod=${item.id}`}>{t.see.askThis}</LinkButton>
          </Actions>
        )}
        <p class="why">{why(language, item)}</p>
      </Stop>
      <Goodbye language={language} line="sun" />
    </>
  )
}
