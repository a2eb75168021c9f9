import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Empty,
  Fold,
  LinkButton,
  List,
  ListItem,
  Notice,
  Opener,
  Search,
  Stop,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Concept, TreeNode } from '../queries.ts'
import type { Reason } from '../ranking.ts'
import type { Finding } from '../search.ts'

/** Why something was found, as the house says it. */
function reasonText(language: Language, { how, asked, found }: Reason): string {
  return words[language].reason[how](asked, found)
}

/** Looking for an ambition: by words, or by walking through the tree. */
export function FindPage(props: { language: Language; text: string; findings: Finding[]; tree: TreeNode[] }) {
  const { language, text, findings, tree } = props
  const t = words[language].find
  return (
    <>
      <Opener heading={t.heading} lede={t.lede} line="sun">
        <Search
          action="/ambities"
          label={t.search}
          help={t.searchHelp}
          value={text}
          button={t.button}
          suggest={{ src: '/ambities/zoek?q=', count: frameWords[language].suggestions }}
        />
      </Opener>
      {text && <Findings language={language} text={text} findings={findings} />}
      <Stop line="sun" id="alle" heading={text ? t.browse : t.title} sign="kite" tight>
        {tree.map((node) => (
          <Fold id={node.slug} summary={`${node.label} (${t.count(node.narrower.length)})`}>
            <p>
              <a href={`/ambities/${node.slug}`}>{node.label}</a>. {node.definition}
            </p>
            <ConceptNames concepts={node.narrower} />
          </Fold>
        ))}
      </Stop>
      <Stop line="sun" id="mist" heading={t.missing} lede={t.missingWords}>
        <Actions>
          <LinkButton
            kind="quiet"
            href={`/ambities/aanvraag${text ? `?titel=${encodeURIComponent(text)}` : ''}`}
          >
            {t.ask}
          </LinkButton>
          <LinkButton kind="text" href="/ambities/besluiten">
            {t.decisions}
          </LinkButton>
        </Actions>
        <p class="small soft">
          {t.files} <a href="/ambities.ttl">Turtle</a>, <a href="/ambities.jsonld">JSON-LD</a>.
        </p>
      </Stop>
      <Goodbye language={language} />
    </>
  )
}

function Findings({ language, text, findings }: { language: Language; text: string; findings: Finding[] }) {
  const t = words[language].find
  const [best] = findings
  if (!best) {
    return (
      <Stop line="sun" id="gevonden" heading={t.nothing(text)} tight>
        <Empty heading={t.missing} thing="kite" line="sun" actions={null}>
          <p>{t.nothingHelp}</p>
        </Empty>
      </Stop>
    )
  }
  return (
    <Stop line="sun" id="gevonden" heading={t.found(text)} tight>
      {best.reason.how === 'problem' && (
        <Notice heading={t.positive} line="sun">
          <p>{t.positiveWords}</p>
        </Notice>
      )}
      <FindingList language={language} findings={findings} />
    </Stop>
  )
}

/** Concepts that were found, each with why. */
export function FindingList({ language, findings }: { language: Language; findings: Finding[] }) {
  return (
    <List>
      {findings.map(({ concept, reason }) => (
        <ListItem
          heading={concept.label}
          href={`/ambities/${concept.slug}`}
          why={reasonText(language, reason)}
        >
          <p>{concept.definition}</p>
        </ListItem>
      ))}
    </List>
  )
}

/** Only the names, where there are many. */
function ConceptNames({ concepts }: { concepts: Concept[] }) {
  return (
    <ul>
      {concepts.map(({ slug, label }) => (
        <li>
          <a href={`/ambities/${slug}`}>{label}</a>
        </li>
      ))}
    </ul>
  )
}
