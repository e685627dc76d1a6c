import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, sellerInvoicing } from '@/db/schema/invoice'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { newId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { requestNoOf } from './application.rules'
import { lockApplication, type Application } from './application.load'
import { applicationInput } from './invoice.input'
import { invoicesWithin, linesOf, totalsOf } from './lines.rules'
import { moveApplication } from './move-application.step'
import type { ClaimSnapshot } from './snapshot.rules'

/** Lets an application be issued: its lines are spread over as many invoices as the seller's limit asks for. */
export const approveApplication = command({
  name: 'invoice.approve',
  by: 'admin.invoices.decide',
  input: applicationInput,
  async run({ tx, actor, now }, { applicationId }) {
    const application = await lockApplication(tx, applicationId)
    await checkNoMember(tx, actor, application.accountId)
    await moveApplication(tx, application, 'approve', {
      at: now,
      userId: actor.userId,
      set: { reviewedBy: actor.userId, reviewedAt: now, channel: 'manual' },
    })
    const count = await layOut(tx, application)
    return { number: application.number, accountId: application.accountId, count }
  },
  audit: ({ applicationId }, { number, accountId, count }) => ({
    subject: applicationId,
    account: accountId,
    detail: { number, invoices: count },
  }),
})

async function layOut(tx: Tx, application: Application): Promise<number> {
  const [seller] = await tx
    .select()
    .from(sellerInvoicing)
    .where(eq(sellerInvoicing.sellerId, application.sellerId))
  if (!seller) throw new Refusal('seller.invoicing-unset')
  const claims = application.lines as ClaimSnapshot[]
  const lines = linesOf(
    claims.map(({ itemName: name, taxCode, taxTreatment, amountFen }) => ({
      name,
      taxCode,
      taxTreatment,
      amountFen: BigInt(amountFen),
    })),
  )
  const parts = invoicesWithin(lines, seller.perInvoiceFen)
  await tx.insert(invoices).values(
    parts.map((part, at) => ({
      id: newId(),
      accountId: application.accountId,
      applicationId: application.id,
      sequence: at + 1,
      requestNo: requestNoOf(application.number, at + 1),
      colour: 'blue' as const,
      status: 'pending' as const,
      amountFen: totalsOf(part).amountFen,
      taxFen: totalsOf(part).taxFen,
      lines: part.map((line) => ({
        ...line,
        amountFen: String(line.amountFen),
        exclusiveFen: String(line.exclusiveFen),
        taxFen: String(line.taxFen),
      })),
    })),
  )
  return parts.length
}
