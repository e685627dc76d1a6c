import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import { invoiceApplications, invoices } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { loadAskingSeller } from './asking-seller.load'
import { issuesByItself, TURN_SECONDS } from './channel.rules'
import { issuingInput } from './issuing.input'

/**
 * Takes the next turn at a channel for one application, if one is due: jobs, sweeps and hints never ask twice at once.
 * Whoever is killed during it loses it after a while. Null where there is nothing to ask.
 */
export const claimIssuing = command({
  name: 'invoice.claim-issuing',
  by: 'system',
  input: issuingInput,
  async run({ tx }, { applicationId }) {
    const [found] = await tx
      .select({
        status: invoiceApplications.status,
        channel: invoiceApplications.channel,
        queries: invoiceApplications.queries,
        due: sql<boolean>`coalesce(${invoiceApplications.nextQueryAt} <= now(), false)`,
      })
      .from(invoiceApplications)
      .where(eq(invoiceApplications.id, applicationId))
      .for('no key update', { skipLocked: true })
    if (!found?.due || found.status !== 'issuing' || !issuesByItself(found.channel)) return null
    const [application] = await tx
      .update(invoiceApplications)
      .set({
        queries: found.queries + 1,
        nextQueryAt: sql`now() + ${TURN_SECONDS} * interval '1 second'`,
      })
      .where(eq(invoiceApplications.id, applicationId))
      .returning()
    if (!application) return null
    const seller = await loadAskingSeller(tx, application.sellerId)
    if (!seller) throw new Refusal('seller.invoicing-unset')
    const pending = await tx
      .select()
      .from(invoices)
      .where(
        and(
          eq(invoices.applicationId, applicationId),
          eq(invoices.status, 'pending'),
          eq(invoices.colour, 'blue'),
        ),
      )
      .orderBy(asc(invoices.sequence))
    return { application, channel: found.channel, seller, pending }
  },
  audit: ({ applicationId }, claimed) =>
    claimed && {
      subject: applicationId,
      account: claimed.application.accountId,
      detail: { turn: claimed.application.queries },
    },
})
