import 'server-only'
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceables, invoices, sellerInvoicing } from '@/db/schema/invoice'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { newId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { requestNoOf } from './application.rules'
import { lockApplication, type Application } from './application.load'
import { channelFor, issuesByItself } from './channel.rules'
import { approveApplicationInput } from './invoice.input'
import { NOT_TAXED, RATE_UNSET } from './kind.rules'
import { invoicesWithin, linesOf, plainLines, totalsOf } from './lines.rules'
import { moveApplication } from './move-application.step'
import type { ClaimSnapshot } from './snapshot.rules'

/**
 * Lets an application be issued: its lines are spread over as many invoices as the seller's limit asks for, and the
 * channel of its kind is asked to issue them once this is committed. Without one they are issued by hand.
 */
export const approveApplication = command({
  name: 'invoice.approve',
  by: 'admin.invoices.decide',
  input: approveApplicationInput,
  async run({ tx, actor, now }, { applicationId, offered }) {
    const application = await lockApplication(tx, applicationId)
    await checkNoMember(tx, actor, application.accountId)
    await checkRated(tx, application)
    const seller = await findSeller(tx, application.sellerId)
    const channel = channelFor(seller.channels, application.kind, offered)
    const asks = issuesByItself(channel)
    await moveApplication(tx, application, 'approve', {
      at: now,
      userId: actor.userId,
      set: {
        ...{ reviewedBy: actor.userId, reviewedAt: now, channel },
        ...(asks ? { nextQueryAt: sql`now()` } : {}),
      },
    })
    const count = await layOut(tx, application, seller)
    if (asks) await stage(tx, { task: 'issue-application', payload: { applicationId } })
    return { number: application.number, accountId: application.accountId, count, channel }
  },
  audit: ({ applicationId }, { number, accountId, count, channel }) => ({
    subject: applicationId,
    account: accountId,
    detail: { number, invoices: count, channel },
  }),
})

/** What was paid for before its product had a rate used to pass as not taxed; only a card is. */
async function checkRated(tx: Tx, application: Application): Promise<void> {
  const lines = application.lines as ClaimSnapshot[]
  if (lines.some(({ taxTreatment }) => taxTreatment === RATE_UNSET))
    throw new Refusal('application.rate-unset')
  const untaxed = lines.filter(({ taxTreatment }) => taxTreatment === NOT_TAXED)
  if (untaxed.length === 0) return
  const rows = await tx
    .select({ id: invoiceables.id })
    .from(invoiceables)
    .where(
      and(
        inArray(
          invoiceables.id,
          untaxed.map(({ invoiceableId }) => invoiceableId),
        ),
        ne(invoiceables.document, 'card'),
      ),
    )
    .limit(1)
  if (rows.length > 0) throw new Refusal('application.rate-unset')
}

type Seller = typeof sellerInvoicing.$inferSelect

async function findSeller(tx: Tx, sellerId: string): Promise<Seller> {
  const [seller] = await tx.select().from(sellerInvoicing).where(eq(sellerInvoicing.sellerId, sellerId))
  if (!seller) throw new Refusal('seller.invoicing-unset')
  return seller
}

async function layOut(tx: Tx, application: Application, seller: Seller): Promise<number> {
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
      lines: plainLines(part),
    })),
  )
  return parts.length
}
