import type { Language } from '../../../platform/i18n.ts'
import { Actions, Confirm, LinkButton, Question } from '../../../web/components/index.ts'
import type { Community } from '../community.ts'
import { words } from '../messages/index.ts'

/** Leaving is said in words before it happens. */
export function LeavePage({ language, community }: { language: Language; community: Community }) {
  const t = words[language].leave
  const path = `/leefomgeving/${community.slug}`
  const mustPass = community.role === 'manager' && community.members > 1 && community.state !== 'ended'
  if (!mustPass)
    return (
      <Confirm
        line="sky"
        heading={t.title(community.name)}
        lede={community.members === 1 ? t.last : t.lede}
        action={`${path}/verlaat`}
        button={t.button}
        back={{ to: path, words: t.stay }}
      />
    )
  return (
    <Question line="sky">
      <h1>{t.title(community.name)}</h1>
      <p class="lede">{t.manager}</p>
      <Actions>
        <LinkButton href={`${path}/beheer#doorgeven`}>{words[language].manage.pass}</LinkButton>
        <LinkButton kind="text" href={path}>
          {t.stay}
        </LinkButton>
      </Actions>
    </Question>
  )
}
