import type { ComponentChildren } from 'preact'
import type { FormErrors } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { Back, Opener, Stop } from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'

/** A small page with one thing to do or to read, and the way back. */
export function SmallPage(props: {
  language: Language
  heading: string
  lede?: string
  back: { href: string; label: string }
  errors?: FormErrors | undefined
  children: ComponentChildren
}) {
  const { language } = props
  return (
    <>
      <Opener
        heading={props.heading}
        lede={props.lede}
        line="sky"
        above={
          <Back language={language} to={props.back.href}>
            {props.back.label}
          </Back>
        }
      />
      <Stop line="sky" id="doe" heading={props.heading} quiet letterbox>
        <Problems language={language} errors={props.errors} messages={words[language].errors} />
        {props.children}
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}
