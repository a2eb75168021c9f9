import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../platform/i18n.ts'
import { Confirm, Actions, Button, Stop } from '../../web/components/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { ownCard, type Card } from './cards.ts'

/** Behind the code of a card: whose it is, and the button. */
export function CardPage(props: { language: Language; name: string; code: string; signedIn: boolean }) {
  const { language, name, code, signedIn } = props
  const t = words[language].card
  return (
    <Confirm
      heading={t.title(name)}
      lede={t.lede}
      action="/kaart"
      hidden={{ code }}
      button={t.enter}
      below={
        <>
          <p class="small soft">{t.short}</p>
          <p class="small soft">{t.notYours}</p>
        </>
      }
    >
      {signedIn && <p>{t.signedIn}</p>}
    </Confirm>
  )
}

/** The viewer's own card, for the page about help. Nothing without one. */
export async function ownCardPart(ctx: ViewerContext): Promise<ComponentChildren> {
  const card = await ownCard(ctx)
  return card && <OwnCard language={ctx.language} card={card} />
}

function OwnCard({ language, card }: { language: Language; card: Card }) {
  const t = words[language].card
  return (
    <Stop line="door" id="kaart" heading={t.own} side>
      <p>
        {t.ownText(formatDate(language, card.made), formatDate(language, card.ends))}{' '}
        {card.used ? t.used(formatDate(language, card.used)) : t.unused}
      </p>
      <form action="/ik/hulp/kaart/blokkeer" method="post" class="stack">
        <p class="small soft">{t.blockText}</p>
        <Actions>
          <Button kind="quiet">{t.block}</Button>
        </Actions>
      </form>
    </Stop>
  )
}
