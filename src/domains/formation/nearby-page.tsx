import type { Language } from '../../platform/i18n.ts'
import { Actions, Breadcrumb, Button, Opener, Stop, Why } from '../../web/components/index.ts'
import { words as frameWords } from '../../web/messages/index.ts'
import { Goodbye } from '../../web/render.tsx'
import { words } from './messages/index.ts'

/** How many neighbours a manager could ask, and one button to ask them. */
export function NearbyPage(props: {
  language: Language
  community: { slug: string; name: string }
  neighbours: number
}) {
  const { language, community, neighbours } = props
  const t = words[language].nearby
  const home = `/leefomgeving/${community.slug}`
  return (
    <>
      <Opener
        heading={t.title}
        lede={t.lede(community.name)}
        above={
          <Breadcrumb
            label={frameWords[language].breadcrumb}
            steps={[{ href: home, label: community.name }, { label: t.title }]}
          />
        }
      />
      <Stop line="sun" id="vragen" heading={neighbours === 0 ? t.few : t.count(neighbours)} letterbox>
        <form action={`${home}/buren`} method="post" class="stack">
          <Why>{t.why}</Why>
          <Actions>
            <Button>{t.ask}</Button>
          </Actions>
          <p class="small soft">{t.askNote}</p>
        </form>
      </Stop>
      <Goodbye language={language} line="sun" />
    </>
  )
}
