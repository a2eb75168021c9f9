/** Signatures that are accepted of issuers and wallets: those of the European reference architecture. */
export const acceptedAlgorithms: [string, ...string[]] = ['ES256', 'ES384', 'ES512']

/** Seconds that clocks may differ. */
export const tolerance = 60

/** A moment as JWTs write it. */
export function secondsOf(moment: Date): number {
  return Math.floor(moment.getTime() / 1000)
}
