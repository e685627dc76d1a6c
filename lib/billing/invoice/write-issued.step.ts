import 'server-only'
import { and, count, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices } from '@/db/schema/invoice'
import { stage } from '@/lib/command/outbox'
import { Refusal } from '@/lib/kernel/refusal'
import type { Application } from './application.load'
import type { IssuedFile } from './channel.rules'
import { keepFiles } from './keep-files.step'
import { isElectronic } from './kind.rules'
import { moveApplication } from './move-application.step'
import { consume } from './move-quota.step'

type Issued = {
  invoiceId: string
  number: string
  /** Printed on paper alone. */
  code: string | null
  issuedOn: string
  files: readonly IssuedFile[]
  at: Date
  /** Null where a channel issued it. */
  userId: string | null
}

/**
 * Writes down an issued invoice with its files and stages its mail. With the last of an application's invoices the
 * application is issued and the quota consumed. The application is locked. Throws `application.changed-meanwhile` for
 * an invoice that does not wait. Returns how many still do.
 */
export async function writeIssued(tx: Tx, application: Application, issued: Issued): Promise<number> {
  const { invoiceId, number, code, issuedOn, at, userId } = issued
  const rows = await tx
    .update(invoices)
    .set({ status: 'issued', number, code, issuedOn, trouble: null })
    .where(and(eq(invoices.id, invoiceId), eq(invoices.status, 'pending')))
    .returning({ id: invoices.id })
  if (rows.length !== 1) throw new Refusal('application.changed-meanwhile')
  const kept = { id: invoiceId, accountId: application.accountId }
  await keepFiles(tx, kept, issued.files, { by: userId, at })
  // Paper is told of when it is shipped, and what has no PDF yet once it has one.
  if (isElectronic(application.kind) && issued.files.some(({ format }) => format === 'pdf'))
    await stage(tx, {
      task: 'send-mail',
      payload: { key: `invoice-issued:${invoiceId}`, kind: 'invoice-issued', invoiceId },
    })
  const left = await countPending(tx, application.id)
  if (left > 0) return left
  const set = { issuedAt: at, trouble: null, nextQueryAt: null }
  await moveApplication(tx, application, 'issue', { at, userId, set })
  await consume(tx, application.id)
  return 0
}

async function countPending(tx: Tx, applicationId: string): Promise<number> {
  const [row] = await tx
    .select({ pending: count() })
    .from(invoices)
    .where(and(eq(invoices.applicationId, applicationId), eq(invoices.status, 'pending')))
  return row?.pending ?? 0
}
