import { Command } from 'commander'
import type { Config } from '../../platform/config.ts'
import { isId } from '../../platform/ids.ts'
import { residentByMail } from '../../domains/identity/index.ts'
import { giveProof } from '../../domains/proofs/index.ts'
import { appointSteward, type StewardTask } from '../../domains/residents/index.ts'
import type { Open } from './open.ts'
import { print, withContext } from './work.ts'

const tasks: StewardTask[] = ['identity', 'taxonomy', 'moderation', 'operations']

/** `dhz residents verify|appoint`. Verifying by hand exists only where the origin is loopback. */
export function residentsCommand(open: Open, { demo }: Config): Command {
  const command = new Command('residents')
    .description('residents, by their mail address or id')
    .exitOverride()

  command
    .command('verify')
    .description('count the address of a resident as proven, on a development machine only')
    .argument('<who>', 'mail address or id')
    .option('--assured', 'address and person')
    .option('--json', 'print the result as JSON')
    .exitOverride()
    .action((who: string, options: { assured?: boolean; json?: boolean }) => {
      if (!demo) command.error('error: this is possible on a loopback origin only', { exitCode: 2 })
      return withContext(open, async (ctx) => {
        const id = isId(who) ? who : await residentByMail(ctx, who)
        if (!id) command.error(`error: there is no resident ${who}`, { exitCode: 1 })
        const level = options.assured ? 'assured' : 'verified'
        await giveProof(ctx, id!, { kind: 'command', address: true, person: options.assured === true })
        print(options.json, { id, level }, `${id} is ${level} now.`)
      })
    })

  command
    .command('appoint')
    .description('give a resident one narrow task of the foundation')
    .argument('<who>', 'mail address or id')
    .argument('<task>', tasks.join(' | '))
    .option('--json', 'print the result as JSON')
    .exitOverride()
    .action((who: string, task: string, options: { json?: boolean }) =>
      withContext(open, async (ctx) => {
        const given = tasks.find((each) => each === task)
        if (!given) command.error(`error: the task is one of ${tasks.join(', ')}`, { exitCode: 2 })
        const id = isId(who) ? who : await residentByMail(ctx, who)
        if (!id) command.error(`error: there is no resident ${who}`, { exitCode: 1 })
        await appointSteward(ctx, id!, given!)
        print(options.json, { id, task }, `${id} has the task ${task} now.`)
      }),
    )

  return command
}
