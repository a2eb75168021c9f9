import { Command } from 'commander'
import type { Config } from '../../platform/config.ts'
import { isId } from '../../platform/ids.ts'
import { residentByMail } from '../../domains/identity/index.ts'
import { giveProof } from '../../domains/proofs/index.ts'
import { appointByCommand, enoughStewards } from '../../domains/foundation/index.ts'
import { stewardTasks } from '../../domains/residents/index.ts'
import { Conflict } from '../../platform/errors.ts'
import type { Open } from './open.ts'
import { print, withContext } from './work.ts'

const refused: Record<string, string> = {
  notAssured: 'the address and the person of this resident are not both proven',
  enoughStewards: `${enoughStewards} people can act for the foundation: from now on two of them propose and confirm, on /beheer/mensen`,
}

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
    .description('give one of the first people of the foundation a narrow task')
    .argument('<who>', 'mail address or id')
    .argument('<task>', stewardTasks.join(' | '))
    .option(
      '--met',
      'you met them and know where they live: counts as their proof, for the first people of the foundation',
    )
    .option('--json', 'print the result as JSON')
    .exitOverride()
    .action((who: string, task: string, options: { met?: boolean; json?: boolean }) =>
      withContext(open, async (ctx) => {
        const given = stewardTasks.find((each) => each === task)
        if (!given) command.error(`error: the task is one of ${stewardTasks.join(', ')}`, { exitCode: 2 })
        const id = isId(who) ? who : await residentByMail(ctx, who)
        if (!id) command.error(`error: there is no resident ${who}`, { exitCode: 1 })
        try {
          await appointByCommand(ctx, id!, given!, { met: options.met === true })
        } catch (error) {
          const why = error instanceof Conflict ? refused[error.code] : undefined
          if (why) command.error(`error: ${why}`, { exitCode: 1 })
          throw error
        }
        print(options.json, { id, task }, `${id} has the task ${task} now.`)
      }),
    )

  return command
}
