import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { payments } from '@/db/schema/payment'
import { command } from '@/lib/command/command'
import { prepared } from '@/lib/command/prepared'
import { recordPayUrlInput } from './payment.input'

const setPayUrl = prepared((tx) =>
  tx
    .update(payments)
    .set({ payUrl: sql`${sql.placeholder('payUrl')}` })
    .where(and(eq(payments.id, sql.placeholder('paymentId')), eq(payments.status, 'open')))
    .returning({ id: payments.id })
    .prepare('set_pay_url'),
)

/** Keeps what the gateway answered: the code or page the payer opens. Says nothing about whether it was paid. */
export const recordPayUrl = command({
  name: 'payment.record-pay-url',
  by: 'system',
  input: recordPayUrlInput,
  first: setPayUrl,
  async run(_context, _input, rows) {
    return { recorded: rows.length === 1 }
  },
  audit: ({ paymentId }) => ({ subject: paymentId }),
})
