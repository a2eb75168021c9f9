import type { Language } from '../../../platform/i18n.ts'
import { Actions, Back, Button, Fold, Notice, Opener, Pager, Stop } from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { BlockForm } from '../../residents/index.ts'
import { hrefOf, type Correspondence } from '../correspondence.ts'
import { words } from '../messages/index.ts'
import type { Shown } from '../queries.ts'
import { LetterForm, LetterItem, type LetterFormProps } from './parts.tsx'

interface Props {
  language: Language
  now: Date
  correspondence: Correspondence
  shown: readonly Shown[]
  /** Whether there are messages before these, and whether the newest is among them. */
  earlier: boolean
  atEnd: boolean
  form: Pick<LetterFormProps, 'values' | 'errors' | 'draft' | 'done'>
}

/** What two people write to each other. */
export function ThreadPage(props: Props) {
  const { language, correspondence } = props
  const { thread: t, someone } = words[language]
  const name = correspondence.name ?? someone
  const path = hrefOf(correspondence.id)
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/brieven">
            {words[language].title}
          </Back>
        }
        heading={<span dir="auto">{name}</span>}
        lede={t.lede}
        line="sky"
      />
      <Stop line="sky" id="berichten" heading={t.heading} quiet letterbox>
        <Letters {...props} path={path} />
      </Stop>
      <Stop line="sky" id="schrijf" heading={t.write} side>
        <Writing {...props} name={name} path={path} />
      </Stop>
      <Stop line="door" id="meer" heading={t.more} side tight>
        <Fold summary={t.leave}>
          <form action={`${path}/weg`} method="post" class="stack">
            <p>{t.leaveText}</p>
            <Button kind="quiet">{t.leaveButton}</Button>
          </form>
        </Fold>
        {correspondence.otherId && <BlockForm language={language} action={`${path}/blokkeer`} />}
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}

function Letters({ language, now, correspondence, shown, earlier, atEnd, path }: Props & { path: string }) {
  const t = words[language].thread
  const list = (
    <ol class="talk">
      {shown.map((one) => (
        <LetterItem language={language} now={now} path={path} name={correspondence.name} shown={one} />
      ))}
    </ol>
  )
  const first = shown[0]?.seq ?? 1
  return (
    <>
      {earlier && (
        <p class="small">
          <a href={`${path}?voor=${first}#berichten`}>{t.earlier}</a>
        </p>
      )}
      {atEnd ? (
        <dhz-live src={`${path}/stroom`} after={String(correspondence.lastSeq)} said={t.live}>
          {list}
        </dhz-live>
      ) : (
        list
      )}
      {(earlier || !atEnd) && (
        <Pager
          label={t.pages}
          {...(earlier && { previous: { href: `${path}?voor=${first}#berichten`, label: t.earlier } })}
          {...(!atEnd && { next: { href: `${path}#schrijf`, label: t.newest } })}
        />
      )}
    </>
  )
}

function Writing({ language, correspondence, form, name, path }: Props & { name: string; path: string }) {
  const t = words[language].thread
  const { silence, accepted, begunByMe } = correspondence
  if (silence)
    return (
      <>
        <p>{t.silent[silence](name)}</p>
        {silence === 'ownClosed' && (
          <p>
            <a href="/brieven#wie">{t.openAgain}</a>
          </p>
        )}
      </>
    )
  const asked = !accepted && !begunByMe
  return (
    <>
      {asked && (
        <Notice>
          <p>{t.asks(name)}</p>
          <Actions>
            <form action={`${path}/goed`} method="post">
              <Button kind="quiet">{t.accept}</Button>
            </form>
            <form action={`${path}/nee`} method="post">
              <Button kind="text">{t.decline}</Button>
            </form>
          </Actions>
        </Notice>
      )}
      <LetterForm {...form} language={language} action={path} label={t.words} />
    </>
  )
}
