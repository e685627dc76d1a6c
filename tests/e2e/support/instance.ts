import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const START_LIMIT_MS = 180_000

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function isHealthy(url: string): Promise<boolean> {
  return fetch(`${url}/api/health`).then(
    (answer) => answer.ok,
    () => false,
  )
}

/** A running product: its address, what its runtime.json says, and how it is stopped. */
export type Instance = { url: string; runtime: string; stop: () => Promise<void> }

/** Starts the product as anybody would, `npm start` in a data directory of its own. */
export async function startProduct(settings: Record<string, string> = {}): Promise<Instance> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'billing-e2e-'))
  chmodSync(dataDirectory, 0o711)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    ...settings,
    PORT: String(port),
    DATA_DIR: dataDirectory,
    DATABASE_POOL_SIZE: '10',
  }
  const product = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [product.stdout, product.stderr]) stream.on('data', (text) => (said += String(text)))
  const exited = new Promise<void>((resolve) => product.on('exit', () => resolve()))
  const stop = async () => {
    product.kill('SIGTERM')
    await exited
    rmSync(dataDirectory, { recursive: true, force: true })
  }
  const limit = Date.now() + START_LIMIT_MS
  while (!said.includes(url) || !(await isHealthy(url))) {
    if (Date.now() > limit || product.exitCode !== null) {
      await stop()
      throw new Error(`the product did not start:\n${said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return { url, runtime: readFileSync(join(dataDirectory, 'runtime.json'), 'utf8'), stop }
}
