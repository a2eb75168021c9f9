import { z } from 'zod'
import { onTheWall } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { Invalid } from '../../platform/errors.ts'
import { ageBand, type AgeBand } from './rules.ts'

/**
 * The day that is meant, as "1946-03-01", as a browser's date field sends it or as people write it: "1-3-1946", "1 3 1946".
 * Undefined for what is no day.
 */
export function readDay(typed: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(typed) ?? []
  try {
    return day && month && year
      ? Temporal.PlainDate.from(
          { year: Number(year), month: Number(month), day: Number(day) },
          { overflow: 'reject' },
        ).toString()
      : Temporal.PlainDate.from(/^\d{4}-\d\d-\d\d$/.exec(typed)?.[0] ?? '').toString()
  } catch {
    return undefined
  }
}

/** A date of birth in a form. */
export const birthDate = z.string('birthWrong').trim().max(20, 'birthWrong').transform(asDay)

/** A date of birth that may be left empty. */
export const birthDateIfAny = z
  .string('birthWrong')
  .trim()
  .max(20, 'birthWrong')
  .default('')
  .transform((typed, check) => (typed === '' ? undefined : asDay(typed, check)))

function asDay(typed: string, check: z.RefinementCtx): string {
  const day = readDay(typed)
  if (day !== undefined) return day
  check.addIssue({ code: 'custom', message: 'birthWrong' })
  return z.NEVER
}

/** The age somebody born on this day has now. */
export function bandNow(ctx: Context, birth: string): AgeBand {
  return ageBand(birth, onTheWall(ctx.now()).toPlainDate())
}

/**
 * Whether somebody born on this day counts as an adult now.
 * @throws Invalid (`birthYoung`) for who is not sixteen yet, (`birthWrong`) for a day that cannot be.
 */
export function adultBorn(ctx: Context, birth: string): boolean {
  const band = bandNow(ctx, birth)
  if (band === 'impossible') throw new Invalid({ birth: 'birthWrong' })
  if (band === 'child') throw new Invalid({ birth: 'birthYoung' })
  return band === 'adult'
}
