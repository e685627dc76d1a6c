import 'server-only'
import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import {
  invoiceApplications,
  invoices,
  issuingBatches,
  issuingBatchLines,
  issuingLists,
} from '@/db/schema/invoice'
import { loadOwnAccounts } from '@/lib/billing/account/four-eyes.load'
import { command, type Context } from '@/lib/command/command'
import { refusalOf } from '@/lib/command/constraint-refusals'
import { withoutValues } from '@/lib/command/database-failure'
import type { StaffActor } from '@/lib/auth/actor'
import { Refusal } from '@/lib/kernel/refusal'
import { applicationLife } from './application.rules'
import { issuesByItself } from './channel.rules'
import { loadIssuingSeller, lockWithApplications, type InvoiceOfApplication } from './batch.load'
import { closeBatchLine } from './close-batch-line.step'
import { failInvoices } from './fail-invoices.step'
import { matchIssued, type ListedInvoice } from './match-list.rules'
import { writeIssued } from './write-issued.step'
import type { IssuedRow } from './result-list.rules'
import type { TitleSnapshot } from './snapshot.rules'
import { readListInput, type ReadList } from './workbook.input'
import type { ReportRow } from './workbook.queries'

type Given = Context<StaffActor>

/**
 * Writes down what a list of the tax bureau's says: what was issued with number and day, what failed with its reason. A
 * row that does not fit is left alone and told in the report; the same list again adds nothing.
 */
export const recordList = command({
  name: 'invoice.read-list',
  by: 'admin.invoices.decide',
  input: readListInput,
  async run(given, input) {
    const { tx, actor, now } = given
    const seller = await loadIssuingSeller(tx, actor, input.sellerId)
    const [before] = await tx.select().from(issuingLists).where(eq(issuingLists.id, input.listId))
    if (before) {
      if (before.sha256 !== input.sha256) throw new Refusal('list.id-reused')
      return { listId: before.id, rows: 0, changed: 0, repeated: true }
    }
    const report =
      input.list.kind === 'issued'
        ? await recordIssuedRows(given, input, seller.taxpayerId)
        : await failInvoices(given, input.sellerId, input.list.rows)
    const skipped = input.list.skipped.map(({ row, problem }) => rowOf(row, problem, '', null))
    const all = [...report, ...skipped].sort((a, b) => a.row - b.row)
    await tx.insert(issuingLists).values({
      id: input.listId,
      sellerId: input.sellerId,
      kind: input.list.kind,
      name: input.name,
      sha256: input.sha256,
      report: all,
      readBy: actor.userId,
      readAt: now,
    })
    await noteAnswer(given, all)
    const changed = all.filter(({ outcome }) => outcome === 'recorded' || outcome === 'failed').length
    return { listId: input.listId, rows: all.length, changed, repeated: false }
  },
  audit: ({ sha256, list }, { listId, rows, changed, repeated }) =>
    repeated ? null : { subject: listId, detail: { kind: list.kind, sha256, rows, changed } },
})

async function recordIssuedRows(
  { tx, actor, now }: Given,
  { sellerId, list }: ReadList,
  sellerTaxId: string,
): Promise<ReportRow[]> {
  const rows = list.rows as IssuedRow[]
  const ids = await candidates(tx, sellerId, rows)
  const locked = await lockWithApplications(tx, ids)
  const elsewhere = await usedElsewhere(tx, rows, ids)
  const verdicts = matchIssued(rows, [...locked.values()].map(listedOf), sellerTaxId, elsewhere)
  const own = await loadOwnAccounts(tx, actor)
  const report: ReportRow[] = []
  for (const [at, row] of rows.entries()) {
    const { outcome, invoice } = verdicts[at] ?? { outcome: 'unknown' as const, invoice: null }
    const found = invoice ? (locked.get(invoice.id) ?? null) : null
    const isOwn = outcome === 'recorded' && found !== null && own.has(found.invoice.accountId)
    if (outcome === 'recorded' && found && !isOwn) await recordRow({ tx, actor, now }, row, found)
    report.push(rowOf(row.row, isOwn ? 'own-account' : outcome, row.number, found))
  }
  return report
}

