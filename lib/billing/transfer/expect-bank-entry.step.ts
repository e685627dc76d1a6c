import 'server-only'
import type { Tx } from '@/db/client'
import { bankEntries } from '@/db/schema/transfer'
import { newId } from '@/lib/kernel/id'
import type { Transfer } from './transfer.load'

/**
 * What a confirmation says must stand in the bank's statement: a line that no import has shown yet. The bank's number
 * can be confirmed once, by its UNIQUE key.
 */
export async function expectBankEntry(tx: Tx, transfer: Transfer, ownAccount: string): Promise<void> {
  const { id, accountId, orderId, receivedFen, receivedOn, payerName, payerAccount, bankRef, remark } =
    transfer
  if (receivedFen === null || receivedOn === null || payerName === null)
    throw new Error('a transfer was confirmed without what the bank shows')
  await tx.insert(bankEntries).values({
    id: newId(),
    status: 'expected',
    accountId,
    orderId,
    transferId: id,
    ownAccount,
    direction: 'credit',
    bookedOn: receivedOn,
    amountFen: receivedFen,
    currency: 'CNY',
    payerName,
    payerAccount,
    bankRef,
    remark: remark ?? '',
  })
}
