import { describe, expect, test } from 'vitest'
import { getOrder } from '@/lib/billing/order/order.queries'
import { cardOf, newPaidCard, quotaOf, spendCard } from '@/tests/support/cards'
import { newCustomer, owner, refusalOf } from '@/tests/support/database'
import {
  askRefund,
  newFinance,
  orderOf,
  postedFor,
  refundForm,
  refundOf,
  tellRefund,
} from '@/tests/support/refunds'
import { approveRefund } from './approve-refund.command'
import { declineRefund } from './decline-refund.command'
import { findRefundTerms } from './refund-terms.queries'
import { requestRefund } from './request-refund.command'

describe('a refund of a card', () => {
  test('takes the money off the card at once, and away when it has left', async () => {
    const customer = await newCustomer()
    const { orderId, attempt } = await newPaidCard(customer)
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '400')
    expect(await cardOf(orderId)).toMatchObject({ balance_fen: '60000' })
    expect(await orderOf(orderId)).toMatchObject({ status: 'paid', refunding_fen: '40000' })
    await approveRefund(second, { refundId, seen: '' })
    const { number } = await refundOf(refundId)
    await tellRefund(attempt, { refundNo: String(number), status: 'done', amountFen: 40_000n })
    expect(await orderOf(orderId)).toMatchObject({ status: 'partially-refunded', refunded_fen: '40000' })
    expect(await postedFor(orderId, 'refund', 'refund-sent')).toEqual([
      { kind: 'refund', ledger: 'card', amount_fen: '-40000' },
      { kind: 'refund', ledger: 'refund-payable', amount_fen: '40000' },
      { kind: 'refund-sent', ledger: 'refund-payable', amount_fen: '-40000' },
      { kind: 'refund-sent', ledger: 'clearing.wechatpay', amount_fen: '40000' },
    ])
    expect(await cardOf(orderId)).toMatchObject({ face_fen: '100000', balance_fen: '60000' })
  })

  test('declined, it is on the card again', async () => {
    const { orderId } = await newPaidCard(await newCustomer())
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '1000')
    expect(await cardOf(orderId)).toMatchObject({ balance_fen: '0' })
    await declineRefund(second, { refundId, reason: 'Keep it' })
    expect(await cardOf(orderId)).toMatchObject({ balance_fen: '100000' })
    expect(await orderOf(orderId)).toMatchObject({ refunding_fen: '0' })
  })

  test('is at most what is left on it, whatever is on other cards', async () => {
    const customer = await newCustomer()
    const { orderId, cardId } = await newPaidCard(customer)
    await newPaidCard(customer)
    await spendCard(customer, cardId, 30_000)
    const { first } = await newFinance()
    expect(await findRefundTerms(first, await getOrder(first, orderId))).toMatchObject({
      limitFen: 70_000n,
      limitedBy: 'card',
    })
    expect(await refusalOf(requestRefund(first, refundForm(orderId, '700.01')))).toBe('refund.beyond-card')
    expect(await orderOf(orderId)).toMatchObject({ refunding_fen: '0' })
    await requestRefund(first, refundForm(orderId, '700'))
    expect(await cardOf(orderId)).toMatchObject({ balance_fen: '0' })
  })

  test.each(['reserved_fen', 'invoiced_fen', 'held_fen'])(
    'is refused for what an invoice names or may come to name: %s',
    async (column) => {
      const { orderId } = await newPaidCard(await newCustomer())
      await owner`update invoiceables set ${owner(column)} = 60000 where order_id = ${orderId}`
      const { first } = await newFinance()
      expect(await findRefundTerms(first, await getOrder(first, orderId))).toMatchObject({
        limitFen: 40_000n,
        limitedBy: 'invoice',
      })
      expect(await refusalOf(requestRefund(first, refundForm(orderId, '400.01')))).toBe(
        'refund.card-invoiced',
      )
      expect(await cardOf(orderId)).toMatchObject({ balance_fen: '100000' })
      await requestRefund(first, refundForm(orderId, '400'))
      // No invoice names it after all: the books are checked.
      await owner`update invoiceables set ${owner(column)} = 0, amount_fen = 60000 where order_id = ${orderId}`
    },
  )

  test('pressed twenty times asks once; twenty at once take no more than there is', async () => {
    const { orderId } = await newPaidCard(await newCustomer())
    const { first, second } = await newFinance()
    const form = refundForm(orderId, '300')
    await Promise.all(Array.from({ length: 20 }, () => requestRefund(first, form)))
    expect(await cardOf(orderId)).toMatchObject({ balance_fen: '70000' })
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, () => requestRefund(second, refundForm(orderId, '300'))),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await cardOf(orderId)).toMatchObject({ balance_fen: '10000' })
  })

  test('made at the console is a fact: what the card lacks is owed', async () => {
    const customer = await newCustomer()
    const { orderId, cardId, attempt } = await newPaidCard(customer)
    await spendCard(customer, cardId, 80_000)
    await tellRefund(attempt, { refundNo: 'CONSOLE-1', status: 'done', amountFen: 50_000n })
    expect(await cardOf(orderId)).toMatchObject({ balance_fen: '0' })
    expect(await postedFor(orderId, 'refund')).toEqual([
      { kind: 'refund', ledger: 'receivable', amount_fen: '-30000' },
      { kind: 'refund', ledger: 'card', amount_fen: '-20000' },
      { kind: 'refund', ledger: 'clearing.wechatpay', amount_fen: '50000' },
    ])
  })

  test('is refused where nothing is left of the order', async () => {
    const { orderId } = await newPaidCard(await newCustomer())
    const { first } = await newFinance()
    await requestRefund(first, refundForm(orderId, '1000'))
    expect(await refusalOf(requestRefund(first, refundForm(orderId, '1')))).toBe('refund.nothing-left')
    expect(await quotaOf(orderId)).toMatchObject({ document: 'card' })
  })
})
