import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { authentications } from '@/db/schema/authentication'
import { prepared } from '@/lib/command/prepared'
import type { AuthenticationKind } from './authentication.rules'

export type Authentication = typeof authentications.$inferSelect

/** Who an account is, as a reviewer confirmed it. */
export type AuthenticatedAs = {
  id: string
  kind: AuthenticationKind
  /** The name on the business licence, or the person's own. */
  legalName: string
  /** Of an enterprise. */
  taxpayerId: string | null
  /** Of a person: the last four characters of the ID number. */
  idNumberLast4: string | null
  authenticatedAt: Date
}

const authenticationInForce = prepared((tx) =>
  tx
    .select({
      id: authentications.id,
      kind: authentications.kind,
      legalName: authentications.legalName,
      taxpayerId: authentications.taxpayerId,
      idNumberLast4: authentications.idNumberLast4,
      decidedAt: authentications.decidedAt,
    })
    .from(authentications)
    .where(
      and(
        eq(authentications.accountId, sql.placeholder('accountId')),
        eq(authentications.status, 'authenticated'),
      ),
    )
    .prepare('authentication_in_force'),
)

/** The authentication of an account that is in force; null where there is none. */
export async function loadAuthentication(tx: Tx, accountId: string): Promise<AuthenticatedAs | null> {
  const [row] = await authenticationInForce(tx, { accountId })
  if (!row?.decidedAt) return null
  const { decidedAt: authenticatedAt, ...rest } = row
  return { ...rest, authenticatedAt }
}

/** What was submitted under an id by the account that asks; null for any other. */
export async function findSubmission(tx: Tx, id: string) {
  const [row] = await tx
    .select({
      kind: authentications.kind,
      legalName: authentications.legalName,
      taxpayerId: authentications.taxpayerId,
      licenceId: authentications.licenceId,
      idNumberLast4: authentications.idNumberLast4,
    })
    .from(authentications)
    .where(eq(authentications.id, id))
  return row ?? null
}

/** Whether something of the account waits for a reviewer. */
export async function isUnderReview(tx: Tx, accountId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: authentications.id })
    .from(authentications)
    .where(and(eq(authentications.accountId, accountId), eq(authentications.status, 'under-review')))
  return rows.length > 0
}

/** Locks a submission for the rest of the transaction. */
export async function lockAuthentication(tx: Tx, id: string): Promise<Authentication | null> {
  const [row] = await tx.select().from(authentications).where(eq(authentications.id, id)).for('no key update')
  return row ?? null
}
