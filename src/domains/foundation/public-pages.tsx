import { formatDate, type Language } from '../../platform/i18n.ts'
import { Back, Actions, LinkButton, List, ListItem, Opener, Stop } from '../../web/components/index.ts'
import { Goodbye } from '../../web/render.tsx'
import { words } from './messages/index.ts'
import { StewardTable } from './pages.tsx'
import type { Steward } from './queries.ts'

/** Who works for the foundation, and how they came to it: for everybody. */
export function FoundationPage(props: {
  language: Language
  stewards: readonly Steward[]
  /** How to reach it. */
  contact: string | undefined
}) {
  const { language, stewards, contact } = props
  const t = words[language].about
  return (
    <>
      <Opener heading={t.title} lede={t.lede} />
      <Stop line="door" id="wie" heading={t.who} lede={t.whoText} letterbox side>
        {stewards.length === 0 ? <p>{t.nobody}</p> : <StewardTable language={language} stewards={stewards} />}
      </Stop>
      {contact && (
        <Stop line="door" id="contact" heading={t.contact} side>
          <p>{contact}</p>
        </Stop>
      )}
      <Stop line="door" id="hoe" heading={t.how} side>
        <p>{t.howText}</p>
        <Actions>
          <LinkButton kind="quiet" href="/stichting/handelingen">
            {t.actsLink}
          </LinkButton>
          <LinkButton kind="quiet" href="/register">
            {t.registerLink}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** An act in words. */
export interface ActLine {
  text: string
  href: string | undefined
  /** By which task, or the operator of the server. */
  by: string
  why: string
  done: Date
}

/** Everything that was done for the foundation, a page at a time, newest first. */
export function ActsPage(props: { language: Language; acts: readonly ActLine[]; next: number | undefined }) {
  const { language, acts, next } = props
  const t = words[language].about
  return (
    <>
      <Opener
        heading={t.acts}
        lede={t.actsLede}
        above={
          <Back language={language} to="/stichting">
            {t.title}
          </Back>
        }
      />
      <Stop line="door" id="handelingen" heading={t.acts} quiet letterbox>
        {acts.length === 0 ? (
          <p>{t.actsNone}</p>
        ) : (
          <List>
            {acts.map(({ text, href, by, why, done }) => (
              <ListItem heading={text} href={href}>
                {why && (
                  <p>
                    {t.because}: {why}
                  </p>
                )}
                <p class="small soft">
                  {by}. {formatDate(language, done)}.
                </p>
              </ListItem>
            ))}
          </List>
        )}
        {next !== undefined && (
          <p>
            <a href={`/stichting/handelingen?voor=${next}`} rel="next">
              {t.older}
            </a>
          </p>
        )}
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}
