import 'server-only'
import { currentRequestId } from '@/lib/web/request-scope'

/**
 * What the database refused, without what it was asked: messages of drivers carry the statement and its values, and
 * a framework prints whatever is thrown while it renders.
 */
export class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure'
  /** What an error page shows as its reference. */
  readonly digest?: string
  constructor(
    /** The SQLSTATE, or the driver's own word where the server said nothing. */
    readonly code: string,
    readonly constraint: string | null,
    stack: string | undefined,
  ) {
    super(`the database answered ${code}${constraint ? ` of ${constraint}` : ''}`)
    const request = currentRequestId()
    if (request) this.digest = request
    const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
    this.stack = [`${this.name}: ${this.message}`, ...frames].join('\n')
  }
}

/** Throws what became of an attempt to connect; the driver's own words for it name the server. */
export function unreachable(error: unknown): never {
  const { code, stack } = error as { code?: unknown; stack?: string }
  throw new DatabaseFailure(typeof code === 'string' ? code : 'failed', null, stack)
}

/** Anything that is not the database's passes as it is. */
export function withoutValues(error: unknown): unknown {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (!('code' in at) || typeof at.code !== 'string') continue
    if (at.name !== 'PostgresError' && at === error) continue
    const constraint = 'constraint_name' in at ? at.constraint_name : null
    return new DatabaseFailure(at.code, typeof constraint === 'string' ? constraint : null, at.stack)
  }
  return error instanceof Error && error.name === 'DrizzleQueryError'
    ? new DatabaseFailure('failed', null, error.stack)
    : error
}
