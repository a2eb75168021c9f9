import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import { formatTime, type Language } from '../../platform/i18n.ts'
import { clockInWords } from '../../platform/moments.ts'
import {
  Actions,
  Back,
  Button,
  Choices,
  Empty,
  Field,
  LinkButton,
  List,
  ListItem,
  Opener,
  Stop,
} from '../../web/components/index.ts'
import { Goodbye, Problems } from '../../web/render.tsx'
import { BlockForm } from '../residents/index.ts'
import { words } from './messages/index.ts'
import type { Latchstring, OwnLatchstring } from './queries.ts'
import { lengths, type Reach } from './rules.ts'

/** A community somebody may open for. */
export interface Offered {
  id: string
  name: string
}

const why = (language: Language, { reach, community }: Pick<Latchstring, 'reach' | 'community'>): string => {
  const t = words[language].why
  return reach === 'community' ? t.community(community ?? '') : t[reach]
}

/** "tot elf uur", with the exact time beside it. */
function Until({ language, ends }: { language: Language; ends: Date }) {
  return (
    <time datetime={ends.toISOString()}>
      {words[language].until(clockInWords(language, ends))} ({formatTime(language, ends)})
    </time>
  )
}

export function LatchstringsPage(props: {
  language: Language
  own: OwnLatchstring | undefined
  doors: Latchstring[]
  reaches: Reach[]
  isProtected: boolean
  communities: Offered[]
  formId: string
  values?: FormValues
  errors?: FormErrors
}) {
  const { language, own, doors } = props
  const t = words[language]
  return (
    <>
      <Opener heading={t.title} lede={t.lede} />
      {own && (
        <Stop line="door" id="jouw-deur" heading={t.own} letterbox>
          <OwnDoor language={language} own={own} />
        </Stop>
      )}
      {(doors.length > 0 || !own) && (
        <Stop line="door" id="open-deuren" heading={t.doors} letterbox={!own} side>
          {doors.length === 0 ? (
            <Empty heading={t.none}>
              <p>{t.noneText}</p>
            </Empty>
          ) : (
            <List>
              {doors.map((door) => (
                <ListItem
                  heading={`${t.isOpen(door.name)}: ${door.words}`}
                  href={`/touwtje/${door.id}`}
                  why={why(language, door)}
                >
                  <p>
                    <Until language={language} ends={door.ends} />
                  </p>
                </ListItem>
              ))}
            </List>
          )}
        </Stop>
      )}
      {!own && (
        <Stop line="door" id="doe-open" heading={t.open} lede={t.openText} side>
          <OpenForm {...props} />
        </Stop>
      )}
      <Goodbye language={language} line="door" />
    </>
  )
}

function OwnDoor({ language, own }: { language: Language; own: OwnLatchstring }) {
  const t = words[language]
  const waiting = own.visits.some(({ answer }) => answer === null)
  return (
    <div class="stack">
      <p class="lede">{own.words}</p>
      <p>
        {own.reach === 'community' ? t.ownFor.community(own.community ?? '') : t.ownFor[own.reach]}.{' '}
        <Until language={language} ends={own.ends} />.
      </p>
      {own.visits.length === 0 ? (
        <p class="soft">{t.ownNobody}</p>
      ) : (
        <>
          <h3>{t.visits}</h3>
          <List>
            {own.visits.map(({ id, name, answer }) => (
              <li>
                <div class="stack">
                  {answer === null ? (
                    <>
                      <strong>{t.wants(name)}</strong>
                      <form action={`/touwtje/bezoek/${id}/ja`} method="post" class="actions">
                        <Button>{t.yes}</Button>
                        <Button kind="quiet" formaction={`/touwtje/bezoek/${id}/nee`}>
                          {t.no}
                        </Button>
                      </form>
                    </>
                  ) : (
                    <p>{answer === 'yes' ? t.saidYes(name) : t.saidNo(name)}</p>
                  )}
                  <BlockForm language={language} action={`/touwtje/bezoek/${id}/blokkeer`} />
                </div>
              </li>
            ))}
          </List>
          {waiting && <p class="small soft">{t.yesHelp}</p>}
        </>
      )}
      <form action="/touwtje/dicht" method="post">
        <Actions>
          <Button kind="quiet">{t.close}</Button>
        </Actions>
      </form>
    </div>
  )
}

type FormProps = Parameters<typeof LatchstringsPage>[0]

function OpenForm({ language, reaches, isProtected, communities, formId, values, errors }: FormProps) {
  const t = words[language]
  const error = (name: string) => errors?.[name] && t.errors[errors[name]]
  const chosen = valueOf(values, 'who')
  const near = reaches.filter((reach) => reach !== 'community')
  if (near.length === 0 && communities.length === 0)
    return (
      <div class="stack">
        <p>{t.nowhere}</p>
        <Actions>
          <LinkButton href="/leefomgevingen">{t.find}</LinkButton>
        </Actions>
      </div>
    )
  return (
    <form action="/touwtje#doe-open" method="post" class="stack" novalidate>
      <Problems language={language} errors={errors} messages={t.errors} />
      <input type="hidden" name="id" value={formId} />
      <Field
        name="words"
        label={t.words}
        help={t.wordsHelp}
        value={valueOf(values, 'words')}
        maxlength={80}
        required
        error={error('words')}
      />
      {isProtected && <p class="soft">{t.whoProtected}</p>}
      <Choices
        name="who"
        legend={t.who}
        help={t.whoHelp}
        error={error('who')}
        options={[
          ...near.map((reach) => ({
            value: reach,
            label: t.whoLabel[reach],
            help: t.whoText[reach],
            checked: chosen === reach,
          })),
          ...communities.map(({ id, name }) => ({
            value: id,
            label: name,
            help: t.whoText.community,
            checked: chosen === id,
          })),
        ]}
      />
      <Field
        name="minutes"
        kind="select"
        label={t.long}
        short
        value={valueOf(values, 'minutes') || '60'}
        options={lengths.map((minutes) => ({ value: String(minutes), label: t.minutes(minutes) }))}
        error={error('minutes')}
      />
      <Actions>
        <Button>{t.hang}</Button>
      </Actions>
      <p class="small soft">{t.promise}</p>
    </form>
  )
}

/** The door of a neighbour; `address` only after their yes. */
export function DoorPage(props: { language: Language; door: Latchstring; address: string | undefined }) {
  const { language, door, address } = props
  const t = words[language].door
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/touwtje">
            {t.back}
          </Back>
        }
        heading={t.title(door.name)}
        lede={door.words}
      />
      <Stop line="door" id="deur" heading={t.title(door.name)} quiet letterbox>
        <p>
          <Until language={language} ends={door.ends} />
        </p>
        {door.answer === undefined && (
          <form action={`/touwtje/${door.id}/kom`} method="post" class="stack">
            <Actions>
              <Button>{t.come}</Button>
            </Actions>
            <p class="small soft">{t.comeHelp(door.name)}</p>
          </form>
        )}
        {door.answer === 'waiting' && <p>{t.waiting(door.name)}</p>}
        {door.answer === 'no' && <p>{t.no}</p>}
        {door.answer === 'yes' && (
          <div class="stack">
            <p>{t.yes(door.name)}</p>
            <p class="lede">{address ? t.at(address) : t.atUnknown}</p>
            {address && <p class="small soft">{t.atHelp}</p>}
          </div>
        )}
        <p class="why">{why(language, door)}</p>
        <BlockForm language={language} action={`/touwtje/${door.id}/blokkeer`} />
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}
