export { continues, includes, leafHash, nodeHash } from './merkle.ts'
export { BrokenProof, judgeProof, type Judged } from './proof-file.ts'
