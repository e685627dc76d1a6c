import 'server-only'
import pino from 'pino'
import { currentRequestId } from './request-scope'

/**
 * One JSON line per event on standard output, with the id of the request it belongs to. Content, secrets and personal
 * data are never among its fields.
 */
export const log = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
  mixin: () => {
    const request = currentRequestId()
    return request ? { request } : {}
  },
})

/**
 * What may be told of an unexpected error: its kind and where it arose. Messages of database errors carry the
 * values of the statement, so only a class, a code and the frames of the stack are kept.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const told = error as { code?: unknown; constraint?: unknown; constraint_name?: unknown }
  const { code, constraint_name: constraint = told.constraint } = told
  const frames = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
  return {
    kind: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    at: frames?.map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
