import type { VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'

/** HTML that was made by `renderToString` before, within a page. Nothing else: it is not escaped. */
export function raw(html: string): VNode {
  return jsxTemplate([html]) as VNode
}
