import 'server-only'
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { issuingBatches, issuingBatchLines } from '@/db/schema/invoice'
import { loadOwnAccounts } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { dayOf } from '@/lib/kernel/calendar'
import { readableCode } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { loadIssuingSeller, lockWithApplications } from './batch.load'
import { storeWorkbookInput } from './workbook.input'

/** Keeps a filled workbook. Each of its invoices stands in one waiting workbook: imported twice it would be issued twice. */
export const storeWorkbook = command({
  name: 'invoice.make-workbook',
  by: 'admin.invoices.decide',
  input: storeWorkbookInput,
  async run({ tx, actor, now }, { batchId, sellerId, workbook, lines }) {
    await loadIssuingSeller(tx, actor, sellerId)
    const locked = await lockWithApplications(
      tx,
      lines.map(({ invoiceId }) => invoiceId),
    )
    const [made] = await tx
      .select({ number: issuingBatches.number })
      .from(issuingBatches)
      .where(eq(issuingBatches.id, batchId))
    if (made) return { batchId, number: made.number, stored: false }
    const own = await loadOwnAccounts(tx, actor)
    const waits = lines.map(({ invoiceId, row }) => {
      const found = locked.get(invoiceId)
      const ready =
        found?.invoice.status === 'pending' &&
        found.application.status === 'issuing' &&
        found.application.channel === 'etax-workbook' &&
        found.application.sellerId === sellerId
      if (!ready) throw new Refusal('workbook.taken-meanwhile')
      if (own.has(found.invoice.accountId)) throw new Refusal('staff.own-account')
      return { batchId, accountId: found.invoice.accountId, invoiceId, row, outcome: 'waiting' as const }
    })
    const number = `W${dayOf(now).slice(2).replaceAll('-', '')}${readableCode(6)}`
    await tx.insert(issuingBatches).values({
      id: batchId,
      number,
      sellerId,
      workbook: Buffer.from(workbook),
      sha256: createHash('sha256').update(workbook).digest('hex'),
      madeBy: actor.userId,
      madeAt: now,
    })
    await tx.insert(issuingBatchLines).values(waits)
    return { batchId, number, stored: true }
  },
  audit: ({ lines }, { batchId, number, stored }) =>
    stored ? { subject: batchId, detail: { number, invoices: lines.length } } : null,
})
