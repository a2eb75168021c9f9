import type { ActsFor } from '../platform/http.ts'

/** The field that every form carries in a session that is for somebody else: for whom it was opened. */
export const actsForField = 'namens'

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]

const pathOf = (address: string): string => address.replace(/[?#].*$/, '')

/**
 * A page as it is shown to who does something for another. What would be refused is not offered: a form says instead that
 * the other does this, a button goes, a link is only its words. Every other form that is sent says for whom it was opened,
 * so that it is never sent as somebody else. `instead` is what stands for a form that goes. Works on what `renderToString` writes, in which forms and links never nest.
 */
export function shownForAnother(html: string, { id, mayOpen }: ActsFor, instead: string): string {
  const mayFollow = (href: string) => !href.startsWith('/') || mayOpen('GET', pathOf(href))
  return html
    .replaceAll(/<form\b[^>]*>[\s\S]*?<\/form>/g, (form) => {
      const tag = form.slice(0, form.indexOf('>') + 1)
      const method = attribute(tag, 'method') === 'post' ? 'POST' : 'GET'
      if (!mayOpen(method, pathOf(attribute(tag, 'action') ?? ''))) return instead
      if (method === 'GET') return form
      const said = `${tag}<input type="hidden" name="${actsForField}" value="${id}"/>${form.slice(tag.length)}`
      return said.replaceAll(/<button\b[^>]*>[\s\S]*?<\/button>/g, (button) => {
        const other = attribute(button.slice(0, button.indexOf('>') + 1), 'formaction')
        return other === undefined || mayOpen('POST', pathOf(other)) ? button : ''
      })
    })
    .replaceAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g, (link, tag: string, words: string) => {
      if (mayFollow(attribute(tag, 'href') ?? '')) return link
      return /\sclass="button\b/.test(tag) ? '' : `<span>${words}</span>`
    })
    .replaceAll('<div class="actions"></div>', () => instead)
    .replaceAll(instead + instead, () => instead)
}
