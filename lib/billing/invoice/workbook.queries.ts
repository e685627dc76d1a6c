import 'server-only'
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { members, users } from '@/db/schema/account'
import { sellers } from '@/db/schema/catalog'
import {
  etaxTemplates,
  invoiceApplications,
  invoices,
  issuingBatches,
  issuingBatchLines,
  issuingLists,
} from '@/db/schema/invoice'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import type { DeliverySnapshot, TitleSnapshot } from './snapshot.rules'
import type { WorkbookInvoice } from './workbook.rules'

export type WaitingInvoice = WorkbookInvoice & { id: string }

/** What is approved for the tax bureau's workbook and stands in none that waits for its result; none of one's own account. */
const waiting = (actor: StaffActor, sellerId: string) =>
  and(
    eq(invoiceApplications.sellerId, sellerId),
    eq(invoiceApplications.status, 'issuing'),
    eq(invoiceApplications.channel, 'etax-workbook'),
    inArray(invoiceApplications.kind, ['e_general', 'e_special']),
    eq(invoices.status, 'pending'),
    eq(invoices.colour, 'blue'),
    sql`not exists (select from ${issuingBatchLines} l where l.invoice_id = ${invoices.id} and l.outcome = 'waiting')`,
    sql`not exists (select from ${members} m where m.account_id = ${invoices.accountId} and m.user_id = ${actor.userId})`,
  )

export async function listWaitingInvoices(actor: StaffActor, sellerId: string): Promise<WaitingInvoice[]> {
  const rows = await read(actor, (tx) =>
    tx
      .select({ invoice: invoices, application: invoiceApplications })
      .from(invoices)
      .innerJoin(invoiceApplications, eq(invoiceApplications.id, invoices.applicationId))
      .where(waiting(actor, sellerId))
      .orderBy(asc(invoiceApplications.dueAt), asc(invoices.applicationId), asc(invoices.sequence))
      .limit(2_000),
  )
  return rows.map(({ invoice, application }) => ({
    id: invoice.id,
    requestNo: invoice.requestNo,
    kind: application.kind,
    title: application.title as TitleSnapshot,
    email: (application.delivery as DeliverySnapshot).email,
    remark: application.remark,
    lines: invoice.lines as WorkbookInvoice['lines'],
  }))
}

/** The sellers somebody issues for, the platform first: a seller's reviewer for that seller alone. */
export async function listIssuingSellers(actor: StaffActor) {
  return read(actor, (tx) =>
    tx
      .select({ id: sellers.id, nameEn: sellers.nameEn, nameZh: sellers.nameZh })
      .from(sellers)
      .where(actor.sellerId === null ? undefined : eq(sellers.id, actor.sellerId))
      .orderBy(desc(sellers.isPlatform), asc(sellers.code)),
  )
}

/** The blank workbook of a seller. Throws `workbook.no-template` where nobody has uploaded one. */
export async function getTemplate(actor: StaffActor, sellerId: string): Promise<Buffer> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({ content: etaxTemplates.content })
      .from(etaxTemplates)
      .where(eq(etaxTemplates.sellerId, sellerId)),
  )
  if (!row) throw new Refusal('workbook.no-template')
  return row.content
}

export async function findBatch(actor: StaffActor, id: string): Promise<{ id: string } | null> {
  const [row] = await read(actor, (tx) =>
    tx.select({ id: issuingBatches.id }).from(issuingBatches).where(eq(issuingBatches.id, id)),
  )
  return row ?? null
}

const counted = (outcome: string) =>
  sql<number>`(select count(*)::int from issuing_batch_lines l where l.batch_id = ${issuingBatches.id} and l.outcome = ${outcome})`

const batchColumns = {
  id: issuingBatches.id,
  number: issuingBatches.number,
  sellerId: issuingBatches.sellerId,
  madeAt: issuingBatches.madeAt,
  answeredAt: issuingBatches.answeredAt,
  /** False once the file was removed with the years of its invoices. */
  kept: sql<boolean>`octet_length(${issuingBatches.workbook}) > 0`,
  madeBy: users.name,
  waiting: counted('waiting'),
  issued: counted('issued'),
  failed: counted('failed'),
  discarded: counted('discarded'),
}

const selectBatches = (tx: Tx) =>
  tx
    .select(batchColumns)
    .from(issuingBatches)
    .innerJoin(users, eq(users.id, issuingBatches.madeBy))
    .$dynamic()

