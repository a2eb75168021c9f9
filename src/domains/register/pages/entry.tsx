import type { Language } from '../../../platform/i18n.ts'
import { Actions, Breadcrumb, Facts, LinkButton, Opener, Stop, Table } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import type { FormErrors, FormValues } from '../../../platform/http.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Entry, InclusionProof } from '../queries.ts'
import type { Said } from '../said.ts'
import { inclusionStretches } from '../tree.ts'
import { whenIn } from '../when.ts'
import { CompareForm } from './register.tsx'

const Above = ({ language, here }: { language: Language; here: string }) => (
  <Breadcrumb
    label={frameWords[language].breadcrumb}
    steps={[{ label: words[language].title, href: '/register' }, { label: here }]}
  />
)

/** One entry, the exact letters that are fixed, and every step from there to the checkpoint. */
export function EntryPage(props: {
  language: Language
  entry: Entry
  said: Said | undefined
  proof: InclusionProof
}) {
  const { language, entry, said, proof } = props
  const { place, leaf, at, opening } = entry
  const t = words[language]
  const { treeSize } = proof
  const here = t.number(place)
  return (
    <>
      <Opener
        above={<Above language={language} here={here} />}
        heading={here}
        lede={said?.text ?? t.sealed}
        line="plum"
      />
      <Stop line="plum" id="wat" heading={t.entry.what}>
        <Facts
          facts={[
            { term: t.entry.when, value: whenIn(language, at) },
            { term: t.entry.text, value: <code>{Buffer.from(leaf).toString('utf8')}</code> },
          ]}
        />
        {!said && <p>{t.sealedText}</p>}
        {said?.href && (
          <Actions>
            <LinkButton kind="quiet" href={said.href}>
              {t.entry.look}
            </LinkButton>
          </Actions>
        )}
      </Stop>
      {opening && (
        <Stop line="plum" id="opening" heading={t.entry.opening} lede={t.entry.openingText}>
          <Facts
            facts={[
              { term: t.entry.salt, value: <code>{Buffer.from(opening.salt).toString('hex')}</code> },
              { term: t.entry.words, value: <code>{opening.text}</code> },
            ]}
          />
          <p>{t.forYou}</p>
        </Stop>
      )}
      <Stop line="plum" id="bewijs" heading={t.entry.proof} lede={t.entry.proofText(treeSize)}>
        <Facts
          facts={[
            { term: t.entry.hash, value: <code>{proof.leafHash}</code> },
            { term: t.now.root, value: <code>{proof.root}</code> },
          ]}
        />
        {proof.proof.length === 0 ? (
          <p>{t.entry.alone}</p>
        ) : (
          <Table
            caption={t.entry.steps}
            columns={t.entry.columns}
            rows={inclusionStretches(place, treeSize).map(([from, to], n) => [
              String(n + 1),
              t.entry.over(from, to),
              from < place ? t.entry.left : t.entry.right,
              <code>{proof.proof[n]}</code>,
            ])}
          />
        )}
        <Actions>
          <LinkButton kind="quiet" href={`/register/bewijs?nummer=${place}&omvang=${treeSize}`}>
            {t.entry.download}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** What became of a comparison. */
export type Compared = 'same' | 'other' | 'longer'

/** Whether an old checkpoint still fits. Without an answer the form alone, with what is wrong in it. */
export function ComparePage(props: {
  language: Language
  values: FormValues
  errors: FormErrors | undefined
  answer: { compared: Compared; size: number; now: number } | undefined
}) {
  const { language, values, errors, answer } = props
  const t = words[language].compare
  return (
    <>
      <Opener above={<Above language={language} here={t.button} />} heading={t.title} line="plum" />
      {answer && (
        <Stop line="plum" id="antwoord" heading={t[answer.compared]}>
          <p>
            {answer.compared === 'same'
              ? t.sameText(answer.size)
              : answer.compared === 'other'
                ? t.otherText
                : t.longerText(answer.now)}
          </p>
          {answer.compared !== 'longer' && (
            <>
              <p>{t.byUs}</p>
              <Actions>
                <LinkButton kind="quiet" href={`/register/bewijs?van=${answer.size}&tot=${answer.now}`}>
                  {t.proof}
                </LinkButton>
              </Actions>
            </>
          )}
        </Stop>
      )}
      <Stop line="plum" id="vergelijk" heading={t.heading} lede={t.lede}>
        <CompareForm language={language} values={values} errors={errors} />
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}
