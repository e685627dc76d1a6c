import 'server-only'
import { and, eq } from 'drizzle-orm'
import { payments } from '@/db/schema/payment'
import { command } from '@/lib/command/command'
import { recordPayUrlInput } from './payment.input'

/** Keeps what the gateway answered: the code or page the payer opens. Says nothing about whether it was paid. */
export const recordPayUrl = command({
  name: 'payment.record-pay-url',
  by: 'system',
  input: recordPayUrlInput,
  async run({ tx }, { paymentId, payUrl }) {
    const rows = await tx
      .update(payments)
      .set({ payUrl })
      .where(and(eq(payments.id, paymentId), eq(payments.status, 'open')))
      .returning({ id: payments.id })
    return { recorded: rows.length === 1 }
  },
  audit: ({ paymentId }) => ({ subject: paymentId }),
})