export type BatchRow = Awaited<ReturnType<typeof getIssuing>>['batches'][number]
export type ListSummary = Awaited<ReturnType<typeof getIssuing>>['lists'][number]

/** What issuing by workbook shows of a seller: its blank workbook, what waits, the workbooks made and the lists read. */
export async function getIssuing(actor: StaffActor, sellerId: string) {
  return read(actor, async (tx) => {
    const [template] = await tx
      .select({ name: etaxTemplates.name, uploadedAt: etaxTemplates.uploadedAt, uploadedBy: users.name })
      .from(etaxTemplates)
      .innerJoin(users, eq(users.id, etaxTemplates.uploadedBy))
      .where(eq(etaxTemplates.sellerId, sellerId))
    const [open] = await tx
      .select({ invoices: sql<number>`count(*)::int` })
      .from(invoices)
      .innerJoin(invoiceApplications, eq(invoiceApplications.id, invoices.applicationId))
      .where(waiting(actor, sellerId))
    const batches = await selectBatches(tx)
      .where(eq(issuingBatches.sellerId, sellerId))
      .orderBy(desc(issuingBatches.madeAt), desc(issuingBatches.id))
      .limit(50)
    const lists = await tx
      .select({
        id: issuingLists.id,
        kind: issuingLists.kind,
        name: issuingLists.name,
        readAt: issuingLists.readAt,
        readBy: users.name,
        rows: sql<number>`jsonb_array_length(${issuingLists.report})`,
      })
      .from(issuingLists)
      .innerJoin(users, eq(users.id, issuingLists.readBy))
      .where(eq(issuingLists.sellerId, sellerId))
      .orderBy(desc(issuingLists.readAt), desc(issuingLists.id))
      .limit(20)
    return { template: template ?? null, waiting: open?.invoices ?? 0, batches, lists }
  })
}

export type BatchView = Awaited<ReturnType<typeof getBatch>>

/** One workbook with its invoices and what became of each; not found for another seller's. */
export async function getBatch(actor: StaffActor, id: string) {
  return read(actor, async (tx) => {
    const [batch] = await selectBatches(tx).where(eq(issuingBatches.id, id))
    if (!batch) throw notFound()
    const lines = await tx
      .select({
        row: issuingBatchLines.row,
        outcome: issuingBatchLines.outcome,
        reason: issuingBatchLines.reason,
        requestNo: invoices.requestNo,
        number: invoices.number,
        amountFen: invoices.amountFen,
        applicationId: invoices.applicationId,
        applicationNumber: invoiceApplications.number,
        titleName: sql<string>`${invoiceApplications.title} ->> 'name'`,
      })
      .from(issuingBatchLines)
      .innerJoin(invoices, eq(invoices.id, issuingBatchLines.invoiceId))
      .innerJoin(invoiceApplications, eq(invoiceApplications.id, invoices.applicationId))
      .where(eq(issuingBatchLines.batchId, id))
      .orderBy(asc(issuingBatchLines.row))
    return { ...batch, lines }
  })
}

/** The file of a workbook; not found for another seller's, and once it was removed. */
export async function getBatchFile(actor: StaffActor, id: string) {
  const [row] = await read(actor, (tx) =>
    tx
      .select({ number: issuingBatches.number, workbook: issuingBatches.workbook })
      .from(issuingBatches)
      .where(eq(issuingBatches.id, id)),
  )
  if (!row || row.workbook.length === 0) throw notFound()
  return row
}

/** What became of one row of a list: an outcome's message key, and the invoice it was about. */
export type ReportRow = {
  row: number
  outcome: string
  /** The invoice's or the request's number, as the list has it. */
  about: string
  applicationId: string | null
  applicationNumber: string | null
  reason: string | null
}

/** One list that was read back, row by row; not found for another seller's. */
export async function getList(actor: StaffActor, id: string) {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        id: issuingLists.id,
        sellerId: issuingLists.sellerId,
        kind: issuingLists.kind,
        name: issuingLists.name,
        readAt: issuingLists.readAt,
        readBy: users.name,
        report: issuingLists.report,
      })
      .from(issuingLists)
      .innerJoin(users, eq(users.id, issuingLists.readBy))
      .where(eq(issuingLists.id, id)),
  )
  if (!row) throw notFound()
  return { ...row, report: row.report as ReportRow[] }
}
