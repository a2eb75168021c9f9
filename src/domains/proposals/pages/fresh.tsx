import type { ComponentChildren } from 'preact'
import { valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { Actions, Button, Field, LinkButton, List, ListItem } from '../../../web/components/index.ts'
import { FormPage, type Typed } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import { longest } from '../rules.ts'

/** Where an idea is shared: in a community of the viewer, or by the level compass where they live. */
export function ChoosePlacePage(props: {
  language: Language
  communities: { slug: string; name: string }[]
  areas: { code: string; name: string }[]
  /** What goes along to the form, such as what is taken over; empty for nothing. */
  along: string
}) {
  const { language, communities, areas, along } = props
  const more = along && `&met=${along}`
  const t = words[language].fresh
  return (
    <FormPage language={language} heading={t.where} lede={t.whereLede} messages={words[language].errors}>
      {communities.length === 0 && areas.length === 0 && (
        <>
          <p>{t.none}</p>
          <Actions>
            <LinkButton href="/leefomgevingen">{t.find}</LinkButton>
          </Actions>
        </>
      )}
      {communities.length > 0 && (
        <>
          <h2>{t.here}</h2>
          <List>
            {communities.map(({ slug, name }) => (
              <ListItem heading={name} href={`/voorstellen/nieuw?leefomgeving=${slug}${more}`} />
            ))}
          </List>
        </>
      )}
      {areas.length > 0 && (
        <>
          <h2>{t.around}</h2>
          <p class="soft">{t.aroundHelp}</p>
          <List>
            {areas.map(({ code, name }) => (
              <ListItem heading={name} href={`/niveaukompas?gebied=${encodeURIComponent(code)}${more}`} />
            ))}
          </List>
        </>
      )}
    </FormPage>
  )
}

/** Two sentences, and a name for them. */
export function MakePage(
  props: Typed & {
    language: Language
    place: { name: string; href: string }
    /** The address with the chosen place, to which it is sent. */
    action: string
    origin: string | undefined
    /** Where it lies, of an area. */
    level?: ComponentChildren
    /** Whether it may be laid before more people than this community. */
    compass: boolean
  },
) {
  const { language, place, values, errors } = props
  const t = words[language].fresh
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  return (
    <FormPage
      language={language}
      heading={t.title}
      lede={props.origin ? t.taken(props.origin) : t.lede(place.name)}
      back={{ href: place.href, label: place.name }}
      errors={errors}
      messages={words[language].errors}
    >
      <form action={props.action} method="post" class="stack" novalidate>
        <input type="hidden" name="id" value={valueOf(values, 'id')} />
        <input type="hidden" name="met" value={valueOf(values, 'met')} />
        <Field
          name="title"
          label={t.name}
          help={t.nameHelp}
          maxlength={longest.title}
          value={valueOf(values, 'title')}
          error={error('title')}
        />
        <Field
          name="idea"
          kind="textarea"
          rows={4}
          label={t.idea}
          help={t.ideaHelp}
          maxlength={longest.idea}
          value={valueOf(values, 'idea')}
          error={error('idea')}
        />
        <Actions>
          <Button>{t.send}</Button>
        </Actions>
      </form>
      {props.level && (
        <>
          <h2>{t.level}</h2>
          {props.level}
        </>
      )}
      {props.compass && (
        <p>
          <a href="/niveaukompas">{t.other}</a>
        </p>
      )}
    </FormPage>
  )
}
