import { formatDate, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Breadcrumb,
  Button,
  Facts,
  Field,
  Label,
  Labels,
  LinkButton,
  List,
  ListItem,
  Notice,
  Opener,
  Pager,
  Stop,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import type { Competence } from '../competence.ts'
import { words } from '../messages/index.ts'
import { powers, type Power } from '../rules.ts'
import { Dutch } from './parts.tsx'

const home = '/niveaukompas/tabel'

/** The table, a page at a time: who decides on what. */
export function TablePage(props: {
  language: Language
  typed: string
  power: Power | undefined
  total: number
  rows: Competence[]
  page: number
  pages: number
  steward: boolean
}) {
  const { language, typed, power, rows, page, pages } = props
  const t = words[language]
  const leaf = (to: number) =>
    `${home}?${new URLSearchParams({ ...(typed ? { q: typed } : {}), ...(power ? { niveau: power } : {}), blad: String(to) })}`
  return (
    <>
      <Opener
        above={
          <Breadcrumb
            label={frameWords[language].breadcrumb}
            steps={[{ label: t.compass.title, href: '/niveaukompas' }, { label: t.table.title }]}
          />
        }
        heading={t.table.title}
        lede={t.table.lede}
        line="plum"
      />
      <Stop line="plum" id="tabel" heading={t.table.found(props.total)} lede={t.table.honest}>
        <form method="get" action={home} class="stack">
          <Field name="q" kind="search" label={t.table.search} value={typed} maxlength={100} />
          <Field
            name="niveau"
            kind="select"
            label={t.table.level}
            value={power ?? ''}
            options={[
              { value: '', label: t.table.all },
              ...powers.map((each) => ({ value: each, label: t.levels[each] })),
            ]}
          />
          <Actions>
            <Button kind="quiet">{t.table.show}</Button>
          </Actions>
        </form>
        {rows.length === 0 ? (
          <p>{t.compass.nothing(typed)}</p>
        ) : (
          <List>
            {rows.map((row) => (
              <ListItem heading={<Dutch>{row.name}</Dutch>} href={`${home}/${row.slug}`}>
                <p>
                  {t.levels[row.level]} · {t.say[row.say]} · {t.bases[row.basis]}
                  {row.source === null ? ` · ${t.table.unchecked}` : ''}
                </p>
              </ListItem>
            ))}
          </List>
        )}
        {pages > 1 && (
          <Pager
            label={t.table.leaf}
            {...(page > 1 ? { previous: { href: leaf(page - 1), label: t.table.before } } : {})}
            {...(page < pages ? { next: { href: leaf(page + 1), label: t.table.after } } : {})}
          />
        )}
        {props.steward && (
          <Actions>
            <LinkButton kind="quiet" href={`${home}/nieuw`}>
              {t.table.add}
            </LinkButton>
          </Actions>
        )}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** One row of the table, now or as it was, with all its versions. */
export function RowPage(props: {
  language: Language
  row: Competence
  history: Pick<Competence, 'version' | 'made' | 'why'>[]
  steward: boolean
}) {
  const { language, row, history } = props
  const t = words[language]
  const path = `${home}/${row.slug}`
  const current = history[0]?.version === row.version
  return (
    <>
      <Opener
        above={
          <Breadcrumb
            label={frameWords[language].breadcrumb}
            steps={[
              { label: t.compass.title, href: '/niveaukompas' },
              { label: t.table.title, href: home },
              { label: row.name },
            ]}
          />
        }
        heading={<Dutch>{row.name}</Dutch>}
        line="plum"
      >
        <Labels>
          <Label line="plum">{t.levels[row.level]}</Label>
          <Label line="plum">{t.say[row.say]}</Label>
        </Labels>
      </Opener>
      {!current && (
        <Notice heading={t.table.old(row.version)}>
          <p>
            <a href={path}>{t.table.now}</a>
          </p>
        </Notice>
      )}
      {row.retired && <p>{t.table.retired}</p>}
      <Stop line="plum" id="regel" heading={t.table.version(row.version)}>
        <Facts
          facts={[
            { term: t.table.power, value: t.levels[row.level] },
            { term: t.table.atBest, value: t.say[row.say] },
            { term: t.compass.basis, value: t.bases[row.basis] },
            { term: t.compass.doing, value: <Dutch>{row.doing}</Dutch> },
            { term: t.compass.notify, value: <Dutch>{row.notify}</Dutch> },
            {
              term: t.compass.source,
              value: row.source === null ? t.compass.unchecked : <Dutch>{row.source}</Dutch>,
            },
            ...(row.theme ? [{ term: t.table.theme, value: row.theme }] : []),
            ...(row.words.length > 0
              ? [{ term: t.table.words, value: <Dutch>{row.words.join(', ')}</Dutch> }]
              : []),
          ]}
        />
        <Actions>
          {!row.retired && (
            <LinkButton kind="quiet" href={`/niveaukompas?thema=${row.slug}`}>
              {t.table.use}
            </LinkButton>
          )}
          {props.steward && current && (
            <LinkButton kind="quiet" href={`${path}/bewerk`}>
              {t.table.edit}
            </LinkButton>
          )}
        </Actions>
      </Stop>
      <Stop line="plum" id="versies" heading={t.table.history} tight>
        <List>
          {history.map(({ version, made, why }) => (
            <ListItem heading={t.table.version(version)} href={`${path}?versie=${version}`}>
              <p>
                {formatDate(language, made)} · <Dutch>{why}</Dutch>
              </p>
            </ListItem>
          ))}
        </List>
        <p>
          <a href={home}>{t.table.back}</a>
        </p>
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}
