import type { ProcessReference } from './processes.mjs'

type Simulators = ProcessReference & {
  readonly url: string
  /** The settings with which the product talks to them. */
  readonly credentials: Record<string, string>
  stop(options?: { force?: boolean }): Promise<void>
}
export function startSimulators(options: { dataDirectory: string; port: number }): Promise<Simulators>
