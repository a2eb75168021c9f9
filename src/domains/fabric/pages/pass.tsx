import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import { Button, Choices, Field, List, Notice, Opener, Stop } from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import type { Community, Linked } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import type { Passed } from '../queries/passed.ts'

/** The form with which a member passes something on. */
export function PassPage(props: {
  language: Language
  community: Community
  links: { communityId: string; name: string; relation: Linked['relation'] }[]
  values?: FormValues
  errors?: FormErrors
}) {
  const { language, community, links, values, errors } = props
  const t = words[language].pass
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  const chosen = new Set([values?.['to'] ?? []].flat())
  return (
    <>
      <Opener
        above={
          <p>
            <a href={`/leefomgeving/${community.slug}`}>{t.back(community.name)}</a>
          </p>
        }
        heading={t.title}
        lede={t.lede(community.name)}
        line="plum"
      />
      <Problems language={language} errors={errors} messages={words[language].errors} />
      <Stop line="plum" id="bericht" heading={t.title} quiet>
        {links.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <form action={`/leefomgeving/${community.slug}/doorgeven`} method="post" class="stack" novalidate>
            {community.access === 'besloten' && <Notice line="plum" heading={t.closed} />}
            <Choices
              type="checkbox"
              name="to"
              legend={t.to}
              help={t.each}
              error={error('to')}
              options={links.map(({ communityId, name }) => ({
                value: communityId,
                label: name,
                checked: values === undefined ? links.length === 1 : chosen.has(communityId),
              }))}
            />
            <Field
              name="title"
              label={t.subject}
              maxlength={120}
              value={valueOf(values, 'title')}
              error={error('title')}
            />
            <Field
              name="words"
              kind="textarea"
              rows={5}
              maxlength={1000}
              label={t.words}
              value={valueOf(values, 'words')}
              error={error('words')}
            />
            <Button>{t.send}</Button>
          </form>
        )}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** What connected communities passed on, on the page of this one; with the answer that its manager gives. */
export function PassedList({
  language,
  community,
  passed,
}: {
  language: Language
  community: Community
  passed: Passed[]
}) {
  const t = words[language].part
  const manager = community.role === 'manager'
  return (
    <List>
      {passed.map(({ id, from, slug, title, words: said, waits, passed: when, mine }) => (
        <li>
          <h3>{title}</h3>
          <p class="pre">{said}</p>
          <p class="small soft">
            <a href={`/leefomgeving/${slug}`}>{t.from(from, formatDate(language, when))}</a>
          </p>
          {waits && <p>{t.waits}</p>}
          {waits ? (
            <form action={`/doorgegeven/${id}`} method="post" class="actions">
              <Button kind="quiet" name="answer" value="show">
                {t.show}
              </Button>
              <Button kind="text" name="answer" value="hide">
                {t.hide}
              </Button>
            </form>
          ) : (
            (manager || mine) && (
              <form action={`/doorgegeven/${id}/weg`} method="post" class="actions">
                <Button kind="text">{t.remove}</Button>
              </form>
            )
          )}
        </li>
      ))}
    </List>
  )
}
