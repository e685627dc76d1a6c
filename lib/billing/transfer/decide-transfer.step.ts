import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { transfers } from '@/db/schema/transfer'
import { Refusal } from '@/lib/kernel/refusal'
import type { Transfer } from './transfer.load'
import { transferLife, type TransferOutcome } from './transfer.rules'

/** What the bank shows of a payment, as the first person read it. */
export type Seen = Pick<
  Transfer,
  'receivedFen' | 'receivedOn' | 'payerName' | 'payerAccount' | 'bankRef' | 'remark'
> & { fourEyes: 'not-needed' | 'needed' | 'waived'; confirmedBy: string; confirmedAt: Date }

type Decision =
  | { verb: 'confirm'; set: Seen }
  | {
      verb: 'approve'
      set: Partial<Seen> & { outcome: TransferOutcome; approvedBy: string | null; decidedAt: Date }
    }
  | { verb: 'reject'; set: { rejectReason: string; rejectedBy: string; decidedAt: Date } }

/** Moves a locked transfer by a verb of its life. Throws `transfer.decided-meanwhile` where the verb is not allowed. */
export async function decideTransfer(tx: Tx, transfer: Transfer, decision: Decision): Promise<Transfer> {
  const status = transferLife.next(decision.verb, transfer.status)
  const [moved] =
    status === null
      ? []
      : await tx
          .update(transfers)
          .set({ status, ...decision.set })
          .where(and(eq(transfers.id, transfer.id), eq(transfers.status, transfer.status)))
          .returning()
  if (!moved) throw new Refusal('transfer.decided-meanwhile')
  return moved
}
