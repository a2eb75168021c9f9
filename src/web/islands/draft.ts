/**
 * `<dhz-draft for="whose/form" done="whose/form" said>` round a form: keeps what is typed on this device until it was sent,
 * and puts it back in a form that comes up empty. `done` names a draft that was sent. On the page after signing out
 * all of it goes.
 */
const prefix = 'dhz-draft:'
const fields = 'textarea[name], input[name=title], input[name=newAlt]'

type Typed = HTMLTextAreaElement | HTMLInputElement

class Draft extends HTMLElement {
  connectedCallback(): void {
    const done = this.getAttribute('done')
    if (done) localStorage.removeItem(prefix + done)
    const form = this.querySelector('form')
    if (!form) return
    const key = prefix + this.getAttribute('for')
    const typed = [...form.querySelectorAll<Typed>(fields)]
    // What the server sent along is newer than what lies here.
    if (typed.every(({ value }) => value === '')) this.#putBack(key, typed)
    form.addEventListener('input', () => {
      const words = Object.fromEntries(typed.map(({ name, value }) => [name, value]))
      try {
        if (Object.values(words).some(Boolean)) localStorage.setItem(key, JSON.stringify(words))
        else localStorage.removeItem(key)
      } catch {
        // A full or closed store keeps nothing; the form works as it does without scripts.
      }
    })
  }

  #putBack(key: string, typed: Typed[]): void {
    let words: Record<string, string>
    try {
      words = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, string>
    } catch {
      return
    }
    const back = typed.filter(({ name }) => words[name])
    for (const field of back) field.value = words[field.name]!
    if (back.length === 0) return
    const said = document.createElement('p')
    said.className = 'small soft'
    said.setAttribute('role', 'status')
    this.prepend(said)
    said.textContent = this.getAttribute('said')
  }
}
customElements.define('dhz-draft', Draft)

// Signing out ends here.
if (location.pathname === '/log-in' && location.search.startsWith('?klaar=')) {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
}
