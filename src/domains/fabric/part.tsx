import type { ComponentChildren } from 'preact'
import type { Context } from '../../platform/context.ts'
import { areaHref } from '../areas/index.ts'
import { isOwn, type Community, type Ties } from '../communities/index.ts'
import { words } from './messages/index.ts'
import { PassedList } from './pages/pass.tsx'
import { passedTo } from './queries/passed.ts'

/** On the page of a community: what others passed on to it, and the ways on into the fabric. */
export async function fabricPart(ctx: Context, community: Community, ties: Ties): Promise<ComponentChildren> {
  const { language } = ctx
  const t = words[language].part
  const path = `/leefomgeving/${community.slug}`
  const living = isOwn(community) && community.state !== 'ended'
  const passed = await passedTo(ctx, community)
  const area = ties.areas.at(0)
  const ways = [
    living && ties.links.length > 0 && { href: `${path}/doorgeven`, text: t.passOn },
    living && community.byDesignation && { href: `${path}/intervisie`, text: t.rounds },
    area && { href: `${areaHref(area)}/weefsel`, text: t.weave(area.name) },
  ].filter((way) => way !== false && way !== undefined)
  if (passed.length === 0 && ways.length === 0) return undefined
  return (
    <>
      {passed.length > 0 && (
        <>
          <h3>{t.passed}</h3>
          <PassedList language={language} community={community} passed={passed} />
        </>
      )}
      {ways.map(({ href, text }) => (
        <p>
          <a href={href}>{text}</a>
        </p>
      ))}
    </>
  )
}
