/** Words of the desk and of the card. */
export const desk = {
  refusals: {} as Record<string, [string, string]>,
  errors: {} as Record<string, string>,
  pages: {},
}
