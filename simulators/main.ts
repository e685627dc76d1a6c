import { parseArgs } from 'node:util'
import { startSimulators } from './server'

const USAGE =
  'Usage: simulators/main.ts --state <directory> [--port <number>] [--host <address>] [--retry-scale <factor>]'

/** Runs the simulators until SIGTERM or Ctrl-C. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      state: { type: 'string' },
      'retry-scale': { type: 'string', default: process.env['SIMULATOR_RETRY_SCALE'] ?? '1' },
    },
  })
  const port = Number(values.port)
  const retryScale = Number(values['retry-scale'])
  if (!values.state || !Number.isInteger(port) || !(retryScale > 0)) throw new Error(USAGE)
  const simulators = await startSimulators({
    host: values.host,
    port,
    stateDirectory: values.state,
    retryScale,
  })
  console.log(`simulators listening on ${simulators.url}`)
  const stop = () => void simulators.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
