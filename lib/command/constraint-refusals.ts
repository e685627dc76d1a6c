import 'server-only'
import { Refusal, type RefusalCode } from '@/lib/kernel/refusal'

/** Constraints that two people can meet honestly, and what they are told. Any other violation is a bug. */
const refusals: Readonly<Record<string, RefusalCode>> = {
  users_email_unique: 'account.name-taken',
  payments_one_open_per_order: 'order.changed-meanwhile',
  payments_one_settled_per_order: 'order.changed-meanwhile',
}

type DatabaseError = { code: string; constraint_name?: string }

function databaseError(error: unknown): DatabaseError | null {
  for (let at = error; at instanceof Error; at = at.cause)
    if (at.name === 'PostgresError' && 'code' in at) return at as unknown as DatabaseError
  return null
}

/** The refusal an error means, or null where it is a bug or an outage. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  const found = databaseError(error)
  const code = found?.code === '23505' ? refusals[found.constraint_name ?? ''] : undefined
  return code ? new Refusal(code) : null
}

export function isDeadlock(error: unknown): boolean {
  return databaseError(error)?.code === '40P01'
}

/** Whether this is the named UNIQUE constraint refusing a second row. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const found = databaseError(error)
  return found?.code === '23505' && found.constraint_name === constraint
}
