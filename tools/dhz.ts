import './node-version.cjs'
import { run } from './run.ts'

const words = process.argv.slice(2)
await run(words.length > 0 ? words : ['--help'])
