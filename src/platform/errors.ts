/**
 * Something the software refuses on purpose. It becomes a page with a clear sentence in one place
 * (`app/errors.tsx`); `code` names that sentence in the catalogue, `params` fill it in.
 */
export class Refusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429
  readonly code: string
  readonly params: Record<string, string | number>
  constructor(status: Refusal['status'], code: string, params: Record<string, string | number> = {}) {
    super(code)
    this.name = new.target.name
    this.status = status
    this.code = code
    this.params = params
  }
}

/** It does not exist, or this viewer may not know that it does: one answer for both. */
export class NotFound extends Refusal {
  constructor(code = 'notFound') {
    super(404, code)
  }
}

/** For `catch`, where not being there is an answer too. */
export function unlessNotFound(error: unknown): undefined {
  if (!(error instanceof NotFound)) throw error
}

/** The viewer first has to say who they are. */
export class SignInNeeded extends Refusal {
  constructor() {
    super(401, 'signInNeeded')
  }
}

/** For `catch`: who is not signed in is asked to do so first, whether the thing is there or not, so that the answer tells nothing. */
export function orSignIn({ viewer }: { viewer?: unknown }): (error: unknown) => never {
  return (error) => {
    throw error instanceof NotFound && !viewer ? new SignInNeeded() : error
  }
}

/** The viewer is known and may not do this; `code` says what would change that. */
export class NotAllowed extends Refusal {
  constructor(code = 'notAllowed', params: Record<string, string | number> = {}) {
    super(403, code, params)
  }
}

/** The state of things has moved on: already done, ended, taken. */
export class Conflict extends Refusal {
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(409, code, params)
  }
}

/** Too often in too short a time. */
export class TooMany extends Refusal {
  constructor(code = 'tooMany', params: Record<string, string | number> = {}) {
    super(429, code, params)
  }
}

/** Words that cannot be used as they are. `fields` gives a message code for each field; the words are kept. */
export class Invalid extends Refusal {
  readonly fields: Record<string, string>
  constructor(fields: Record<string, string>) {
    super(422, 'invalid')
    this.fields = fields
  }
}
