import { systemContext, type Context, type Services } from '../../platform/context.ts'

/** Opens the store for one piece of work and closes it again, whatever happens. */
export async function withContext<Result>(
  open: () => Promise<Services>,
  work: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  const services = await open()
  try {
    return await work(systemContext(services))
  } finally {
    await services.store.close()
  }
}

/** Prints a result: as JSON for a program, or as a line for a person. */
export function print(json: boolean | undefined, result: unknown, line: string): void {
  console.log(json ? JSON.stringify(result, null, 2) : line)
}

/** Seconds since a moment of `performance.now()`, for a person. */
export function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
