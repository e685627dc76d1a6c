import { proposeAssignment } from '@/lib/billing/settlement/propose-assignment.command'
import { readableCode } from '@/lib/kernel/id'
import { newAttempt, newCustomer, newOrder, owner, paidNotice, receive } from './database'
import { newFinance, orderOf } from './refunds'

/** Money at Alipay for a number that this product never gave out. */
export async function stray(amountFen: bigint): Promise<string> {
  const outTradeNo = `SHOP${readableCode(14)}`
  await receive(paidNotice({ channel: 'alipay', outTradeNo, amountFen: amountFen as never }))
  const [row] = await owner<{ id: string }[]>`select id from suspense where out_trade_no = ${outTradeNo}`
  return row?.id ?? ''
}

/** Too little, by an attempt of the order. */
export async function shortPaid() {
  const customer = await newCustomer()
  const orderId = await newOrder(customer)
  const attempt = await newAttempt(customer, orderId, 'alipay')
  await receive(paidNotice(attempt, { amountFen: 480_000n }))
  const [row] = await owner<{ id: string }[]>`select id from suspense where order_id = ${orderId}`
  return { customer, orderId, attempt, suspenseId: row?.id ?? '' }
}

export const numberOf = async (orderId: string) => String((await orderOf(orderId))['number'])
export const entryOf = async (id: string) => (await owner`select * from suspense where id = ${id}`)[0] ?? {}

export async function proposed(amountFen: bigint) {
  const customer = await newCustomer()
  const orderId = await newOrder(customer)
  const suspenseId = await stray(amountFen)
  const { first, second } = await newFinance()
  const orderNumber = await numberOf(orderId)
  await proposeAssignment(first, { suspenseId, orderNumber, reason: 'The customer sent the receipt' })
  return { customer, orderId, suspenseId, first, second, seen: orderId }
}
