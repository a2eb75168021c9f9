import type { Language } from '../../../platform/i18n.ts'
import { Actions, Button, LinkButton, Piece, Question } from '../../../web/components/index.ts'
import type { EidSettings, Provider } from '../settings.ts'
import { words } from '../messages/index.ts'

/** What an eID or a wallet is asked, and what becomes of it. */
export function WhatWeAsk({ language }: { language: Language }) {
  const t = words[language].prove
  return (
    <>
      {(['ask', 'not', 'keep'] as const).map((name) => (
        <p>
          <strong>{t.headings[name]}</strong> {t[name]}
        </p>
      ))}
    </>
  )
}

/** Before somebody goes to an eID: what for, and what not. */
export function ProvePage({ language, provider }: { language: Language; provider: Provider }) {
  const t = words[language].prove
  const name = provider.name[language]
  return (
    <Question>
      <h1>{t.title(name)}</h1>
      <p class="lede">{t.lede(name)}</p>
      <form action={`/eid/${provider.id}`} method="post">
        <Actions>
          <Button>{t.go(name)}</Button>
        </Actions>
      </form>
      <WhatWeAsk language={language} />
      <p>{t.after(name)}</p>
      <OtherWays language={language} />
    </Question>
  )
}

export function OtherWays({ language }: { language: Language }) {
  const t = words[language].prove
  return (
    <p class="soft">
      {t.other} <a href="/ik/bewijs">{t.otherLink}</a>.
    </p>
  )
}

/**
 * The step to another site. A form may only lead within this site (`form-action`), also by a detour, so the browser goes
 * on from this page by itself, and by a link where it does not.
 */
export function LeavingPage(props: { language: Language; provider: Provider; address: string }) {
  const { language, provider, address } = props
  const t = words[language].leaving
  return (
    <Question>
      <h1>{t.title(provider.name[language])}</h1>
      <p class="lede">{t.lede}</p>
      <Actions>
        <LinkButton href={address}>{t.go}</LinkButton>
      </Actions>
    </Question>
  )
}

/** Why nothing came of it, and what to do. */
export function RefusedPage(props: {
  language: Language
  said: [string, string]
  again: string
  other: string
}) {
  const t = words[props.language]
  const [heading, text] = props.said
  return (
    <Question>
      <h1>{heading}</h1>
      <p class="lede">{text}</p>
      <Actions>
        <LinkButton href={props.again}>{t.again}</LinkButton>
        {props.other !== props.again && (
          <LinkButton kind="quiet" href={props.other}>
            {t.otherWay}
          </LinkButton>
        )}
      </Actions>
    </Question>
  )
}

/** Among the ways to prove who one is. */
export function EidWays({ language, settings }: { language: Language; settings: EidSettings }) {
  const t = words[language].mine
  const { providers, wallet } = settings
  if (providers.length === 0 && !wallet) return null
  return (
    <Piece heading={t.addHeading}>
      <p>{t.addText}</p>
      <WaysToShow language={language} providers={providers} wallet={wallet !== undefined} />
    </Piece>
  )
}

/** A button for each eID, and one for the wallet. */
export function WaysToShow(props: { language: Language; providers: readonly Provider[]; wallet: boolean }) {
  const { language, providers, wallet } = props
  const t = words[language].mine
  return (
    <Actions>
      {providers.map(({ id, name }) => (
        <LinkButton kind="quiet" href={`/eid/${id}`}>
          {t.add(name[language])}
        </LinkButton>
      ))}
      {wallet && (
        <LinkButton kind="quiet" href="/eid/wallet">
          {t.wallet}
        </LinkButton>
      )}
    </Actions>
  )
}

/** The eIDs with which somebody can sign in, for the page on which they do. */
export function EidButtons(props: {
  language: Language
  providers: readonly Provider[]
  next?: string | undefined
}) {
  const { language, providers, next } = props
  const t = words[language].signIn
  if (providers.length === 0) return null
  return (
    <>
      <h2>{t.heading}</h2>
      <div class="actions">
        {providers.map(({ id, name }) => (
          <form action={`/eid/${id}/log-in`} method="post">
            {next && <input type="hidden" name="next" value={next} />}
            <Button kind="quiet" label={t.go(name[language])}>
              {name[language]}
            </Button>
          </form>
        ))}
      </div>
    </>
  )
}
