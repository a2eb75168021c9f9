import { valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Button,
  Columns,
  Empty,
  Field,
  Group,
  Label,
  Labels,
  List,
  ListItem,
  Opener,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import {
  backTo,
  FormPage,
  NeighbourField,
  type Community,
  type Offered,
  type Typed,
} from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import type { Moment } from '../moment.ts'
import type { Comer, Host, Together } from '../queries/moment.ts'
import type { Request } from '../queries/together.ts'
import { whenInWords } from '../when.ts'

/** Who plans it, and of which communities it is; and asking more. */
export function TogetherPage(
  props: Typed & {
    language: Language
    moment: Moment
    hosts: Host[]
    together: Together[]
    offered: Offered
  },
) {
  const { language, moment, hosts, together, offered, values, errors } = props
  const t = words[language].together
  const path = `/afspraak/${moment.id}`
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  return (
    <FormPage
      language={language}
      heading={t.title}
      lede={t.lede}
      errors={errors}
      messages={words[language].errors}
      back={{ href: path, label: moment.title }}
    >
      <Columns kind="two">
        <Group heading={t.hosts}>
          <List>
            {hosts.map(({ name, accepted }) => (
              <ListItem
                heading={name ?? words[language].moment.hostGone}
                labels={
                  !accepted && (
                    <Labels>
                      <Label tentative>{t.asked}</Label>
                    </Labels>
                  )
                }
              />
            ))}
          </List>
          {offered.neighbours.length === 0 ? (
            <p class="soft">{t.nobody}</p>
          ) : (
            <form action={`${path}/samen`} method="post" class="stack">
              <input type="hidden" name="what" value="host" />
              <h4>{t.askHost}</h4>
              <NeighbourField
                language={language}
                name="resident"
                label={t.who}
                offered={offered}
                elsewhere={t.elsewhere}
                value={valueOf(values, 'resident')}
                error={error('resident')}
              />
              <Actions>
                <Button kind="quiet">{t.ask}</Button>
              </Actions>
            </form>
          )}
          {hosts.filter(({ accepted }) => accepted).length > 1 && (
            <form action={`${path}/plan-mee`} method="post">
              <Button kind="text" name="answer" value="stop">
                {t.stop}
              </Button>
            </form>
          )}
        </Group>
        <Group heading={t.communities}>
          <List>
            {together.map(({ slug, name, accepted }) => (
              <ListItem
                heading={name}
                href={`/leefomgeving/${slug}`}
                labels={
                  !accepted && (
                    <Labels>
                      <Label tentative>{t.asked}</Label>
                    </Labels>
                  )
                }
              />
            ))}
          </List>
          <form action={`${path}/samen`} method="post" class="stack">
            <input type="hidden" name="what" value="community" />
            <h4>{t.askCommunity}</h4>
            <Field
              name="community"
              label={t.address}
              help={t.addressHelp}
              maxlength={200}
              value={valueOf(values, 'community')}
              error={error('community')}
            />
            <Actions>
              <Button kind="quiet">{t.ask}</Button>
            </Actions>
          </form>
        </Group>
      </Columns>
    </FormPage>
  )
}

/** What other communities want to do together, for the manager. */
export function RequestsPage(props: { language: Language; community: Community; requests: Request[] }) {
  const { language, community, requests } = props
  const t = words[language].together
  const back = backTo(community)
  return (
    <>
      <Opener
        above={
          <p>
            <a href={back.href}>{back.label}</a>
          </p>
        }
        heading={t.requests}
        lede={t.requestsLede}
        line="plum"
      />
      <Stop line="plum" id="vragen" heading={t.requests} quiet letterbox>
        {requests.length === 0 ? (
          <Empty heading={t.requestsNone} thing="nav-agenda" />
        ) : (
          <List>
            {requests.map((request) => (
              <ListItem heading={request.title}>
                <p>{whenInWords(language, request)}</p>
                {request.from && (
                  <p>
                    {words[language].moment.of}: {request.from}
                  </p>
                )}
                {request.accepted && <p>{t.yours}</p>}
                <form action={`/leefomgeving/${community.slug}/samen`} method="post" class="actions">
                  <input type="hidden" name="activity" value={request.id} />
                  {!request.accepted && (
                    <Button kind="quiet" name="answer" value="yes" label={`${t.accept}: ${request.title}`}>
                      {t.accept}
                    </Button>
                  )}
                  <Button kind="text" name="answer" value="no" label={`${t.decline}: ${request.title}`}>
                    {request.accepted ? t.end : t.decline}
                  </Button>
                </form>
              </ListItem>
            ))}
          </List>
        )}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** Who come, for who plans it: a list that prints. */
export function ComersPage(props: { language: Language; moment: Moment; comers: Comer[] }) {
  const { language, moment, comers } = props
  const t = words[language].comers
  const groups = (['yes', 'waiting', 'maybe'] as const)
    .map((answer) => ({ answer, people: comers.filter((one) => one.answer === answer) }))
    .filter(({ people }) => people.length > 0)
  return (
    <>
      <Opener
        above={
          <p>
            <a href={`/afspraak/${moment.id}`}>{moment.title}</a>
          </p>
        }
        heading={t.title}
        lede={t.lede}
        line="sun"
      />
      <Stop line="sun" id="lijst" heading={t.title} quiet letterbox>
        <p>{whenInWords(language, moment)}</p>
        {groups.length === 0 && <p>{t.none}</p>}
        {groups.map(({ answer, people }) => (
          <Group heading={t.groups[answer]}>
            <List>
              {people.map(({ name, guests }) => (
                <li>
                  {name ?? words[language].moment.someone} {guests > 0 && t.plus(guests)}
                </li>
              ))}
            </List>
          </Group>
        ))}
        {comers.length === 300 && <p class="soft">{t.most}</p>}
      </Stop>
      <Goodbye language={language} line="sun" />
    </>
  )
}
