import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { corrections, invoiceables, invoiceClaims } from '@/db/schema/invoice'
import { findUnspent } from '@/lib/billing/benefit/unspent.load'
import { command } from '@/lib/command/command'
import { fen, formatYuan, type Money } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { amountOf, amountProblem, limitsInWords } from '@/lib/kernel/typed-amount'
import { lockApplication } from './application.load'
import { applicationLife } from './application.rules'
import { requestCorrectionInput } from './correction.input'
import { findLiveCorrection, sumLeft } from './correction.load'
import { mayBePart, type CorrectionReason } from './correction.rules'
import { openCorrection } from './open-correction.step'
import { tidied } from './printable.rules'

/** A customer asks to have issued invoices reversed, whole or in part. Pressing twice asks once. */
export const requestCorrection = command({
  name: 'invoice.request-correction',
  by: 'invoices.write',
  input: requestCorrectionInput,
  async run({ tx, actor, now }, { correctionId, applicationId, reason, amount, note }) {
    const application = await lockApplication(tx, applicationId)
    const same = await findSame(tx, correctionId, applicationId)
    if (same) return same
    if (await findLiveCorrection(tx, applicationId)) throw new Refusal('correction.under-way')
    if (!applicationLife.can('request-return', application.status))
      throw new Refusal('application.changed-meanwhile')
    const amountFen = await wanted(tx, applicationId, reason, amount)
    const number = await openCorrection(tx, application, {
      id: correctionId,
      reason,
      amountFen,
      note: tidied(note),
      refundId: null,
      userId: actor.userId,
      now,
    })
    return { applicationId, number, amountFen }
  },
  audit: ({ reason }, { applicationId, number, amountFen }) => ({
    subject: applicationId,
    detail: { correction: number, reason, amountFen: String(amountFen) },
  }),
})

async function findSame(tx: Tx, correctionId: string, applicationId: string) {
  const [row] = await tx.select().from(corrections).where(eq(corrections.id, correctionId))
  if (!row) return null
  if (row.applicationId !== applicationId) throw new Refusal('correction.id-reused')
  return { applicationId, number: row.number, amountFen: row.amountFen }
}

/** How much is to be reversed: all that is left where nothing was typed. */
async function wanted(
  tx: Tx,
  applicationId: string,
  reason: CorrectionReason,
  typed: string,
): Promise<Money> {
  const left = fen(await sumLeft(tx, applicationId))
  const unspent = mayBePart(reason) ? await unspentOfCards(tx, applicationId) : null
  const most = unspent !== null && unspent < left ? unspent : left
  if (unspent !== null && most === 0n) throw new Refusal('correction.card-spent')
  const limits = { least: fen(1), most }
  const problem = typed === '' ? null : amountProblem(typed, limits)
  if (problem) throw new InvalidInput({ amount: problem }, limitsInWords(limits))
  const amountFen = typed === '' ? left : amountOf(typed)
  if (amountFen > most) throw new Refusal('correction.card-part-spent', { limit: formatYuan(most) })
  if (amountFen !== left && !mayBePart(reason)) throw new InvalidInput({ amount: 'correction-whole' })
  return amountFen
}

/** What is left on the cards of an application: spent money is not given back with its invoice. Null without cards. */
async function unspentOfCards(tx: Tx, applicationId: string): Promise<Money | null> {
  const cards = await tx
    .select({ orderId: invoiceables.orderId })
    .from(invoiceClaims)
    .innerJoin(invoiceables, eq(invoiceables.id, invoiceClaims.invoiceableId))
    .where(and(eq(invoiceClaims.applicationId, applicationId), eq(invoiceables.document, 'card')))
  if (cards.length === 0) return null
  let unspent = 0n
  for (const { orderId } of cards) unspent += await findUnspent(tx, orderId)
  return fen(unspent)
}
