import { formatDate, type Language } from '../../../platform/i18n.ts'
import {
  Back,
  Actions,
  Button,
  LinkButton,
  List,
  ListItem,
  Notice,
  Opener,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import type { Link } from '../links.ts'
import { words } from '../messages/index.ts'
import { WaysToShow } from './oidc.tsx'
import type { Outcome } from '../prove.ts'
import type { EidSettings } from '../settings.ts'

/** The viewer's eIDs: what came of the last one, which are linked, and which others there are. */
export function MinePage(props: {
  language: Language
  links: readonly Link[]
  settings: EidSettings
  outcome: Outcome | undefined
}) {
  const { language, links, settings, outcome } = props
  const t = words[language].mine
  const others = settings.providers.filter(({ id }) => links.every(({ provider }) => provider !== id))
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik" />}>
        {outcome && <Came language={language} outcome={outcome} />}
      </Opener>
      <Stop line="door" id="gekoppeld" heading={t.linkedHeading} letterbox side>
        {links.length === 0 ? <p>{t.none}</p> : <Linked {...props} />}
      </Stop>
      {(others.length > 0 || settings.wallet) && (
        <Stop line="door" id="laat-zien" heading={t.addHeading} side>
          <p>{t.addText}</p>
          <WaysToShow language={language} providers={others} wallet={settings.wallet !== undefined} />
        </Stop>
      )}
      <Goodbye language={language} line="door" />
    </>
  )
}

function Came({ language, outcome }: { language: Language; outcome: Outcome }) {
  const [heading, text] = words[language].outcomes[outcome]
  const good = outcome === 'assured' || outcome === 'verified'
  return (
    <Notice kind={good ? 'done' : 'plain'} heading={heading} live>
      <p>{text}</p>
      {outcome === 'other-address' && (
        <Actions>
          <LinkButton kind="quiet" href="/ik/verhuizen">
            {words[language].moved}
          </LinkButton>
          <LinkButton kind="quiet" href="/ik/bewijs/brief">
            {words[language].letter}
          </LinkButton>
        </Actions>
      )}
      {outcome === 'case' && <a href="/ik/bewijs">{words[language].about}</a>}
    </Notice>
  )
}

function Linked({ language, links, settings }: Parameters<typeof MinePage>[0]) {
  const t = words[language].mine
  const nameOf = (provider: string) =>
    settings.providers.find(({ id }) => id === provider)?.name[language] ?? provider
  return (
    <>
      <List>
        {links.map(({ id, provider, linked, used }) => (
          <ListItem heading={nameOf(provider)}>
            <p>
              {t.linked(formatDate(language, linked))} {used && t.used(formatDate(language, used))}
            </p>
            <form action={`/ik/eid/${id}/ontkoppel`} method="post">
              <Actions>
                <Button kind="quiet" label={t.unlinkName(nameOf(provider))}>
                  {t.unlink}
                </Button>
              </Actions>
            </form>
          </ListItem>
        ))}
      </List>
      <p class="small soft">{t.unlinkHelp}</p>
    </>
  )
}
