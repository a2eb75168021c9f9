/** The mark: a letterbox with the cord hanging out of it. */

const CORD = 'M15 15V30C15 42 29 42 29 33C29 26 21 28 21 35'

/** The mark in the colours of the page. */
export const mark = (): string =>
  '<path fill="var(--ink)" stroke="none" d="M2 4h40v20H2z"/><path fill="var(--paper)" stroke="none" d="M8 10h28v8H8z"/>' +
  '<path fill="var(--ink)" stroke="none" d="M8 10h28v3H8z"/>' +
  `<path stroke="var(--cord-edge)" stroke-width="5" stroke-linecap="butt" d="${CORD}"/>` +
  `<path stroke="var(--sun)" stroke-width="2.6" stroke-linecap="butt" d="${CORD}"/>`

/** The mark as a browser icon; it stands alone, so it carries its own colours. */
export const icon = (): string =>
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 44"><path fill="#17513A" d="M0 0h44v28H0z"/>' +
  '<path fill="#F7F1E4" d="M7 8h30v10H7z"/><path fill="#1A2226" d="M7 8h30v4H7z"/>' +
  '<g fill="none"><path d="M15 14v17c0 12 16 11 16 2c0-8-10-5-10 3" stroke="#1A2226" stroke-width="6"/>' +
  '<path d="M15 14v17c0 12 16 11 16 2c0-8-10-5-10 3" stroke="#F2B632" stroke-width="3.2"/></g></svg>'
