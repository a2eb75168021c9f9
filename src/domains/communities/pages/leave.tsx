import type { Language } from '../../../platform/i18n.ts'
import { Actions, Button, LinkButton, Question } from '../../../web/components/index.ts'
import type { Community } from '../community.ts'
import { words } from '../messages/index.ts'

/** Leaving is said in words before it happens. */
export function LeavePage({ language, community }: { language: Language; community: Community }) {
  const t = words[language].leave
  const path = `/leefomgeving/${community.slug}`
  const mustPass = community.role === 'manager' && community.members > 1 && community.state !== 'ended'
  return (
    <Question line="sky">
      <h1>{t.title(community.name)}</h1>
      <p class="lede">{mustPass ? t.manager : community.members === 1 ? t.last : t.lede}</p>
      {mustPass ? (
        <Actions>
          <LinkButton href={`${path}/beheer#doorgeven`}>{words[language].manage.pass}</LinkButton>
          <LinkButton kind="text" href={path}>
            {t.stay}
          </LinkButton>
        </Actions>
      ) : (
        <form action={`${path}/verlaat`} method="post" class="actions">
          <Button>{t.button}</Button>
          <LinkButton kind="text" href={path}>
            {t.stay}
          </LinkButton>
        </form>
      )}
    </Question>
  )
}
