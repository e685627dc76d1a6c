import 'server-only'
import type { Tx } from '@/db/client'
import { loadProduct, type Product } from '@/lib/billing/catalog/catalog.load'
import type { Receipt } from '@/lib/billing/ledger/ledger.rules'
import type { Order } from '@/lib/billing/order/order.load'
import { loadPayment } from '@/lib/billing/payment/payment.load'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { decideTransfer, type Seen } from '@/lib/billing/transfer/decide-transfer.step'
import { expectBankEntry } from '@/lib/billing/transfer/expect-bank-entry.step'
import type { Transfer } from '@/lib/billing/transfer/transfer.load'
import { outcomeOf, type TransferOutcome } from '@/lib/billing/transfer/transfer.rules'
import { stage } from '@/lib/command/outbox'
import { ZERO, type Money } from '@/lib/kernel/money'
import { creditExcess } from './credit-excess.step'
import { keepPart } from './keep-part.step'
import { settleOrder } from './settle-order.step'

type Finished = {
  order: Order
  transfer: Transfer
  /** What the first person has just read, or how the second one decided. */
  shown: Partial<Seen>
  approvedBy: string | null
  userId: string
  now: Date
}

type Moved = {
  order: Order
  transfer: Transfer
  product: Product
  amountFen: Money
  userId: string
  now: Date
}

/**
 * A transfer is confirmed: its bank entry is expected, and its money pays the order, waits for the rest, or, where it is
 * more than was due, is the customer's. Order and transfer are locked.
 */
export async function finishTransfer(tx: Tx, finished: Finished): Promise<TransferOutcome> {
  const { order, shown, approvedBy, userId, now } = finished
  const receivedFen = shown.receivedFen ?? finished.transfer.receivedFen ?? ZERO
  const { outcome, takenFen, excessFen } = outcomeOf(order, receivedFen)
  const transfer = await decideTransfer(tx, finished.transfer, {
    verb: 'approve',
    set: { ...shown, outcome, approvedBy, decidedAt: now },
  })
  const { payee } = await loadPolicy(tx, now)
  await expectBankEntry(tx, transfer, payee.account)
  const product = await loadProduct(tx, order.productCode)
  if (!product) throw new Error(`the product ${order.productCode} is gone`)
  const money = { order, transfer, product, userId, now }
  if (outcome === 'part') await acceptPart(tx, { ...money, amountFen: takenFen })
  else if (takenFen > 0n) await settle(tx, { ...money, amountFen: takenFen })
  if (excessFen > 0n) await credit(tx, { ...money, amountFen: excessFen })
  return outcome
}

async function settle(tx: Tx, { order, transfer, product, amountFen, userId, now }: Moved): Promise<void> {
  const payment = await loadPayment(tx, transfer.paymentId)
  const receipts: Receipt[] = [
    { ledger: 'held-for-customers', amountFen: order.heldFen },
    { ledger: 'clearing.corporate', amountFen },
  ]
  await settleOrder(tx, {
    order,
    payment,
    product,
    receipts,
    // The bank's own number stands in the bank entry, one for each part that came.
    channelTradeNo: null,
    paidAt: now,
    now,
    userId,
  })
}

async function acceptPart(
  tx: Tx,
  { order, transfer, product, amountFen, userId, now }: Moved,
): Promise<void> {
  await tell(tx, 'transfer-part', transfer)
  await keepPart(tx, {
    order,
    product,
    amountFen,
    from: 'clearing.corporate',
    channel: 'corporate',
    userId,
    now,
  })
}

async function credit(tx: Tx, { order, transfer, product, amountFen, now }: Moved): Promise<void> {
  await tell(tx, 'transfer-excess', transfer)
  await creditExcess(tx, {
    order,
    product,
    amountFen,
    from: 'clearing.corporate',
    channel: 'corporate',
    occurredAt: now,
    now,
  })
}

async function tell(tx: Tx, kind: 'transfer-part' | 'transfer-excess', { id }: Transfer): Promise<void> {
  await stage(tx, { task: 'send-mail', payload: { key: `${kind}:${id}`, kind, transferId: id } })
}
