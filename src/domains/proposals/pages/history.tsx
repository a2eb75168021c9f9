import { formatDate, formatTime, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Button,
  Changes,
  Facts,
  Fold,
  Label,
  Labels,
  List,
  ListItem,
  Opener,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { differences, shortened } from '../../documents/index.ts'
import { words } from '../messages/index.ts'
import { hrefOf, isGoing, type Proposal } from '../proposal.ts'
import type { Version, versionOf } from '../queries/about.ts'
import { isWritable, parts } from '../rules.ts'

const when = (language: Language, moment: Date) =>
  `${formatDate(language, moment)}, ${formatTime(language, moment)}`

/** Who wrote a text, and where it came from. */
function Origin({ language, version }: { language: Language; version: Version }) {
  const t = words[language].history
  const { writer, written, restored, credited, why } = version
  return (
    <>
      <p class="soft">
        {t.line(writer, when(language, written))} {restored !== null && t.restored(restored)}{' '}
        {credited !== null && t.credited(credited)}
      </p>
      {why && <p dir="auto">{t.why(why)}</p>}
    </>
  )
}

/** How the text came to be. */
export function VersionsPage(props: {
  language: Language
  proposal: Proposal
  versions: Version[]
  next: number | undefined
}) {
  const { language, proposal, versions, next } = props
  const t = words[language].history
  const path = `${hrefOf(proposal.id)}/teksten`
  return (
    <>
      <Opener
        line="plum"
        above={
          <Back language={language} to={hrefOf(proposal.id)}>
            {proposal.title}
          </Back>
        }
        heading={t.title}
        lede={t.lede(proposal.title)}
      />
      <Stop line="plum" id="teksten" heading={t.title} quiet letterbox>
        <List>
          {versions.map((version) => (
            <ListItem
              heading={t.version(version.version)}
              href={`${path}/${version.version}`}
              labels={
                (version.version === proposal.version || version.aside) && (
                  <Labels>
                    <Label full={!version.aside} tentative={version.aside}>
                      {version.aside ? t.aside : t.current}
                    </Label>
                  </Labels>
                )
              }
            >
              <Origin language={language} version={version} />
            </ListItem>
          ))}
        </List>
        {next !== undefined && (
          <p>
            <a href={`${path}?voor=${next}`} rel="next">
              {t.older}
            </a>
          </p>
        )}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** One text as it was: what changed in it, the whole, and for its author a way to bring it back. */
export function VersionPage(props: {
  language: Language
  proposal: Proposal
  version: Awaited<ReturnType<typeof versionOf>>
}) {
  const { language, proposal, version } = props
  const t = words[language]
  const { before } = version
  const path = `${hrefOf(proposal.id)}/teksten`
  const changed = before ? parts.filter((part) => before[part] !== version[part]) : []
  const may =
    proposal.mine &&
    proposal.own &&
    isGoing(proposal) &&
    isWritable(proposal.stage) &&
    version.version !== proposal.version
  return (
    <>
      <Opener
        line="plum"
        above={
          <Back language={language} to={path}>
            {t.history.title}
          </Back>
        }
        heading={t.history.version(version.version)}
      />
      <Stop line="plum" id="verschil" heading={t.history.changed} letterbox>
        <Origin language={language} version={version} />
        {!before && <p>{t.history.first}</p>}
        {before && changed.length === 0 && <p>{t.history.noChange}</p>}
        {changed.map((part) => (
          <>
            <h3>{t.page.part[part]}</h3>
            <Changes
              pieces={shortened(differences(before![part], version[part]))}
              out={t.write.out}
              in={t.write.in}
            />
          </>
        ))}
        <Fold summary={t.history.whole} open={!before}>
          <h3 dir="auto">{version.title}</h3>
          <div class="changes" dir="auto">
            {version.body}
          </div>
          <Facts
            facts={(['costs', 'who', 'sources'] as const)
              .filter((name) => version[name] !== '')
              .map((name) => ({
                term: t.page[name],
                value: (
                  <span class="as-typed" dir="auto">
                    {version[name]}
                  </span>
                ),
              }))}
          />
        </Fold>
        {may && (
          <form action={`${path}/${version.version}/terug`} method="post" class="stack">
            <Actions>
              <Button>{t.history.restore}</Button>
            </Actions>
            <p class="small soft">{t.history.restoreHelp}</p>
          </form>
        )}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}
