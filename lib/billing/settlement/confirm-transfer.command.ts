import 'server-only'
import type { Tx } from '@/db/client'
import { loadHolders } from '@/lib/billing/account/four-eyes.load'
import { loadPolicy, type PolicyInForce } from '@/lib/billing/policy/policy.load'
import { decideTransfer, type Seen } from '@/lib/billing/transfer/decide-transfer.step'
import { confirmTransferInput } from '@/lib/billing/transfer/transfer.input'
import { isBankRefKnown, sumConfirmedToday, type Transfer } from '@/lib/billing/transfer/transfer.load'
import { foldBankRef, needsSecondPerson } from '@/lib/billing/transfer/transfer.rules'
import { command } from '@/lib/command/command'
import { dayOf } from '@/lib/kernel/calendar'
import { parseYuan, type Money } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { finishTransfer } from './finish-transfer.step'
import { checkAsSeen, lockToDecide } from './transfer-to-decide.load'

/**
 * The first person says what the bank shows. Below the threshold of a day and account, or while nobody else could
 * check, the transfer is confirmed by that; above it waits for a second person.
 */
export const confirmTransfer = command({
  name: 'transfer.confirm',
  by: 'admin.transfers.decide',
  input: confirmTransferInput,
  async run({ tx, actor, now }, { transferId, seen, ...bank }) {
    const { order, transfer } = await lockToDecide(tx, actor, transferId)
    checkAsSeen(transfer, seen)
    if (bank.receivedOn > dayOf(now)) throw new InvalidInput({ receivedOn: 'day-in-future' })
    const policy = await loadPolicy(tx, now)
    const bankRef = foldBankRef(bank.bankReference)
    if (await isBankRefKnown(tx, policy.payee.account, bankRef)) throw new Refusal('transfer.bank-ref-used')
    const fourEyes = await eyesFor(tx, policy, transfer, bank.receivedAmount, now)
    const shown: Seen = {
      receivedFen: bank.receivedAmount,
      receivedOn: bank.receivedOn,
      payerName: bank.payerName,
      payerAccount: bank.payerAccount || null,
      bankRef,
      remark: bank.remark || null,
      fourEyes,
      confirmedBy: actor.userId,
      confirmedAt: now,
    }
    const { accountId, orderId } = transfer
    if (fourEyes === 'needed') {
      await decideTransfer(tx, transfer, { verb: 'confirm', set: shown })
      return { transferId, accountId, orderId, fourEyes, outcome: null, receivedFen: bank.receivedAmount }
    }
    const outcome = await finishTransfer(tx, {
      order,
      transfer,
      shown,
      approvedBy: null,
      userId: actor.userId,
      now,
    })
    return { transferId, accountId, orderId, fourEyes, outcome, receivedFen: bank.receivedAmount }
  },
  audit: ({ transferId, bankReference }, { accountId, orderId, fourEyes, outcome, receivedFen }) => ({
    subject: transferId,
    account: accountId,
    detail: { orderId, fourEyes, outcome, receivedFen: String(receivedFen), bankReference },
  }),
})

/** Counted over one business day and one account, so that a large transfer is not two small ones. */
async function eyesFor(
  tx: Tx,
  policy: PolicyInForce,
  transfer: Transfer,
  receivedFen: Money,
  now: Date,
): Promise<Seen['fourEyes']> {
  const earlierFen = await sumConfirmedToday(tx, transfer, now)
  if (!needsSecondPerson(earlierFen, receivedFen, parseYuan(policy.fourEyes.transferPerDay)))
    return 'not-needed'
  return (await loadHolders(tx, 'admin.transfers.decide')) < 2 ? 'waived' : 'needed'
}
