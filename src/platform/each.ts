/**
 * Does some work for each of many, one after another: what fails for one does not keep the others waiting. When all had
 * their turn the first failure is thrown, so that the job counts as failed and is seen.
 */
export async function eachByItself<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = []
  for (const item of items) {
    try {
      await work(item)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
