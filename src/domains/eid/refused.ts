/** Why an eID or a wallet did not lead to anything. Each is a page with what happened and what to do. */
export type RefusedWhy =
  /** The provider cannot be reached, or does not do what it has to. */
  | 'down'
  /** The resident pressed cancel there. */
  | 'cancelled'
  /** This answer was used, is too old, or belongs to another browser. */
  | 'over'
  /** They came in there in a way that proves too little. */
  | 'weak'
  /** It is not what it says it is, or it does not belong to what we asked. */
  | 'wrong'
  /** The name or the birth date is missing. */
  | 'missing'
  /** Signing in with something that is not linked; or that is linked to somebody else. */
  | 'unknown'
  /** The foundation's own settings or the provider's do not agree. */
  | 'unfit'

const statuses = {
  down: 503,
  cancelled: 200,
  over: 410,
  weak: 403,
  wrong: 403,
  missing: 422,
  unknown: 403,
  unfit: 503,
} as const satisfies Record<RefusedWhy, number>

/** What an eID or a wallet brought is not used. `detail` is for the operator and holds nothing about anybody. */
export class EidRefused extends Error {
  readonly why: RefusedWhy
  readonly detail: string
  constructor(why: RefusedWhy, detail = '') {
    super(`eID refused: ${why}`)
    this.name = 'EidRefused'
    this.why = why
    this.detail = detail
  }
  get status(): (typeof statuses)[RefusedWhy] {
    return statuses[this.why]
  }
}
