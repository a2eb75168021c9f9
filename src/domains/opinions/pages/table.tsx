import type { Language } from '../../../platform/i18n.ts'
import { Back, Fold, List, Opener, Own, Stop, Table } from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import { hrefOf, type Question } from '../question.ts'
import type { JudgedStatement, Part, Texts } from '../queries/question.ts'
import type { PublishedStatement } from '../rules/publish.ts'
import { letterOf } from './map.tsx'
import { PartPager } from './mine.tsx'

/** Every statement with what is thought of it, in each group too: what the map shows, as a table. */
export function TablePage(props: {
  language: Language
  question: Question
  part: Part<PublishedStatement>
  groups: number
  texts: Texts
  rejected: readonly JudgedStatement[]
}) {
  const { language, question, part, groups, texts, rejected } = props
  const { table: t, page } = words[language]
  const path = hrefOf(question.id)
  return (
    <>
      <Opener
        above={
          <Back language={language} to={path}>
            {question.title}
          </Back>
        }
        heading={t.title}
        lede={t.lede}
        line="sky"
      />
      <Stop line="sky" id="tabel" heading={t.title} quiet letterbox>
        {part.items.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <>
            <Table
              caption={t.caption}
              captionHidden
              columns={[
                t.statement,
                t.everybody,
                ...Array.from({ length: groups }, (_, g) => page.group(letterOf(g))),
              ]}
              rows={part.items.map(({ id, agree, disagree, groups: shares }) => [
                <Own>{texts.get(id)!}</Own>,
                t.cell(agree, disagree),
                ...shares.map((share) => (share ? t.cell(share.agree, share.disagree) : t.few)),
              ])}
            />
            {groups > 0 && <p class="small soft">{t.fewText}</p>}
            <PartPager label={t.pages} path={`${path}/tabel`} language={language} part={part} />
          </>
        )}
        {rejected.length > 0 && (
          <Fold summary={t.rejected}>
            <List>
              {rejected.map(({ text, why }) => (
                <li>
                  <p dir="auto">{text}</p>
                  <p class="soft" dir="auto">
                    {why}
                  </p>
                </li>
              ))}
            </List>
            {rejected.length === 50 && <p class="soft">{t.rejectedMost}</p>}
          </Fold>
        )}
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}
