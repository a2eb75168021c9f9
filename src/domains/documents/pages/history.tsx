import { formatDate, formatTime, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Button,
  Changes,
  Fold,
  Label,
  Labels,
  List,
  ListItem,
  Opener,
  Quote,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { mayEdit, type Document } from '../document.ts'
import { words } from '../messages/index.ts'
import type { Change, Version, versionOf } from '../queries/history.ts'
import { differences, shortened } from '../rules.ts'

const when = (language: Language, moment: Date) =>
  `${formatDate(language, moment)}, ${formatTime(language, moment)}`

/** How a document came to be. */
export function HistoryPage(props: {
  language: Language
  document: Document
  versions: Version[]
  next: number | undefined
  changes: Change[]
}) {
  const { language, document, versions, next, changes } = props
  const t = words[language].history
  return (
    <>
      <Opener
        above={
          <Back language={language} to={`/document/${document.id}`}>
            {document.title}
          </Back>
        }
        heading={t.title}
        lede={t.lede(document.title)}
        line="door"
      />
      <Stop line="door" id="teksten" heading={t.title} quiet letterbox>
        <List>
          {versions.map((version) => (
            <ListItem
              heading={t.version(version.version)}
              href={`/document/${document.id}/versies/${version.version}`}
              labels={
                (version.current || version.aside) && (
                  <Labels>
                    <Label full={version.current} tentative={version.aside}>
                      {version.current ? t.current : t.aside}
                    </Label>
                  </Labels>
                )
              }
            >
              <p class="soft">
                {t.line(version.writer, when(language, version.written))}{' '}
                {version.restored !== null && t.restored(version.restored)} {version.aside && t.asideText}
              </p>
            </ListItem>
          ))}
        </List>
        {next !== undefined && (
          <p>
            <a href={`/document/${document.id}/versies?voor=${next}`} rel="next">
              {t.older}
            </a>
          </p>
        )}
        <p class="small soft">{t.kept}</p>
      </Stop>
      {changes.length > 0 && <ChangesStop language={language} changes={changes} />}
      <Goodbye language={language} line="door" />
    </>
  )
}

function ChangesStop({ language, changes }: { language: Language; changes: Change[] }) {
  const t = words[language].page
  return (
    <Stop line="sky" id="besluiten" heading={t.changes} side>
      <List>
        {changes.map(({ kind, by, why, changed }) => (
          <li>
            <p>
              {t.change[kind](by)}, {formatDate(language, changed)}.
            </p>
            {why && kind !== 'shown' && <Quote>{why}</Quote>}
          </li>
        ))}
      </List>
    </Stop>
  )
}

/** One text as it was: what changed in it, the whole, and a way to bring it back. */
export function VersionPage(props: {
  language: Language
  document: Document
  version: Awaited<ReturnType<typeof versionOf>>
}) {
  const { language, document, version } = props
  const t = words[language].history
  const { before } = version
  const pieces = before ? differences(before.body, version.body) : []
  return (
    <>
      <Opener
        above={
          <Back language={language} to={`/document/${document.id}/versies`}>
            {t.title}
          </Back>
        }
        heading={t.version(version.version)}
        lede={t.line(version.writer, when(language, version.written))}
        line="door"
      />
      <Stop line="door" id="verschil" heading={t.changed} letterbox>
        {version.aside && <p>{t.asideText}</p>}
        {before === undefined ? (
          <p>{t.first}</p>
        ) : (
          <>
            {before.title !== version.title && <p dir="auto">{t.titleWas(before.title, version.title)}</p>}
            {pieces.every(({ kind }) => kind === 'same') ? (
              <p>{t.noChange}</p>
            ) : (
              <>
                <p class="soft">{t.changedFrom(before.version)}</p>
                <Changes pieces={shortened(pieces)} out={t.out} in={t.in} />
              </>
            )}
          </>
        )}
        <Fold summary={t.whole} open={before === undefined}>
          <h3 dir="auto">{version.title}</h3>
          <div class="changes" dir="auto">
            {version.body}
          </div>
        </Fold>
        {!version.current && mayEdit(document) && (
          <form
            action={`/document/${document.id}/versies/${version.version}/terug`}
            method="post"
            class="stack"
          >
            <Actions>
              <Button>{t.restore}</Button>
            </Actions>
            <p class="small soft">{t.restoreHelp}</p>
          </form>
        )}
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}
