import { z } from 'zod'
import { continues, includes } from './merkle.ts'

/** A file that holds no proof; the message is one sentence. */
export class BrokenProof extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BrokenProof'
  }
}

const hash = z
  .string()
  .nullish()
  .transform((text, check) => {
    const bytes = Buffer.from(text ?? '', 'base64')
    if (bytes.toString('base64') === (text ?? '')) return new Uint8Array(bytes)
    check.addIssue({ code: 'custom', message: 'is not base64' })
    return z.NEVER
  })
const size = z.number()
const proof = z
  .array(hash)
  .nullish()
  .transform((hashes) => hashes ?? [])

const inclusion = z.object({ leafIdx: size, treeSize: size, root: hash, leafHash: hash, proof })
const consistency = z.object({ size1: size, size2: size, root1: hash, root2: hash, proof })

export interface Judged {
  kind: 'inclusion' | 'consistency'
  holds: boolean
}

/**
 * Judges one proof: that an entry stands in a log (`leafIdx`, `treeSize`, `root`, `leafHash`, `proof`), or that a log only
 * grew (`size1`, `size2`, `root1`, `root2`, `proof`); hashes in base64. @throws BrokenProof when it is neither.
 */
export function judgeProof(text: string): Judged {
  let words: unknown
  try {
    words = JSON.parse(text)
  } catch {
    throw new BrokenProof('This is no JSON')
  }
  const grew = typeof words === 'object' && words !== null && 'size1' in words
  if (grew) {
    const { size1, size2, root1, root2, proof } = read(consistency, words)
    return { kind: 'consistency', holds: continues(size1, size2, root1, root2, proof) }
  }
  const { leafIdx, treeSize, root, leafHash, proof: path } = read(inclusion, words)
  return { kind: 'inclusion', holds: includes(leafHash, leafIdx, treeSize, root, path) }
}

function read<Schema extends z.ZodType>(schema: Schema, words: unknown): z.output<Schema> {
  const parsed = schema.safeParse(words)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new BrokenProof(
    `This is no proof: ${issue?.path.join('.') || 'the file'} ${issue?.message ?? 'is wrong'}`,
  )
}
