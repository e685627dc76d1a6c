import type { ProcessReference } from './processes.mjs'

type Program = ProcessReference & {
  readonly exited: Promise<unknown>
  stop(options?: { force?: boolean }): Promise<void>
}
export function startWeb(options: {
  dataDirectory: string
  environment: Record<string, string>
  development: boolean
}): Program
export function askHealth(url: string): Promise<{ ok: boolean; text: string } | null>
