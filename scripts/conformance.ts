import { text } from 'node:stream/consumers'
import { runSuite } from './conformance/run-suite'

async function main(): Promise<void> {
  const { status, output, trouble } = await runSuite(process.argv[2] ?? '', () => text(process.stdin))
  process.stderr.write(trouble)
  process.stdout.write(output)
  process.exitCode = status
}

void main()
