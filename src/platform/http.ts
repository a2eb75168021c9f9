import type { Context as HonoContext, Hono } from 'hono'
import type { z } from 'zod'
import type { Context } from './context.ts'
import { Invalid, Refusal, SignInNeeded } from './errors.ts'
import type { Language } from './i18n.ts'

/** For whom a session does things, and what may be opened and sent in it. */
export interface ActsFor {
  id: string
  name: string
  mayOpen: (method: 'GET' | 'POST', path: string) => boolean
}

/** What surrounds every page, known once the session is read. */
export interface Frame {
  language: Language
  /** Address of this page without its query, for links that change the language or come back. */
  path: string
  /** Name of the place the viewer belongs to. */
  place: string | undefined
  signedIn: boolean
  steward: boolean
  /** For whom this session does things, when that is not who is at the keys. */
  actsFor?: ActsFor | undefined
  demo: boolean
  /** A sentence about what was just done, shown once. */
  flash: string | undefined
  nonce: string
}

export interface Env {
  Variables: {
    ctx: Context
    frame: Frame
    requestId: string
    visitor: string
    /** Whose session this is, where that account rests before it is erased: then nobody is signed in. */
    resting: string | undefined
  }
}
export type App = Hono<Env>
export type Request = HonoContext<Env>

/** What became of a form: its data, or the words as they were typed with a message code for each field. */
export type FormResult<Data> =
  | { ok: true; data: Data }
  | { ok: false; values: FormValues; errors: FormErrors }
export type FormValues = Record<string, string | string[]>
export type FormErrors = Record<string, string>

/** Reads a posted form and checks it against a schema whose messages are codes of the domain's catalogue. */
export async function readForm<Schema extends z.ZodType>(
  c: Request,
  schema: Schema,
): Promise<FormResult<z.output<Schema>> & { values: FormValues }> {
  const values = await readValues(c)
  const parsed = schema.safeParse(values)
  if (parsed.success) return { ok: true, data: parsed.data, values }
  const errors: FormErrors = {}
  for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? 'form')] ??= issue.message
  return { ok: false, values: withoutBsn(values, errors), errors }
}

/** A citizen service number is not even sent back (message code `noBsn`). */
function withoutBsn(values: FormValues, errors: FormErrors): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => errors[name] !== 'noBsn'))
}

/** A file that came with a form. Its name and type are what the sender says. */
export interface Upload {
  name: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

/**
 * Reads a posted form that may bring files; their fields are strings of ids or nothing to `schema`. How large it may be
 * is said with the path, in `app/security.ts`.
 * @param most files that are taken of one field; more are refused by the message `filesMany`.
 */
export async function readFormWithFiles<Schema extends z.ZodType>(
  c: Request,
  schema: Schema,
  field: string,
  most = 1,
): Promise<FormResult<z.output<Schema>> & { values: FormValues; files: Upload[] }> {
  const form = await readForm(c, schema)
  const given = [(await c.req.parseBody({ all: true }))[field] ?? []].flat()
  const chosen = given.filter((each) => each instanceof File).filter(({ size }) => size > 0)
  const files = await Promise.all(
    chosen.slice(0, most).map(async (file) => ({
      name: file.name,
      type: file.type,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
  if (chosen.length <= most) return { ...form, files }
  const errors = { ...(form.ok ? {} : form.errors), [field]: 'filesMany' }
  return { ok: false, values: form.values, errors, files }
}

/** Bytes of a form without files, and letters of the words of one with files. */
export const formBytes = 128 * 1024

/** The words of a posted form. What cannot be read as one, or is a file, counts as left open. */
export async function readValues(c: Request): Promise<FormValues> {
  let values: FormValues
  try {
    values = cleanValues(await c.req.parseBody({ all: true }))
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, 'unreadable')
  }
  const letters = Object.values(values)
    .flat()
    .reduce((sum, value) => sum + (value?.length ?? 0), 0)
  if (letters > formBytes) throw new Refusal(413, 'tooLarge')
  return values
}

/** Browsers send line ends as CRLF, and NUL cannot be stored: one form of text from here on. */
function cleanValues(body: Record<string, unknown>): FormValues {
  const clean = (value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\r\n', '\n').replaceAll('\0', '') : ''
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(clean) : clean(value),
    ]),
  )
}

/** One value of a form, for showing it again. */
export function valueOf(values: FormValues | undefined, name: string): string {
  const value = values?.[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** The field messages of an `Invalid`; any other error is thrown on. */
export function fieldErrors(error: unknown): FormErrors {
  if (error instanceof Invalid) return error.fields
  throw error
}

/** The context of a signed-in visitor. @throws SignInNeeded for anybody else. */
export function signedIn(c: Request): Context & { viewer: NonNullable<Context['viewer']> } {
  const ctx = c.get('ctx')
  if (!ctx.viewer) throw new SignInNeeded()
  return ctx as Context & { viewer: NonNullable<Context['viewer']> }
}

/** After a form: go and look at the result, so that reloading does not send it again. */
export function seeOther(c: Request, path: string): Response {
  return c.redirect(path, 303)
}
