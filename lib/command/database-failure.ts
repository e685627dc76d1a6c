import 'server-only'

/**
 * What the database refused, without what it was asked: messages of drivers carry the statement and its values, and
 * a framework prints whatever is thrown while it renders.
 */
export class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure'
  constructor(
    /** The SQLSTATE, or the driver's own word where the server said nothing. */
    readonly code: string,
    readonly constraint: string | null,
    stack: string | undefined,
  ) {
    super(`the database answered ${code}${constraint ? ` of ${constraint}` : ''}`)
    const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
    this.stack = [`${this.name}: ${this.message}`, ...frames].join('\n')
  }
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
