import { z } from 'zod'

/** The code of a wallet: six figures that were typed, spaces allowed, or the long one that it brought along. */
export const codeForm = z.object({
  code: z
    .string('codeMissing')
    .transform((code) => code.replaceAll(/\s/g, ''))
    .pipe(z.string().min(1, 'codeMissing').max(60, 'codeWrong')),
})
