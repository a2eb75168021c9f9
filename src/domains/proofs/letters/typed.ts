import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import { readCode } from '../code.ts'
import { codeLength, numberLength } from './letter.ts'

/** What somebody copied from a letter. */
export interface TypedLetter {
  number: string
  code: string
  /** Slips of the pen, which cost no try. */
  errors: FormErrors | undefined
}

/** Reads what was posted with `LetterFields`. @param ownKnown the letter is known already: then the number may be missing. */
export function readLetterFields(values: FormValues, ownKnown = false): TypedLetter {
  const [number, code] = [valueOf(values, 'nr').slice(0, 30), valueOf(values, 'code').slice(0, 30)]
  const errors: FormErrors = {}
  if (!number.trim() && !ownKnown) errors['nr'] = 'numberMissing'
  else if (number && !readCode(number, numberLength)) errors['nr'] = 'numberTypo'
  if (!code.trim()) errors['code'] = 'codeMissing'
  else if (!readCode(code, codeLength)) errors['code'] = 'codeTypo'
  return { number, code, errors: Object.keys(errors).length > 0 ? errors : undefined }
}
