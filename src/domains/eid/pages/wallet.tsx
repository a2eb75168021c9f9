import type { FormErrors } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import {
  Confirm,
  Actions,
  Button,
  Field,
  LinkButton,
  Notice,
  Question,
} from '../../../web/components/index.ts'
import { Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import { OtherWays, WhatWeAsk } from './oidc.tsx'

/** Before a wallet is asked: what for, and what not. */
export function WalletPage({ language }: { language: Language }) {
  const t = words[language].wallet
  return (
    <Question>
      <h1>{t.title}</h1>
      <p class="lede">{t.lede}</p>
      <form action="/eid/wallet" method="post">
        <Actions>
          <Button>{t.go}</Button>
        </Actions>
      </form>
      <WhatWeAsk language={language} />
      <OtherWays language={language} />
    </Question>
  )
}

/** The question: to open on this device, or to scan with another one, of which the code is typed here. */
export function AskPage(props: {
  language: Language
  id: string
  link: string
  /** The link as a picture: the address of an SVG within the page. */
  picture: string
  host: string
  errors?: FormErrors
}) {
  const { language, id, errors } = props
  const t = words[language].wallet
  return (
    <Question>
      <Problems language={language} errors={errors} messages={words[language].errors} />
      <h1>{t.askTitle}</h1>
      <p class="lede">{t.askLede}</p>
      <Notice>
        <p>{t.check(props.host)}</p>
      </Notice>
      <h2>{t.hereHeading}</h2>
      <Actions>
        <LinkButton href={props.link}>{t.here}</LinkButton>
      </Actions>
      <h2>{t.thereHeading}</h2>
      <ol>
        {t.there.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <img class="code-to-scan" src={props.picture} alt={t.qr} width={260} height={260} />
      <h2>{t.codeHeading}</h2>
      <p>{t.codeText}</p>
      <form action={`/eid/wallet/${id}`} method="post" class="stack" novalidate>
        <Field
          name="code"
          label={t.code}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={12}
          short
          error={errors?.['code'] && words[language].errors[errors['code']]}
        />
        <Actions>
          <Button kind="quiet">{t.done}</Button>
        </Actions>
      </form>
    </Question>
  )
}

/** The wallet led back to the browser that asked. */
export function BackPage({ language, id, code }: { language: Language; id: string; code: string }) {
  const t = words[language].wallet
  return (
    <Confirm
      heading={t.backTitle}
      lede={t.backLede}
      action={`/eid/wallet/${id}`}
      hidden={{ code }}
      button={t.done}
    />
  )
}

/** The wallet led to another browser than the one that asked: what must be typed there, and a warning. */
export function ShortCodePage({ language, short }: { language: Language; short: string }) {
  const t = words[language].wallet
  return (
    <Question>
      <h1>{t.shortTitle}</h1>
      <p class="lede">{t.shortLede}</p>
      <p class="code-to-type">{`${short.slice(0, 3)} ${short.slice(3)}`}</p>
      <Notice>
        <p>{t.shortWarn}</p>
      </Notice>
    </Question>
  )
}
