/**
 * A `<form data-auto-submit>` is sent as soon as a radio in it changes, as if its button marked
 * `data-without-script` was pressed; that button hides. Who walks along the choices with the arrow
 * keys gets a pause after each, and finds the focus back on the choice in the page that comes.
 */
const PAUSE = 400

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-auto-submit]')) {
  const button = form.querySelector<HTMLButtonElement>('[data-without-script]')
  const radios = [...form.querySelectorAll<HTMLInputElement>('[type=radio]')]
  let timer = 0

  // After going back, a browser shows the last choice beside the answer to an earlier one: then the button helps.
  const settle = (): void => {
    if (button) button.hidden = radios.every((radio) => radio.checked === radio.defaultChecked)
  }
  settle()
  addEventListener('pageshow', settle)

  for (const radio of radios) {
    if (radio.checked && location.hash === `#${radio.name}`) radio.focus()
    radio.addEventListener('change', () => {
      const withKeys = radio.matches(':focus-visible')
      clearTimeout(timer)
      timer = window.setTimeout(
        () => {
          if (withKeys) form.action = `${form.action.split('#')[0]}#${radio.name}`
          form.requestSubmit(button)
        },
        withKeys ? PAUSE : 0,
      )
    })
  }
  form.addEventListener('submit', () => clearTimeout(timer))
}
