import type { Language } from '../../../platform/i18n.ts'
import { momentThatWas } from '../../../platform/moments.ts'
import { Button, Door, Label, Labels, Written } from '../../../web/components/index.ts'
import { seedOf } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import type { ReplyShown } from '../queries/thread.ts'

/** What the viewer may do with the replies of a conversation. */
export interface Powers {
  /** Answer and quote. */
  write: boolean
  /** Take away what others wrote. */
  manage: boolean
  /** Say which reply answers the question. */
  mark: boolean
}

export interface ReplyItemProps {
  language: Language
  now: Date
  /** Address of the conversation. */
  path: string
  reply: ReplyShown
  powers: Powers
  answer: boolean
}

/** One reply: who, when, to what, the words, the photos, and what can be done with it. */
export function ReplyItem(props: ReplyItemProps) {
  const { language, now, path, reply, powers, answer } = props
  const t = words[language].thread
  const name = reply.name ?? words[language].someone
  const id = `r${reply.seq}`
  return (
    <li id={id} class={reply.parent ? 'reply reply--under' : 'reply'}>
      <p class="reply__who">
        {reply.authorId && <Door seed={seedOf(reply.authorId)} />}
        <b dir="auto">{name}</b>{' '}
        <a class="small soft" href={`${path}?na=${Math.max(0, reply.seq - 1)}#${id}`}>
          <time dateTime={reply.posted.toISOString()}>{momentThatWas(language, reply.posted, now)}</time>
        </a>
        {reply.edited && !reply.withdrawn && (
          <a class="small soft" href={`/reactie/${reply.id}/eerst`} aria-label={t.editedBy(name)}>
            {t.edited}
          </a>
        )}
      </p>
      {answer && (
        <Labels>
          <Label line="plum" thing="lamp">
            {t.answer}
          </Label>
        </Labels>
      )}
      <Body {...props} />
      {!reply.withdrawn && !reply.hidden && <Acts {...props} name={name} powers={powers} />}
    </li>
  )
}

function Body({ language, path, reply }: ReplyItemProps) {
  const t = words[language].thread
  if (reply.withdrawn)
    return <p class="soft">{reply.withdrawn.why ? t.withdrawnWhy(reply.withdrawn.why) : t.withdrawn}</p>
  if (reply.hidden) return <p class="soft">{t.hidden}</p>
  const link = (seq: number) => `${path}?na=${Math.max(0, seq - 1)}#r${seq}`
  const someone = words[language].neighbour
  return (
    <>
      {reply.parent && reply.parent.seq !== reply.quote?.seq && (
        <p class="small soft reply__to" dir="auto">
          <a href={link(reply.parent.seq)}>{t.answersTo(reply.parent.name ?? someone)}</a>{' '}
          {reply.parent.excerpt}
        </p>
      )}
      {reply.quote && (
        <blockquote class="reply__quote" dir="auto">
          <a class="small" href={link(reply.quote.seq)}>
            {t.quoted(reply.quote.name ?? words[language].someone)}
          </a>
          <p>{reply.quote.words}</p>
        </blockquote>
      )}
      <Written html={reply.html} />
      {reply.pictures.length > 0 && (
        <ul class="photos">
          {reply.pictures.map(({ file, alt, width, height }) => (
            <li>
              <a href={`/gesprek/foto/${file}`}>
                <img
                  src={`/gesprek/foto/${file}?klein=1`}
                  alt={alt || t.photo}
                  width={width}
                  height={height}
                  loading="lazy"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Acts({ language, path, reply, powers, answer, name }: ReplyItemProps & { name: string }) {
  const t = words[language].thread.acts
  const remove = powers.manage && !reply.own
  if (!powers.write && !remove && !reply.own && !powers.mark) return null
  const called = reply.name ?? words[language].neighbour
  return (
    <div class="reply__acts">
      {powers.write && (
        <>
          <a href={`${path}/schrijf?op=${reply.id}`} aria-label={t.replyTo(called)}>
            {t.reply}
          </a>
          <a href={`${path}/schrijf?citeer=${reply.id}`} aria-label={t.quoteOf(called)}>
            {t.quote}
          </a>
        </>
      )}
      {reply.own && powers.write && <a href={`/reactie/${reply.id}/wijzig`}>{t.edit}</a>}
      {(reply.own || remove) && (
        <a href={`/reactie/${reply.id}/trek-in`} aria-label={remove ? `${t.remove}: ${name}` : undefined}>
          {remove ? t.remove : t.withdraw}
        </a>
      )}
      {powers.mark && reply.seq > 1 && (
        <form action={`${path}/antwoord`} method="post">
          {!answer && <input type="hidden" name="reply" value={reply.id} />}
          <Button kind="text">{answer ? t.unmark : t.mark}</Button>
        </form>
      )}
    </div>
  )
}
