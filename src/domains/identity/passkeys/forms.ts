import { z } from 'zod'
import { oneLine } from '../../../platform/line.ts'

const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]+$/)

/** What a browser makes of a device's answer, as the library takes it; nothing larger than devices send. */
const answer = {
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
}

const made = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: base64url(4_000),
    attestationObject: base64url(16_000),
    transports: z
      .array(z.string().regex(/^[a-z-]{2,20}$/))
      .max(8)
      .default([]),
  }),
})

const signed = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: base64url(4_000),
    authenticatorData: base64url(4_000),
    signature: base64url(4_000),
    userHandle: base64url(100).optional(),
  }),
})
export type SignedAnswer = z.output<typeof signed>
export type MadeAnswer = z.output<typeof made>

/** JSON in a field of a form, so that a page answers as to any other form. */
const json = z.string('passkeyRefused').transform((text, check) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    check.addIssue({ code: 'custom', message: 'passkeyRefused' })
    return z.NEVER
  }
})

const inForm = <Shape extends z.ZodType>(shape: Shape) =>
  json.transform((said, check): z.output<Shape> => {
    const parsed = shape.safeParse(said)
    if (parsed.success) return parsed.data
    check.addIssue({ code: 'custom', message: 'passkeyRefused' })
    return z.NEVER
  })

/** How a resident calls a key of theirs. */
const name = z
  .string('keyNameMissing')
  .transform(oneLine)
  .pipe(z.string().min(1, 'keyNameMissing').max(60, 'keyNameLong'))

export const signedForm = z.object({ response: inForm(signed) })
export const madeForm = z.object({ name, response: inForm(made) })
export const keyNameForm = z.object({ name })