/** Throws `list.number-used` where another invoice has the number that this list's reader cannot see, or since a moment. */
async function recordRow(
  { tx, actor, now }: Given,
  row: IssuedRow,
  found: InvoiceOfApplication,
): Promise<void> {
  const { number, issuedOn } = row
  const issued = { invoiceId: found.invoice.id, number, code: null, issuedOn, files: [] }
  try {
    await writeIssued(tx, found.application, { ...issued, at: now, userId: actor.userId })
  } catch (error) {
    if (refusalOf(withoutValues(error))?.code !== 'invoice.number-used') throw error
    throw new Refusal('list.number-used', { row: String(row.row), number })
  }
  await closeBatchLine(tx, found.invoice.id, 'issued', null)
}

/** Which numbers of a list belong to invoices that it is not about: red ones, say, or another seller's. */
async function usedElsewhere(
  tx: Tx,
  rows: readonly IssuedRow[],
  candidateIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const numbers = rows.map(({ number }) => number)
  const used = await tx
    .select({ id: invoices.id, number: invoices.number })
    .from(invoices)
    .where(and(inArray(invoices.number, numbers), isNull(invoices.code)))
  const candidates = new Set(candidateIds)
  return new Set(used.flatMap(({ id, number }) => (number && !candidates.has(id) ? [number] : [])))
}

/** Every invoice the rows may be about: what waits, and what has one of their numbers already. */
async function candidates(tx: Tx, sellerId: string, rows: readonly IssuedRow[]): Promise<string[]> {
  const found = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .innerJoin(invoiceApplications, eq(invoiceApplications.id, invoices.applicationId))
    .where(
      and(
        eq(invoiceApplications.sellerId, sellerId),
        inArray(invoiceApplications.kind, ['e_general', 'e_special']),
        eq(invoices.colour, 'blue'),
        or(
          and(
            eq(invoices.status, 'pending'),
            inArray(invoiceApplications.status, ['issuing', 'issue-failed']),
            inArray(invoiceApplications.channel, ['etax-workbook', 'manual']),
          ),
          inArray(
            invoices.number,
            rows.map(({ number }) => number),
          ),
          inArray(
            invoices.requestNo,
            rows.map(({ requestNo }) => requestNo),
          ),
        ),
      ),
    )
  return found.map(({ id }) => id)
}

function listedOf({ invoice, application }: InvoiceOfApplication): ListedInvoice {
  const { name, taxpayerId } = application.title as TitleSnapshot
  const { id, requestNo, status, number, amountFen, taxFen } = invoice
  return {
    ...{ id, requestNo, status, number, amountFen, taxFen, buyerName: name, buyerTaxId: taxpayerId ?? '' },
    // What a channel issues is recorded once it was asked for there, which a list cannot do.
    awaited: applicationLife.can('issue', application.status) && !issuesByItself(application.channel),
  }
}

function rowOf(row: number, outcome: string, about: string, found: InvoiceOfApplication | null): ReportRow {
  return {
    row,
    outcome,
    about,
    applicationId: found?.application.id ?? null,
    applicationNumber: found?.application.number ?? null,
    reason: null,
  }
}

/** When a workbook's result was last told. */
async function noteAnswer({ tx, now }: Given, report: readonly ReportRow[]): Promise<void> {
  const applications = report.flatMap(({ applicationId }) => (applicationId ? [applicationId] : []))
  if (applications.length === 0) return
  const answered = tx
    .select({ id: issuingBatchLines.batchId })
    .from(issuingBatchLines)
    .innerJoin(invoices, eq(invoices.id, issuingBatchLines.invoiceId))
    .where(inArray(invoices.applicationId, applications))
  await tx.update(issuingBatches).set({ answeredAt: now }).where(inArray(issuingBatches.id, answered))
}
