import { eq, sql } from 'drizzle-orm'
import type { OwnerTx } from '@/db/owner'
import {
  applicationEvents,
  corrections,
  invoiceables,
  invoiceApplications,
  invoiceClaims,
  invoices,
  redForms,
} from '@/db/schema/invoice'
import { formRequestNo, redRequestNo } from '@/lib/billing/invoice/correction.rules'
import { plainLines, readLines } from '@/lib/billing/invoice/lines.rules'
import { redParts } from '@/lib/billing/invoice/reversal.rules'
import { addDays, addHours, dayOf, startOfDay } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { negate, ZERO } from '@/lib/kernel/money'
import type { Dice } from './dice'

/** An issued application whose customer asks for a correction: one that waits, or one that is done. */
export async function tellCorrection(
  tx: OwnerTx,
  dice: Dice,
  now: Date,
  applicationId: string,
  how: 'waiting' | 'returned',
): Promise<void> {
  const [application] = await tx
    .select()
    .from(invoiceApplications)
    .where(eq(invoiceApplications.id, applicationId))
  if (!application) throw new Error('there is no such application')
  const requestedAt =
    how === 'waiting'
      ? addHours(now, -20)
      : addHours(startOfDay(addDays(dayOf(application.submittedAt), 5)), 11)
  const id = newId()
  const number = `C${dayOf(requestedAt).slice(2).replaceAll('-', '')}${dice.letters(8)}`
  const owned = { accountId: application.accountId, applicationId }
  const note = how === 'waiting' ? '合同签约主体已变更，请按新抬头重开。' : '抬头名称有误。'
  const decided = { decidedBy: application.reviewedBy, decidedAt: addHours(requestedAt, 4) }
  await tx.insert(corrections).values({
    ...owned,
    id,
    number,
    status: how === 'waiting' ? 'requested' : 'done',
    method: 'red-letter',
    reason: 'issued-in-error',
    amountFen: application.amountFen,
    note,
    requestedBy: application.submittedBy,
    requestedAt,
    dueAt: startOfDay(addDays(dayOf(requestedAt), 2)),
    ...(how === 'waiting' ? {} : { ...decided, doneAt: addHours(requestedAt, 6) }),
  })
  const event = (verb: 'request-return' | 'return', at: Date, userId: string | null) => ({
    ...owned,
    id: newId(),
    verb,
    status: verb === 'return' ? ('returned' as const) : ('return-requested' as const),
    userId,
    detail: verb === 'return' ? null : note,
    at,
  })
  await tx
    .update(invoiceApplications)
    .set({ status: how === 'waiting' ? 'return-requested' : 'returned' })
    .where(eq(invoiceApplications.id, applicationId))
  await tx.insert(applicationEvents).values(event('request-return', requestedAt, application.submittedBy))
  if (how === 'waiting') return
  const at = addHours(requestedAt, 6)
  await tx.insert(applicationEvents).values(event('return', at, application.reviewedBy))
  await tellRed(tx, dice, { correctionId: id, correctionNumber: number, at }, application)
  await tx
    .update(invoiceClaims)
    .set({ live: false, reversedFen: sql`${invoiceClaims.amountFen}` })
    .where(eq(invoiceClaims.applicationId, applicationId))
  await tx
    .update(invoiceables)
    .set({ invoicedFen: ZERO })
    .where(
      sql`${invoiceables.id} in (select invoiceable_id from invoice_claims where application_id = ${applicationId})`,
    )
}

/** The red-letter form that needed no confirmation, and the red invoice it led to. */
async function tellRed(
  tx: OwnerTx,
  dice: Dice,
  told: { correctionId: string; correctionNumber: string; at: Date },
  { id: applicationId, accountId, number }: typeof invoiceApplications.$inferSelect,
): Promise<void> {
  const { correctionId, correctionNumber, at } = told
  const [blue] = await tx.select().from(invoices).where(eq(invoices.applicationId, applicationId))
  const [red] = blue
    ? redParts([{ id: blue.id, lines: readLines(blue.lines), reversed: [] }], blue.amountFen)
    : []
  if (!blue || !red) throw new Error('only an issued invoice is reversed')
  const lines = plainLines(red.lines)
  const owned = { accountId, applicationId }
  const redInvoiceId = newId()
  await tx.insert(invoices).values({
    ...owned,
    id: redInvoiceId,
    sequence: 1,
    requestNo: redRequestNo(number, 1),
    colour: 'red',
    status: 'issued',
    reversesId: blue.id,
    amountFen: negate(blue.amountFen),
    taxFen: negate(blue.taxFen),
    lines,
    number: `2631${dice.digits(16)}`,
    issuedOn: dayOf(at),
  })
  await tx
    .update(invoices)
    .set({ status: 'reversed', reversedFen: blue.amountFen })
    .where(eq(invoices.id, blue.id))
  await tx.insert(redForms).values({
    ...owned,
    id: newId(),
    correctionId,
    invoiceId: blue.id,
    redInvoiceId,
    requestNo: formRequestNo(correctionNumber, 1),
    state: '01',
    live: true,
    formNumber: `310115${dayOf(at).slice(2).replaceAll('-', '')}${dice.digits(8)}`,
    amountFen: blue.amountFen,
    lines,
    openedAt: addHours(at, -1),
    stateAt: addHours(at, -1),
  })
}
