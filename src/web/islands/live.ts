/**
 * `<dhz-live src after said>` round a list: puts in what the server sends over a stream, as it comes. Not while nobody looks
 * at the page; then it goes on where it was.
 */
class Live extends HTMLElement {
  #stream: EventSource | undefined
  #after = this.getAttribute('after') ?? ''

  connectedCallback(): void {
    const heard = document.createElement('p')
    heard.className = 'visually-hidden'
    heard.setAttribute('role', 'status')
    this.append(heard)
    const look = () => {
      if (document.hidden) this.#close()
      else this.#open(heard)
    }
    document.addEventListener('visibilitychange', look)
    addEventListener('pagehide', () => this.#close())
    addEventListener('pageshow', look)
    look()
  }

  disconnectedCallback(): void {
    this.#close()
  }

  #open(heard: HTMLElement): void {
    if (this.#stream) return
    this.#stream = new EventSource(`${this.getAttribute('src')}?na=${this.#after}`)
    this.#stream.addEventListener('message', ({ data, lastEventId }: MessageEvent<string>) => {
      this.#after = lastEventId
      const list = this.querySelector('ol')!
      const piece = document.createElement('template')
      piece.innerHTML = data
      for (const item of piece.content.querySelectorAll('.reply')) {
        // What this browser posted itself may be on the page already.
        if (!document.getElementById(item.id)) list.append(item)
      }
      heard.textContent = this.getAttribute('said')
    })
  }

  #close(): void {
    this.#stream?.close()
    this.#stream = undefined
  }
}
customElements.define('dhz-live', Live)
