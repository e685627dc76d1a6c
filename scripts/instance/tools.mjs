import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { signal } from './processes.mjs'

const running = new Set()

/**
 * Runs a program to its end. What it printed is kept back and becomes part of the error when it fails.
 * It has a process group of its own: Ctrl-C ends it through `stopTools`.
 */
export function runTool({ name, command, args, options = {} }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code, signalName) => {
      running.delete(child)
      if (code === 0) resolve(output)
      else
        reject(
          new Error(
            `${name ?? basename(command)} failed (${signalName ?? `exit status ${code}`}).\n${output}`,
          ),
        )
    })
  })
}

/** Ends the programs that are still running on behalf of this process. */
export function stopTools() {
  for (const child of running) if (child.pid) signal(child.pid, 'SIGTERM', { group: true })
}
