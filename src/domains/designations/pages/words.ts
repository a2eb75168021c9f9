/** A label within a sentence: "Openbare ruimte" becomes "openbare ruimte", and "EHBO" stays. */
export function inSentence(label: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
