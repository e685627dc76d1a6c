import { beforeAll, expect, test } from 'vitest'
import { newPaidCard } from '@/tests/support/cards'
import { newAttempt, newCustomer, newOrder, owner, paidNotice, receive } from '@/tests/support/database'
import { askRefund, newFinance, newPaidPackage, newPaidTopUp, tellRefund } from '@/tests/support/refunds'
import { cancelOrder } from './cancel-order.command'
import { verifyBooks } from './verify-books.job'

const named = async () => (await verifyBooks()).differences

/** An order refunded in part with more asked back, a top-up and a card asked back, and money in suspense in two ways. */
const made = { order: '', topUp: '', card: '', short: '', cancelled: '', account: '' }

beforeAll(async () => {
  const customer = await newCustomer()
  const { first } = await newFinance()
  const paid = await newPaidPackage(customer)
  await tellRefund(paid.attempt, { refundNo: `C${paid.orderId}`, status: 'done', amountFen: 100_000n })
  await askRefund(first, paid.orderId, '1000')
  const topUp = await newPaidTopUp(customer, 100_000)
  await askRefund(first, topUp.orderId, '300')
  const card = await newPaidCard(customer)
  await askRefund(first, card.orderId, '200')
  const short = await newOrder(customer)
  await receive(paidNotice(await newAttempt(customer, short), { amountFen: 7n }))
  const cancelled = await newOrder(customer)
  const attempt = await newAttempt(customer, cancelled)
  await cancelOrder(customer, { orderId: cancelled })
  await receive(paidNotice(attempt))
  Object.assign(made, {
    order: paid.orderId,
    topUp: topUp.orderId,
    card: card.orderId,
    short,
    cancelled,
    account: customer.accountId,
  })
})

test('books that agree have nothing named, and something was checked', async () => {
  const { checked, differences } = await verifyBooks()
  expect(differences).toEqual([])
  expect(checked).toBeGreaterThanOrEqual(8)
})

/** What is broken, what puts it right again, and what must then be named. */
const breaks: readonly [what: string, spoil: string, mend: string, also?: readonly string[]][] = [
  [
    'what is asked back of an order is its live refunds',
    `update orders set refunding_fen = refunding_fen + 1 where id = '$order'`,
    `update orders set refunding_fen = refunding_fen - 1 where id = '$order'`,
    ['nothing refunded stays invoiceable'],
  ],
  [
    'what was refunded of an order is its refunds done',
    `update orders set refunded_fen = refunded_fen + 1 where id = '$order'`,
    `update orders set refunded_fen = refunded_fen - 1 where id = '$order'`,
    ['nothing refunded stays invoiceable'],
  ],
  [
    'order is as refunded as its status says',
    `update orders set status = 'paid' where id = '$order'`,
    `update orders set status = 'partially-refunded' where id = '$order'`,
  ],
  [
    'locked units are those of live refunds',
    `update packages set locked_units = locked_units - 1 where order_id = '$order'`,
    `update packages set locked_units = locked_units + 1 where order_id = '$order'`,
  ],
  [
    'refunded units are those of refunds done',
    `update packages set refunded_units = refunded_units - 1 where order_id = '$order'`,
    `update packages set refunded_units = refunded_units + 1 where order_id = '$order'`,
  ],
  [
    'money in suspense holds its order',
    `update orders set suspended_fen = 0 where id = '$short'`,
    `update orders set suspended_fen = 7 where id = '$short'`,
  ],
  [
    'suspense equals the ledger',
    `update suspense set amount_fen = 8 where order_id = '$short'`,
    `update suspense set amount_fen = 7 where order_id = '$short'`,
    ['money in suspense holds its order', 'money received and sent back equals the ledger'],
  ],
  [
    'held for a customer equals what orders and refunds hold',
    `update orders set held_fen = 1 where id = '$short'`,
    `update orders set held_fen = 0 where id = '$short'`,
  ],
  [
    'payable refunds are live refunds of top-ups and cards',
    `update refunds set amount_fen = 29999 where order_id = '$topUp'`,
    `update refunds set amount_fen = 30000 where order_id = '$topUp'`,
    ['refunds of an order are in the ledger once', 'what is asked back of an order is its live refunds'],
  ],
  [
    'suspense on its way back has its refund',
    `update refunds set status = 'closed' where order_id = '$cancelled'`,
    `update refunds set status = 'approved' where order_id = '$cancelled'`,
  ],
  [
    'a refund of suspense has its entry on the way back',
    `update suspense set status = 'open' where order_id = '$cancelled'`,
    `update suspense set status = 'refunding' where order_id = '$cancelled'`,
    ['money in suspense holds its order'],
  ],
  [
    'paid order has one settled payment of its amount',
    `update payments set amount_fen = amount_fen + 1 where order_id = '$order'`,
    `update payments set amount_fen = amount_fen - 1 where order_id = '$order'`,
    ['money received and sent back equals the ledger'],
  ],
  [
    'paid package order has its package',
    `update packages set units = units + 1 where order_id = '$order'`,
    `update packages set units = units - 1 where order_id = '$order'`,
  ],
  [
    'paid card order has its card',
    `update cards set face_fen = face_fen + 1 where order_id = '$card'`,
    `update cards set face_fen = face_fen - 1 where order_id = '$card'`,
  ],
  [
    'card belongs to a paid card order and has its ledger',
    `update cards set order_id = '$order' where order_id = '$card'`,
    `update cards set order_id = '$card' where order_id = '$order'`,
    ['paid card order has its card'],
  ],
  [
    'balance equals its entries',
    `update ledger_accounts set balance_fen = balance_fen + 1 where account_id = '$account' and ledger = 'cash'`,
    `update ledger_accounts set balance_fen = balance_fen - 1 where account_id = '$account' and ledger = 'cash'`,
  ],
]

const filled = (statement: string) =>
  statement.replaceAll(/\$(\w+)/g, (_match, name: string) => made[name as keyof typeof made])

test.each(breaks)('%s: what does not is named', async (what, spoil, mend, also = []) => {
  await owner.unsafe(filled(spoil))
  try {
    expect([...new Set((await named()).map((difference) => difference.what))].sort()).toEqual(
      [what, ...also].sort(),
    )
  } finally {
    await owner.unsafe(filled(mend))
  }
  expect(await named()).toEqual([])
})
