import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Button,
  Empty,
  LinkButton,
  List,
  ListItem,
  Notice,
  Opener,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { isEmpty, type Bundle, type Line } from '../bundles/compose.ts'
import { words } from '../messages/index.ts'

/** The bundle of today, grouped as in the mail. It has an end. */
export function BundlePage({
  language,
  bundle,
  trouble,
}: {
  language: Language
  bundle: Bundle
  trouble: boolean
}) {
  const t = words[language].page
  return (
    <>
      <Opener
        heading={t.title}
        lede={t.lede(t.since(bundle.from))}
        above={<Back language={language} to="/ik" />}
      />
      {trouble && <MailTrouble language={language} />}
      {isEmpty(bundle) && (
        <Stop line="door" id="niets" heading={t.none} quiet letterbox>
          <Empty heading={t.none}>
            <p>{t.noneText}</p>
            <Actions>
              <LinkButton kind="quiet" href="/agenda">
                {t.agenda}
              </LinkButton>
            </Actions>
          </Empty>
        </Stop>
      )}
      {bundle.own.length > 0 && (
        <Stop line="door" id="voor-jou" heading={t.own} letterbox side>
          <Lines lines={bundle.own} />
          <p>
            <a href="/ik/berichten">{t.ownAll}</a>
          </p>
        </Stop>
      )}
      {bundle.groups.map(({ name, href, lines, more }, n) => (
        <Stop
          line="sun"
          id={`leefomgeving-${n + 1}`}
          heading={<a href={href}>{name}</a>}
          letterbox={n === 0 && bundle.own.length === 0}
          side
        >
          <Lines lines={lines} />
          {more > 0 && (
            <p>
              <a href={href}>{t.more(more)}</a>
            </p>
          )}
        </Stop>
      ))}
      {bundle.moreGroups > 0 && (
        <Stop line="sun" id="meer" heading={t.moreGroups(bundle.moreGroups)} side>
          <p>
            <a href="/leefomgevingen">{t.communities}</a>
          </p>
        </Stop>
      )}
      <Stop line="door" id="instellen" heading={t.settings} quiet>
        <Actions>
          <LinkButton kind="quiet" href="/ik/bundel/instellen">
            {t.settings}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="door">
        {t.end}
      </Goodbye>
    </>
  )
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <List>
      {lines.map(({ text, href }) => (
        <ListItem heading={text} {...(href !== undefined && { href })} />
      ))}
    </List>
  )
}

/** Our post does not arrive: what that means, and the two ways on. */
export function MailTrouble({ language }: { language: Language }) {
  const t = words[language].trouble
  return (
    <Notice kind="error" heading={t.heading}>
      <p>{t.text}</p>
      <form action="/ik/bundel/post" method="post">
        <Actions>
          <LinkButton href="/ik/gegevens/mail">{t.change}</LinkButton>
          <Button kind="quiet">{t.works}</Button>
        </Actions>
      </form>
    </Notice>
  )
}
