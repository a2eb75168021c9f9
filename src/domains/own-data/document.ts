import { holdings, retentions } from './holdings.ts'

const table = (columns: readonly string[], lines: readonly (readonly string[])[]) =>
  [columns, columns.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** `docs/retention.md`, made of what the program itself reads. */
export function retentionDocument(): string {
  const kept = retentions.map(({ name, said, rows, by }) => {
    const counted = rows && `\`${rows.table}\`, ${rows.days} days after \`${rows.from}\``
    return [name, said.en.long, said.en.why, by ?? `the clean-up job: ${counted}`]
  })
  const erased = holdings.map(({ table, column, erasing, why = '' }) => [
    `\`${table}.${column}\``,
    erasing,
    why,
  ])
  return `# How long things are kept

The clean-up job, the page *Wat we bewaren* (\`/bewaren\`) and this page say the same, because they are one table in the code: \`retention.ts\` of each domain. A test holds this page against it; \`npm test -- tests/architecture/holdings -u\` writes it anew.

${table(['what', 'how long', 'why', 'who cleans'], kept)}

The job runs every hour and deletes in portions of a thousand rows. What is not in the table is kept as long as the account, or as the community it belongs to.

## What erasing does

Whoever asks to be erased may stop it for seven days. Then this happens to every column that points at them; a test asks the database that none is missing. \`remove\`: the row goes. \`unname\`: the row stays without the person, and their own words in it go unless they let them stand. Why the row of the resident goes too: [decision 5](decisions/0005-erased-means-the-row-is-gone.md).

${table(['column', 'what happens', 'why it stays, or is not in the download'], erased)}
`
}
