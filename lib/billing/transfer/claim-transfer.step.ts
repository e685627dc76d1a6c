import 'server-only'
import type { Tx } from '@/db/client'
import { transfers } from '@/db/schema/transfer'

type Claim = Pick<
  typeof transfers.$inferInsert,
  | 'id'
  | 'accountId'
  | 'orderId'
  | 'paymentId'
  | 'claimedFen'
  | 'voucherId'
  | 'voucherSha256'
  | 'submittedBy'
  | 'submittedAt'
  | 'dueAt'
>

/** Writes down what a customer claims to have transferred. The same voucher for another order is met by its UNIQUE key. */
export async function claimTransfer(tx: Tx, claim: Claim): Promise<void> {
  await tx.insert(transfers).values({ ...claim, status: 'awaiting' })
}
