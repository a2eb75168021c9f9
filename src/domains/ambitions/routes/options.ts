import type { Context } from '../../../platform/context.ts'
import type { Option } from '../../../web/components/index.ts'
import { words } from '../messages/index.ts'
import { tree, type TreeNode } from '../queries.ts'

/** All ambitions to choose one from, by name, with nothing chosen at first. */
export async function ambitionOptions(ctx: Context): Promise<Option[]> {
  const roots = await tree(ctx, 'ambition')
  const all = new Map(flatten(roots).map(({ slug, label }) => [slug, label]))
  const options = [...all].map(([value, label]) => ({ value, label }))
  options.sort((a, b) => a.label.localeCompare(b.label, ctx.language))
  return [{ value: '', label: words[ctx.language].steward.choose }, ...options]
}

/** The groups of the tree, under which a new ambition can be placed. */
export async function groupOptions(ctx: Context): Promise<Option[]> {
  const roots = await tree(ctx, 'ambition')
  return [
    { value: '', label: words[ctx.language].steward.choose },
    ...roots.map(({ slug, label }) => ({ value: slug, label })),
  ]
}

function flatten(nodes: TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.narrower)])
}
