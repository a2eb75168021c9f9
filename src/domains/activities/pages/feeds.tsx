import { formatDate, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Button,
  Field,
  List,
  ListItem,
  LinkButton,
  Notice,
  Opener,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Feed } from '../queries/feeds.ts'

/** Secret addresses for one's own calendar: making, renewing and ending them. */
export function FeedsPage(props: { language: Language; feeds: Feed[]; fresh?: string | undefined }) {
  const { language, feeds, fresh } = props
  const t = words[language].feed
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="sun" />
      <Stop line="sun" id="adressen" heading={t.title} quiet letterbox>
        {fresh && (
          <Notice kind="done" heading={t.yours} live>
            <Field name="address" label={t.address} value={fresh} readonly spellcheck={false} />
            <p>{t.yoursText}</p>
            <p>{t.how}</p>
            <Actions>
              <LinkButton kind="quiet" href={fresh.replace(/^https?:/, 'webcal:')}>
                {t.openIt}
              </LinkButton>
            </Actions>
          </Notice>
        )}
        <List>
          {feeds.map(({ community, made }) => (
            <ListItem heading={community ? community.name : t.mine}>
              <p>{community ? t.communityText : t.mineText}</p>
              <p class="soft">{made ? t.made(formatDate(language, made)) : t.none}</p>
              <form action="/agenda/in-je-telefoon" method="post" class="actions">
                {community && <input type="hidden" name="community" value={community.id} />}
                <Button
                  kind="quiet"
                  name="what"
                  value="new"
                  label={`${made ? t.renew : t.make}: ${community?.name ?? t.mine}`}
                >
                  {made ? t.renew : t.make}
                </Button>
                {made && (
                  <Button
                    kind="text"
                    name="what"
                    value="end"
                    label={`${t.end}: ${community?.name ?? t.mine}`}
                  >
                    {t.end}
                  </Button>
                )}
              </form>
              {made && <p class="small soft">{t.renewText}</p>}
            </ListItem>
          ))}
        </List>
        {feeds.length > 60 && <p class="soft">{t.more}</p>}
        <p>
          <a href="/agenda">{t.back}</a>
        </p>
      </Stop>
      <Goodbye language={language} line="sun" />
    </>
  )
}
