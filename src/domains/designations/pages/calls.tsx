import type { FormErrors, FormValues } from '../../../platform/http.ts'
import { valueOf } from '../../../platform/http.ts'
import { formatDate, formatList, type Language } from '../../../platform/i18n.ts'
import {
  Back,
  Actions,
  Button,
  Field,
  Fold,
  Label,
  Labels,
  LinkButton,
  List,
  ListItem,
  Opener,
  Piece,
  Quote,
  Stop,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { NeighbourField, type Community, type Offered, type Part } from '../../communities/index.ts'
import { BlockForm } from '../../residents/index.ts'
import type { Call, CallWithChain } from '../calls.ts'
import { words } from '../messages/index.ts'
import { inSentence } from './words.ts'
import type { Kind } from '../rules.ts'

/** What was asked of me, and what I asked. */
export function CallsPage(props: { language: Language; received: Part<Call>; sent: Part<Call> }) {
  const { language } = props
  const t = words[language].calls
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="sky" />
      <Stop line="sky" id="aan-jou" heading={t.received} letterbox side>
        <Calls language={language} part={props.received} none={t.receivedNone} more="aan" />
      </Stop>
      <Stop line="plum" id="van-jou" heading={t.sent} side>
        <Calls language={language} part={props.sent} none={t.sentNone} more="van" />
        <Actions>
          <LinkButton kind="quiet" href="/autoriteiten">
            {t.find}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

function Calls({
  language,
  part,
  none,
  more,
}: {
  language: Language
  part: Part<Call>
  none: string
  more: 'aan' | 'van'
}) {
  const t = words[language].calls
  if (part.items.length === 0) return <p>{none}</p>
  return (
    <>
      <List>
        {part.items.map((call) => (
          <ListItem
            heading={call.received ? t.from(call.from) : t.to(call.to)}
            href={`/verzoek/${call.id}`}
            labels={
              <Labels>
                <Label full={!call.answer && call.received} tentative={!call.answer && !call.received}>
                  {t.state[call.answer ?? (call.blocked ? 'closed' : 'open')]}
                </Label>
              </Labels>
            }
          >
            <p>{call.words.length > 140 ? `${call.words.slice(0, 139)}…` : call.words}</p>
            <p class="small soft">
              {call.community && `${call.community}. `}
              {formatDate(language, call.sent)}.
            </p>
          </ListItem>
        ))}
      </List>
      {part.next && (
        <p>
          <a href={`/verzoeken?${more}=${part.next}`}>{t.more}</a>
        </p>
      )}
    </>
  )
}

interface Typed {
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

/** One request: the words, the answer, and what can be done next. */
export function CallPage(props: Typed & { language: Language; call: CallWithChain; members: Offered }) {
  const { language, call } = props
  const t = words[language].calls
  const kind = words[language].kind[call.kind]
  const place = call.community ?? words[language].somewhere
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/verzoeken">
            {t.back}
          </Back>
        }
        heading={call.received ? t.from(call.from) : t.to(call.to)}
        line="sky"
      />
      <Stop line="sky" id="vraag" heading={t.words1} quiet letterbox>
        <Problems language={language} errors={props.errors} messages={words[language].errors} />
        <Piece
          heading={t.words1}
          labels={
            <Labels>
              <Label>{t.state[call.answer ?? (call.blocked ? 'closed' : 'open')]}</Label>
            </Labels>
          }
          why={
            call.received
              ? t.as(kind, inSentence(call.theme), place)
              : t.asOther(call.chain[0] ?? call.to, kind, inSentence(call.theme), place)
          }
        >
          {call.words.split('\n').map((line) => (
            <p>{line}</p>
          ))}
          <p class="small soft">
            {formatDate(language, call.sent)}.{' '}
            {call.chain.length > 1 && t.through(formatList(language, call.chain))}
          </p>
        </Piece>
        {call.blocked && <p>{t.closed}</p>}
        {call.received && call.passedTo && <p>{t.passedTo(call.passedTo)}</p>}
        {call.reply && (
          <Piece heading={t.answer}>
            <Quote>{call.reply}</Quote>
          </Piece>
        )}
        {call.thanks && (
          <Piece heading={t.thanked}>
            <Quote>{call.thanks}</Quote>
          </Piece>
        )}
        {call.received && !call.answer && !call.blocked && <Answer {...props} />}
        {!call.received && call.answer === 'accepted' && !call.thanks && !call.blocked && (
          <Thank {...props} />
        )}
        {!call.received && call.answer === 'declined' && (
          <Actions>
            <LinkButton kind="quiet" href="/autoriteiten">
              {t.find}
            </LinkButton>
          </Actions>
        )}
        {!call.blocked && <BlockForm language={language} action={`/verzoek/${call.id}/blokkeer`} />}
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}

type CallProps = Parameters<typeof CallPage>[0]

function Answer({ language, call, members, values, errors }: CallProps) {
  const t = words[language].calls
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  const action = (what: string) => `/verzoek/${call.id}/${what}`
  return (
    <>
      <form action={action('ja')} method="post" class="stack" novalidate>
        <Field
          name="reply"
          kind="textarea"
          rows={4}
          maxlength={2000}
          label={t.reply}
          help={t.replyHelp}
          value={valueOf(values, 'reply')}
          error={error('reply')}
        />
        <Actions>
          <Button>{t.accept}</Button>
        </Actions>
      </form>
      {members.neighbours.length > 0 && (
        <Fold summary={t.pass} id="doorgeven" open={errors?.['to'] !== undefined}>
          <form action={`${action('geef-door')}#vraag`} method="post" class="stack">
            <p>{t.passText}</p>
            <NeighbourField
              language={language}
              name="to"
              label={t.passTo}
              offered={members}
              elsewhere={t.passMore}
              value={valueOf(values, 'to')}
              error={error('to')}
            />
            <Button kind="quiet">{t.pass}</Button>
          </form>
        </Fold>
      )}
      <Fold summary={t.decline}>
        <form action={action('nee')} method="post" class="stack">
          <Field
            name="reply"
            id="decline-reply"
            kind="textarea"
            rows={3}
            maxlength={2000}
            label={t.declineReply}
            optional={frameWords[language].optional}
          />
          <Button kind="quiet">{t.decline}</Button>
        </form>
      </Fold>
    </>
  )
}

function Thank({ language, call, values, errors }: CallProps) {
  const t = words[language].calls
  return (
    <form action={`/verzoek/${call.id}/dank`} method="post" class="stack" novalidate>
      <Field
        name="thanks"
        kind="textarea"
        rows={2}
        maxlength={500}
        label={t.thanks}
        value={valueOf(values, 'thanks')}
        error={errors?.['thanks'] && words[language].errors[errors['thanks']]}
      />
      <Actions>
        <Button>{t.thank}</Button>
      </Actions>
    </form>
  )
}

/** Asking somebody something. */
export function NewCallPage(
  props: Typed & {
    language: Language
    community: Community
    person: { residentId: string; name: string; kind: Kind; themeId: number | null; theme: string }
  },
) {
  const { language, community, person, values, errors } = props
  const t = words[language].calls
  return (
    <>
      <Opener
        above={
          <Back language={language} to={`/leefomgeving/${community.slug}/mensen`}>
            {community.name}
          </Back>
        }
        heading={t.newTitle(person.name)}
        lede={t.newLede}
        line="sky"
      />
      <Stop line="sky" id="vraag" heading={t.newTitle(person.name)} quiet letterbox>
        <form action={`/leefomgeving/${community.slug}/vraag`} method="post" class="stack" novalidate>
          <Problems language={language} errors={errors} messages={words[language].errors} />
          <input type="hidden" name="member" value={person.residentId} />
          <input type="hidden" name="kind" value={person.kind} />
          {person.themeId !== null && <input type="hidden" name="theme" value={person.themeId} />}
          <Field
            name="words"
            kind="textarea"
            rows={6}
            maxlength={2000}
            label={t.words}
            help={t.wordsHelp}
            value={valueOf(values, 'words')}
            error={errors?.['words'] && words[language].errors[errors['words']]}
          />
          <Actions>
            <Button>{t.send}</Button>
          </Actions>
          <p class="why">
            {t.asOther(
              person.name,
              words[language].kind[person.kind],
              inSentence(person.theme),
              community.name,
            )}
          </p>
        </form>
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}
