import { formatDate, formatNumber, type Language } from '../../../platform/i18n.ts'
import type { FormErrors, FormValues } from '../../../platform/http.ts'
import { valueOf } from '../../../platform/http.ts'
import {
  Actions,
  Button,
  Empty,
  Facts,
  Field,
  LinkButton,
  List,
  ListItem,
  Opener,
  Pager,
  Stop,
  Table,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Checkpoint, Entry, KnownKey } from '../queries.ts'
import type { Said } from '../said.ts'
import { whenIn } from '../when.ts'

/** An entry with its words; none for what the viewer may not know. */
export interface EntryLine extends Pick<Entry, 'place' | 'at' | 'opening'> {
  said: Said | undefined
}

export interface RegisterProps {
  language: Language
  entries: readonly EntryLine[]
  /** The place below which older ones stand; undefined when these are the oldest. */
  older: number | undefined
  newest: boolean
  checkpoint: Checkpoint | undefined
  keys: readonly KnownKey[]
  /** Where this register is published. */
  address: string
}

/** What was decided, newest first, and how anybody can check it. */
export function RegisterPage(props: RegisterProps) {
  const { language, entries, older, newest, checkpoint } = props
  const t = words[language]
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="plum" />
      <Stop line="plum" id="nummers" heading={t.newest} letterbox>
        {entries.length === 0 ? (
          <Empty
            heading={t.none}
            line="plum"
            actions={
              <LinkButton kind="quiet" href="/leefomgevingen">
                {t.noneLink}
              </LinkButton>
            }
          >
            <p>{t.noneText}</p>
          </Empty>
        ) : (
          <List>
            {entries.map(({ place, at, said, opening }) => (
              <ListItem heading={said?.text ?? t.sealed} href={`/register/${place}`}>
                <p class="small soft">
                  {t.number(place)} · {whenIn(language, at)}
                  {opening && said ? ` · ${t.forYou}` : ''}
                </p>
              </ListItem>
            ))}
          </List>
        )}
        {(older !== undefined || !newest) && (
          <Pager
            label={t.leaf}
            {...(newest ? {} : { previous: { href: '/register', label: t.first } })}
            {...(older === undefined ? {} : { next: { href: `/register?voor=${older}`, label: t.older } })}
          />
        )}
      </Stop>
      {checkpoint && (
        <>
          <Stop line="plum" id="controlegetal" heading={t.now.heading} lede={t.now.lede}>
            <CheckpointFacts language={language} checkpoint={checkpoint} />
            <p>{t.now.keep}</p>
          </Stop>
          <Stop line="plum" id="vergelijk" heading={t.compare.heading} lede={t.compare.lede}>
            <CompareForm language={language} />
          </Stop>
          <Checking {...props} />
        </>
      )}
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** A checkpoint in four lines. */
function CheckpointFacts({ language, checkpoint }: { language: Language; checkpoint: Checkpoint }) {
  const t = words[language].now
  return (
    <Facts
      facts={[
        { term: t.origin, value: <code>{checkpoint.origin}</code> },
        { term: t.size, value: formatNumber(language, checkpoint.size) },
        { term: t.root, value: <code>{Buffer.from(checkpoint.root).toString('base64')}</code> },
        { term: t.made, value: formatDate(language, checkpoint.made) },
      ]}
    />
  )
}

/** Asks for a checkpoint of an earlier day. */
export function CompareForm(props: {
  language: Language
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}) {
  const { language, values = {}, errors } = props
  const t = words[language].compare
  const problem = (code: string | undefined) =>
    code === 'wrongSize' || code === 'wrongRoot' ? t[code] : undefined
  return (
    <form method="get" action="/register/vergelijk" class="stack">
      <Field
        name="omvang"
        label={t.size}
        inputmode="numeric"
        maxlength={15}
        value={valueOf(values, 'omvang')}
        error={problem(errors?.['omvang'])}
        short
      />
      <Field
        name="getal"
        label={t.root}
        maxlength={60}
        spellcheck={false}
        value={valueOf(values, 'getal')}
        error={problem(errors?.['getal'])}
        code
      />
      <Actions>
        <Button kind="quiet">{t.button}</Button>
      </Actions>
    </form>
  )
}

/** What it shows and does not show, and how somebody checks it without us. */
function Checking({ language, keys, address }: RegisterProps) {
  const t = words[language]
  return (
    <>
      <Stop line="plum" id="hoe" heading={t.how.heading}>
        <ul class="stack">
          {t.how.points.map((point) => (
            <li>{point}</li>
          ))}
        </ul>
        <h3>{t.how.self}</h3>
        <p>{t.how.selfText}</p>
        <p>
          <code>npm run -s dhz -- register verify {address}</code>
        </p>
        <p>
          {t.how.files} <a href="/register/checkpoint">{t.how.checkpoint}</a>,{' '}
          <a href="/register/keys">{t.how.keys}</a>.
        </p>
      </Stop>
      <Stop line="plum" id="sleutels" heading={t.keys.heading} lede={t.keys.lede}>
        <Table
          caption={t.keys.heading}
          captionHidden
          columns={[t.keys.key, t.keys.from, t.keys.since]}
          figures={[1]}
          rows={keys.map(({ verifier, fromSize, since }) => [
            <code>{verifier}</code>,
            formatNumber(language, fromSize),
            formatDate(language, since),
          ])}
        />
      </Stop>
    </>
  )
}
