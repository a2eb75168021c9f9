import type { ComponentChildren } from 'preact'
import type { Context } from '../../platform/context.ts'
import { Actions, Group, LinkButton, List, ListItem, Stack } from '../../web/components/index.ts'
import { words } from './messages/index.ts'
import { CommunityPieces } from './pages.tsx'
import { lifeIn } from './queries.ts'

/** What lives in an area, below its map: communities, and what many people there want. */
export async function areaLife(
  ctx: Context,
  area: { id: number; kind: string; path: string; code: string },
): Promise<ComponentChildren> {
  const { communities, wishes } = await lifeIn(ctx, area)
  const { language } = ctx
  const t = words[language].place
  return (
    <Stack>
      <Group line="sky" thing="flag" heading={t.communities}>
        {communities.length === 0 ? (
          <p>{t.communitiesNone}</p>
        ) : (
          <CommunityPieces language={language} communities={communities} />
        )}
        {ctx.viewer && (
          <p>
            <a href={`/gebied/${area.code}/mensen`}>{t.asked}</a>
          </p>
        )}
      </Group>
      <Group line="sun" thing="kite" heading={t.wishes}>
        {wishes.length === 0 ? (
          <p>{t.wishesNone}</p>
        ) : (
          <List>
            {wishes.map(({ slug, label, people }) => (
              <ListItem heading={label} href={`/ambities/${slug}`}>
                <p class="soft">{t.people(people)}</p>
              </ListItem>
            ))}
          </List>
        )}
      </Group>
      {!ctx.viewer && (
        <Group line="door" heading={t.join}>
          <Actions>
            <LinkButton href="/meedoen">{t.joinButton}</LinkButton>
          </Actions>
        </Group>
      )}
    </Stack>
  )
}
