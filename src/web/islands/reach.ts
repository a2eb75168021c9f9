/**
 * In a `<form data-auto-submit>` a pressed radio sends the form at once, as if its button marked
 * `data-without-script` was pressed; that button hides. Who walks along the choices with the keys is
 * never taken to another page: the button comes back, and it or Enter sends what was chosen.
 */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-auto-submit]')) {
  const button = form.querySelector<HTMLButtonElement>('[data-without-script]')
  const radios = [...form.querySelectorAll<HTMLInputElement>('[type=radio]')]
  let pressed = false

  // Also after going back, when a browser shows the last choice beside the answer to an earlier one.
  const settle = (): void => {
    if (button) button.hidden = radios.every((radio) => radio.checked === radio.defaultChecked)
  }
  settle()
  addEventListener('pageshow', settle)

  // A key makes a click of its own; what was pressed tells the two apart.
  form.addEventListener('pointerdown', () => (pressed = true))
  form.addEventListener('keydown', () => (pressed = false))
  for (const radio of radios) {
    radio.addEventListener('change', () => (pressed ? form.requestSubmit(button) : settle()))
  }
}
