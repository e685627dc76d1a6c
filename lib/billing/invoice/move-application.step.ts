import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { applicationEvents, invoiceApplications } from '@/db/schema/invoice'
import { newId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import type { Application } from './application.load'
import { restsAt, type ApplicationVerb } from './application.rules'

type Moved = {
  at: Date
  /** Null where the channel or the sweep did it. */
  userId: string | null
  detail?: string
  set?: PgUpdateSetSource<typeof invoiceApplications>
}

/**
 * Moves an application by a verb of its lifecycle and writes its history. Throws `application.changed-meanwhile` where
 * the verb is not allowed or somebody else was faster.
 */
export async function moveApplication(
  tx: Tx,
  application: Application,
  verb: ApplicationVerb,
  { at, userId, detail, set = {} }: Moved,
): Promise<void> {
  const status = restsAt(verb, application)
  if (status === null) throw new Refusal('application.changed-meanwhile')
  const rows = await tx
    .update(invoiceApplications)
    .set({ ...set, status })
    .where(
      and(eq(invoiceApplications.id, application.id), eq(invoiceApplications.status, application.status)),
    )
    .returning({ id: invoiceApplications.id })
  if (rows.length !== 1) throw new Refusal('application.changed-meanwhile')
  await tx.insert(applicationEvents).values({
    id: newId(),
    accountId: application.accountId,
    applicationId: application.id,
    verb,
    status,
    userId,
    detail: detail ?? null,
    at,
  })
}
