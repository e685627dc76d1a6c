import 'server-only'
import { checkFourEyes } from '@/lib/billing/account/four-eyes.load'
import { approveTransferInput } from '@/lib/billing/transfer/transfer.input'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { finishTransfer } from './finish-transfer.step'
import { checkAsSeen, lockToDecide } from './transfer-to-decide.load'

/** A second person agrees with what the first one read at the bank: the money takes effect. */
export const approveTransfer = command({
  name: 'transfer.approve',
  by: 'admin.transfers.decide',
  input: approveTransferInput,
  async run({ tx, actor, now }, { transferId, seen }) {
    const { order, transfer } = await lockToDecide(tx, actor, transferId)
    if (transfer.status !== 'checking') throw new Refusal('transfer.decided-meanwhile')
    checkAsSeen(transfer, seen)
    const fourEyes = await checkFourEyes(tx, actor, 'admin.transfers.decide', [transfer.confirmedBy])
    const second = transfer.confirmedBy !== actor.userId
    const outcome = await finishTransfer(tx, {
      order,
      transfer,
      // Where the first person is alone by now, the rule is waived rather than the customer left to wait.
      shown: { fourEyes: second ? 'needed' : fourEyes },
      approvedBy: second ? actor.userId : null,
      userId: actor.userId,
      now,
    })
    return { accountId: transfer.accountId, orderId: order.id, outcome }
  },
  audit: ({ transferId }, { accountId, orderId, outcome }) => ({
    subject: transferId,
    account: accountId,
    detail: { orderId, outcome },
  }),
})
