import type { ComponentChildren } from 'preact'
import type { Language } from '../../../platform/i18n.ts'
import { Opener, Stop } from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import type { Community } from '../community.ts'
import { words } from '../messages/index.ts'
import { type Typed } from './parts.tsx'

/** A page with one form: a heading, a way back, the problems, and the questions. */
export function FormPage(
  props: Typed & {
    language: Language
    heading: string
    lede: string
    back?: { href: string; label: string }
    /** The sentences for what is wrong, by code; those of communities when left out. */
    messages?: Record<string, string>
    children: ComponentChildren
  },
) {
  const { language, back } = props
  return (
    <>
      <Opener
        above={
          back && (
            <p>
              <a href={back.href}>{back.label}</a>
            </p>
          )
        }
        heading={props.heading}
        lede={props.lede}
        line="sun"
      />
      <Stop line="sun" id="formulier" heading={props.heading} quiet letterbox>
        <Problems
          language={language}
          errors={props.errors}
          messages={props.messages ?? words[language].errors}
        />
        {props.children}
      </Stop>
      <Goodbye language={language} />
    </>
  )
}

/** The way back to a community. */
export const backTo = ({ slug, name }: Community) => ({ href: `/leefomgeving/${slug}`, label: name })
