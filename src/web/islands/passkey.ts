/**
 * `<dhz-passkey ask="/path">` round a form with a hidden field `response`: sending the form first asks the device for a
 * passkey, about what the address in `ask` says, and sends the answer along. `make` makes a new one instead of using one.
 * With `autofill` a browser that can also offers passkeys in the field marked `webauthn`, without a press.
 *
 * Without scripts, or in a browser without passkeys, its form stays hidden and what is marked `data-without` shows.
 * When the device does not answer, what is marked `data-failed` shows.
 */
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'

/** A little shorter than a question to a device lasts. */
const again = 4 * 60_000

class Passkey extends HTMLElement {
  private timer = 0

  connectedCallback(): void {
    const form = this.querySelector('form')
    if (!form) return
    if (!browserSupportsWebAuthn()) return this.show('without')
    form.hidden = false
    for (const note of document.querySelectorAll<HTMLElement>('[data-with-passkey]')) note.hidden = false
    form.addEventListener('submit', (event) => {
      if (this.answer(form).value) return
      event.preventDefault()
      void this.press(form)
    })
    if (this.hasAttribute('autofill')) void this.offer(form)
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer)
  }

  private answer(form: HTMLFormElement): HTMLInputElement {
    return form.elements.namedItem('response') as HTMLInputElement
  }

  private async press(form: HTMLFormElement): Promise<void> {
    clearTimeout(this.timer)
    try {
      const options = await this.ask()
      const made = this.hasAttribute('make')
        ? await startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
        : await startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON })
      this.send(form, made)
    } catch {
      this.show('failed')
      if (this.hasAttribute('autofill')) void this.offer(form)
    }
  }

  /** Waits in the background until somebody picks a passkey in the field; starts anew before the question is too old. */
  private async offer(form: HTMLFormElement): Promise<void> {
    if (!(await browserSupportsWebAuthnAutofill())) return
    this.timer = window.setTimeout(() => void this.offer(form), again)
    try {
      const options = (await this.ask()) as PublicKeyCredentialRequestOptionsJSON
      this.send(form, await startAuthentication({ optionsJSON: options, useBrowserAutofill: true }))
    } catch {
      // Stopped by a press on the button, or by the next round.
    }
  }

  private async ask(): Promise<unknown> {
    const response = await fetch(this.getAttribute('ask') ?? '', { method: 'POST' })
    // Signed out, or too long ago that somebody showed who they are: the page itself says so.
    if (response.status === 401) location.reload()
    if (!response.ok) throw new Error(String(response.status))
    return response.json()
  }

  private send(form: HTMLFormElement, answer: unknown): void {
    clearTimeout(this.timer)
    const field = this.answer(form)
    field.value = JSON.stringify(answer)
    form.requestSubmit()
    // Going back to this page asks anew.
    field.value = ''
  }

  private show(what: 'without' | 'failed'): void {
    const note = this.querySelector<HTMLElement>(`[data-${what}]`)
    if (note) note.hidden = false
  }
}

customElements.define('dhz-passkey', Passkey)
