import 'server-only'
import { describeError, log } from './log'

const LEVELS = { error: 'error', warn: 'warn', info: 'info', log: 'info' } as const

/**
 * What the framework prints becomes lines of the log as well: its words stay, of an error only what may be told. In
 * production alone; a developer reads the console.
 */
export function consoleAsLines(): void {
  for (const [method, level] of Object.entries(LEVELS) as [
    keyof typeof LEVELS,
    'error' | 'warn' | 'info',
  ][]) {
    globalThis.console[method] = (...said: unknown[]) => {
      const errors = said.filter((one) => one instanceof Error).map(describeError)
      const words = said.filter((one) => typeof one === 'string').join(' ')
      log[level](errors.length > 0 ? { error: errors[0] } : {}, words.trim() || 'console')
    }
  }
}
