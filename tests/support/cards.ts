import type { MemberActor } from '@/lib/auth/actor'
import { placeCardOrder } from '@/lib/billing/order/place-card-order.command'
import { dayOf } from '@/lib/kernel/calendar'
import { newId, newNumber } from '@/lib/kernel/id'
import { newAttempt, owner, paidNotice, receive } from './database'

/** What the page that sells cards sends. */
export function cardForm(changes: Record<string, string> = {}): Record<string, string> {
  return {
    orderId: newId(),
    productCode: 'card-1000',
    quantity: '1',
    unitPriceFen: '100000',
    agreementVersion: '1',
    agreed: 'on',
    ...changes,
  }
}

/** So many cards of ¥1,000.00, paid at a gateway. */
export async function newPaidCard(
  customer: MemberActor,
  quantity = '1',
  channel: 'wechatpay' | 'alipay' = 'wechatpay',
) {
  const { orderId } = await placeCardOrder(customer, cardForm({ quantity }))
  const attempt = await newAttempt(customer, orderId, channel)
  await receive(paidNotice(attempt))
  return { orderId, attempt, cardId: String((await cardOf(orderId))['id']) }
}

/** The card of an order with what its ledger says. */
export async function cardOf(orderId: string) {
  const [row] = await owner`
    select c.id, c.account_id, c.number, c.face_fen, l.balance_fen, l.sequence
    from cards c join ledger_accounts l on l.card_id = c.id where c.order_id = ${orderId}`
  return row ?? {}
}

/** The customer spends from a card. */
export async function spendCard(customer: MemberActor, cardId: string, amountFen: number): Promise<void> {
  await owner`select post_transaction(${newId()}, ${newNumber(dayOf(new Date()))}, ${customer.accountId}, 'excess',
    ${-amountFen}, null, null, null, null, 'Spent', '消费', now(), array['card', 'deferred-revenue'],
    array[${-amountFen}, ${amountFen}]::bigint[], array[${cardId}, null]::uuid[])`
}

/** The quota of an order: amount, reserved, invoiced. */
export async function quotaOf(orderId: string) {
  const [row] = await owner`
    select id, document, tax_treatment, amount_fen, reserved_fen, invoiced_fen from invoiceables where order_id = ${orderId}`
  return row ?? {}
}
