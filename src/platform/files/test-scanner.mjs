// A scanner for the tests: EICAR is not clean, BREAK makes it fail.
let words = ''
for await (const part of process.stdin) words += part
process.exit(words.includes('EICAR') ? 1 : words.includes('BREAK') ? 2 : 0)
