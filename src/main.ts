import { ConfigError, readConfig } from './platform/config.ts'
import { FolderInUse } from './platform/db/embedded.ts'
import { runCommand } from './app/cli/index.ts'
import { openServices } from './app/services.ts'
import { startServer } from './app/server.ts'
import { prepare } from './app/prepare.ts'

/** Without words the program serves; with words it carries out a command and ends. */
async function main(words: string[]): Promise<void> {
  const config = readConfig(process.env)
  if (words.length > 0) {
    process.exitCode = await runCommand(words, config)
    return
  }
  const services = await openServices(config)
  await prepare(services)
  const running = await startServer(services)
  process.stdout.write(`Leefomgeving Doe-Het-Zelf is open: ${config.origin}\n`)
  if (config.demo) process.stdout.write('This is a demo on your own machine. Stop with Ctrl-C.\n')

  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    void running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        services.log.error({ error: String(error) }, 'stop')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof FolderInUse
  process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`)
  process.exit(expected ? 2 : 1)
})
