/**
 * `<dhz-suggest src="/path?q=">` round an input: suggestions while typing, as an ARIA combobox.
 * Without scripts the input stays an ordinary input.
 *
 * The address answers with JSON (`[{label, value, href?}]`) or with HTML `<li>` elements that may
 * hold a link or a `<button value>`. Choosing something with an address goes there; choosing a
 * value fills it in and sends the form when the element has `submit`. After a choice it fires
 * `suggest-choose` with the value. `data-count` is what is announced; `{n}` becomes the number.
 */
interface Suggestion {
  label: string
  value: string
  href?: string
}

const PAUSE = 120
let serial = 0
let pressed = false
document.addEventListener('mousedown', () => (pressed = true), true)
document.addEventListener('mouseup', () => (pressed = false), true)

class Suggest extends HTMLElement {
  private input!: HTMLInputElement
  private list!: HTMLUListElement
  private live!: HTMLElement
  private timer = 0
  private running: AbortController | undefined
  private active = -1

  connectedCallback(): void {
    const input = this.querySelector('input')
    if (!input || this.list) return
    this.input = input
    this.list = document.createElement('ul')
    this.list.id = `suggestions-${++serial}`
    this.list.className = 'suggestions'
    this.list.role = 'listbox'
    this.list.hidden = true
    this.list.ariaLabel = input.labels?.[0]?.textContent ?? null
    this.live = document.createElement('span')
    this.live.className = 'visually-hidden'
    this.live.ariaLive = 'polite'
    this.append(this.list, this.live)
    const attributes = {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': this.list.id,
      autocomplete: 'off',
    }
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value)
    input.addEventListener('input', () => this.later())
    input.addEventListener('keydown', (event) => this.press(event))
    input.addEventListener('blur', () => this.leave())
    // A press would move the focus away and close the list before the click.
    this.list.addEventListener('mousedown', (event) => event.preventDefault())
    this.list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role=option]')
      if (!option) return
      event.preventDefault()
      this.choose(option)
    })
  }

  /**
   * Leaves with the focus. A list that pushes the form down must not close under a finger: the button would jump away
   * between pressing and letting go, and the press would be lost.
   */
  private leave(): void {
    this.cancel()
    if (!pressed) return this.close()
    document.addEventListener('mouseup', () => setTimeout(() => this.close()), { once: true })
  }

  private get options(): HTMLElement[] {
    return [...this.list.children] as HTMLElement[]
  }

  private later(): void {
    this.cancel()
    const words = this.input.value.trim()
    if (!words) return this.close()
    this.timer = window.setTimeout(() => void this.ask(words), PAUSE)
  }

  private async ask(words: string): Promise<void> {
    this.running = new AbortController()
    try {
      const response = await fetch(this.getAttribute('src') + encodeURIComponent(words), {
        signal: this.running.signal,
        headers: { accept: 'application/json, text/html;q=0.9' },
      })
      if (!response.ok) return this.close()
      if (response.headers.get('content-type')?.includes('json'))
        this.show((await response.json()) as Suggestion[])
      else this.showHtml(await response.text())
    } catch {
      // Aborted by newer words, or offline: the input works without suggestions.
    }
  }

  private show(suggestions: Suggestion[]): void {
    this.list.replaceChildren(
      ...suggestions.map(({ label, value, href }) => {
        const item = document.createElement('li')
        item.textContent = label
        item.dataset.value = value
        if (href) item.dataset.href = href
        return item
      }),
    )
    this.open()
  }

  private showHtml(html: string): void {
    const parsed = new DOMParser().parseFromString(html, 'text/html')
    this.list.replaceChildren(...parsed.querySelectorAll('li'))
    for (const item of this.options) {
      const inner = item.querySelector<HTMLAnchorElement & HTMLButtonElement>('a, button')
      if (inner?.href) item.dataset.href = inner.href
      item.dataset.value ??= inner?.value || item.textContent.trim()
      inner?.setAttribute('tabindex', '-1')
    }
    this.open()
  }

  private open(): void {
    this.active = -1
    this.input.removeAttribute('aria-activedescendant')
    this.options.forEach((item, i) => {
      item.role = 'option'
      item.id = `${this.list.id}-${i}`
      item.ariaSelected = 'false'
    })
    const count = this.options.length
    this.list.hidden = count === 0
    this.input.ariaExpanded = String(count > 0)
    this.live.textContent = (this.dataset.count ?? '{n}').replace('{n}', String(count))
  }

  private cancel(): void {
    clearTimeout(this.timer)
    this.running?.abort()
  }

  private close(): void {
    this.cancel()
    this.list.hidden = true
    this.input.ariaExpanded = 'false'
    this.input.removeAttribute('aria-activedescendant')
    this.active = -1
  }

  private press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape' && !this.list.hidden) {
      event.preventDefault()
      this.close()
    } else if (event.key === 'Enter' && this.active >= 0) {
      event.preventDefault()
      this.choose(this.options[this.active]!)
    } else if (step && this.options.length) {
      event.preventDefault()
      this.list.hidden = false
      this.input.ariaExpanded = 'true'
      this.mark(
        (this.active + step + this.options.length + (this.active < 0 && step < 0 ? 1 : 0)) %
          this.options.length,
      )
    }
  }

  private mark(index: number): void {
    this.active = index
    this.options.forEach((item, i) => (item.ariaSelected = String(i === index)))
    const option = this.options[index]!
    this.input.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }

  private choose({ dataset: { href, value = '' } }: HTMLElement): void {
    this.close()
    if (href) return location.assign(href)
    this.input.value = value
    this.dispatchEvent(new CustomEvent('suggest-choose', { bubbles: true, detail: value }))
    if (this.hasAttribute('submit')) this.input.form?.requestSubmit()
  }
}

customElements.define('dhz-suggest', Suggest)
