import './node-version.cjs'
import { run } from './run.ts'

await run([])
