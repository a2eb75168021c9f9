import type { Language } from '../../../platform/i18n.ts'
import { valueOf } from '../../../platform/http.ts'
import { Actions, Button, Field, LinkButton, List, Notice, Question } from '../../../web/components/index.ts'
import type { Community } from '../community.ts'
import { words } from '../messages/index.ts'
import type { Invited, Offered } from '../queries/members.ts'
import { backTo, FormPage } from './form-page.tsx'
import { NeighbourField, type Typed } from './parts.tsx'

/** Inviting who one knows, or bringing in a whole group. */
export function InvitePage(
  props: Typed & {
    language: Language
    community: Community
    offered: Offered
    invited: Invited
    /** Lines of a list that were no mail address. */
    wrong: string[]
    link: string
  },
) {
  const { language, community, errors, values, invited } = props
  const t = words[language].invite
  const action = `/leefomgeving/${community.slug}/nodig-uit`
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  const waiting = [
    ...invited.residents.map(({ name }) => name),
    ...(invited.byMail > 0 ? [t.waitingMail(invited.byMail)] : []),
    ...(invited.formed > 0 ? [t.waitingFormed(invited.formed)] : []),
  ]
  return (
    <FormPage
      language={language}
      heading={t.title}
      lede={t.lede(community.name)}
      errors={errors}
      back={backTo(community)}
    >
      {props.wrong.length > 0 && (
        <Notice heading={t.wrong}>
          <ul>
            {props.wrong.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </Notice>
      )}
      <h3>{t.residents}</h3>
      {props.offered.neighbours.length === 0 ? (
        <p>{t.residentsNone}</p>
      ) : (
        <form action={action} method="post" class="stack">
          <p>{t.residentsText}</p>
          <NeighbourField
            language={language}
            name="resident"
            label={t.who}
            offered={props.offered}
            elsewhere={t.residentsMore}
            error={error('resident')}
          />
          <Actions>
            <Button name="what" value="resident">
              {t.inviteButton}
            </Button>
          </Actions>
        </form>
      )}
      {community.role === 'manager' && (
        <form action={action} method="post" class="stack" novalidate>
          <h3>{t.mails}</h3>
          <p>{t.mailsText}</p>
          <Field
            name="list"
            kind="textarea"
            rows={6}
            maxlength={20_000}
            label={t.list}
            help={t.listHelp}
            spellcheck={false}
            value={valueOf(values, 'list')}
            error={error('list')}
          />
          <Actions>
            <Button kind="quiet" name="what" value="mail">
              {t.mailButton}
            </Button>
          </Actions>
        </form>
      )}
      {waiting.length > 0 && (
        <div class="stack">
          <h3>{t.waiting}</h3>
          <List>
            {waiting.map((one) => (
              <li>{one}</li>
            ))}
          </List>
        </div>
      )}
      <div class="stack">
        <h3>{t.share}</h3>
        <p>
          <a href={props.link}>{props.link}</a>
        </p>
        {community.access === 'besloten' && <p class="soft">{t.shareClosed}</p>}
      </div>
    </FormPage>
  )
}

/** Behind a mailed link: a button, because mail scanners follow links but do not press buttons. */
export function InvitationPage(props: {
  language: Language
  name: string
  purpose: string
  from: string | null
  token: string
  signedIn: boolean
}) {
  const { language, token } = props
  const t = words[language].invitation
  const path = `/uitnodiging/${token}`
  return (
    <Question line="sun">
      <h1>{t.title(props.name)}</h1>
      <p class="lede">{t.lede(props.from ?? t.someone)}</p>
      {props.purpose && <p>{props.purpose}</p>}
      {props.signedIn ? (
        <form action={path} method="post" class="actions">
          <Button>{t.accept}</Button>
          <Button kind="text" formaction={`${path}/wijs-af`}>
            {t.decline}
          </Button>
        </form>
      ) : (
        <>
          <p>{t.what}</p>
          <form action={`${path}/wijs-af`} method="post" class="actions">
            <LinkButton href={`/meedoen?naar=${path}`}>{t.join}</LinkButton>
            <LinkButton kind="quiet" href={`/log-in?naar=${path}`}>
              {t.known}
            </LinkButton>
            <Button kind="text">{t.decline}</Button>
          </form>
        </>
      )}
    </Question>
  )
}
