import { z } from 'zod'

const size = z
  .string()
  .trim()
  .transform((text) => text.replaceAll('.', ''))
  .pipe(z.string().regex(/^[1-9]\d{0,14}$/, 'wrongSize'))
  .transform(Number)

/** An old checkpoint as somebody copies it from paper. */
export const compareForm = z.object({
  omvang: size,
  getal: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ''))
    .pipe(z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'wrongRoot')),
})

const whole = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})$/)
  .transform(Number)

/** Which proof: that an entry stands in the log, or that the log only grew. Absent sizes are those of now. */
export const proofQuery = z.union([
  z.object({ nummer: whole, omvang: whole.optional() }),
  z.object({ van: whole, tot: whole.optional() }),
])
