import { describe, expect, test } from 'vitest'
import { getOrder, listOrders } from './order.queries'
import { placeTopUp } from './place-top-up.command'
import { placeOrder } from './place-order.command'
import { sendMail } from '@/lib/billing/mail/send-mail.job'
import { listFundTransactions } from '@/lib/billing/ledger/ledger.queries'
import { newId } from '@/lib/kernel/id'
import { InvalidInput } from '@/lib/kernel/refusal'
import {
  newAttempt,
  newCustomer,
  newMember,
  newStaff,
  orderForm,
  owner,
  paidNotice,
  receive,
  refusalOf,
} from '@/tests/support/database'
import { cashOf, chooseTransfer, confirm, orderRow, submitFor, under } from '@/tests/support/transfers'

const topUpForm = (changes: Record<string, string> = {}): Record<string, string> => ({
  orderId: newId(),
  amount: '500.00',
  agreementVersion: '1',
  agreed: 'on',
  ...changes,
})

const ordersOf = async (accountId: string) => owner`select id from orders where account_id = ${accountId}`

describe('order.place-top-up', () => {
  test('orders the amount itself, which nobody can invoice', async () => {
    const customer = await newCustomer()
    const { orderId, number } = await placeTopUp(customer, topUpForm({ amount: '500.5' }))
    expect(await getOrder(customer, orderId)).toMatchObject({
      kind: 'top-up',
      status: 'pending-payment',
      productCode: 'balance',
      quantity: 1,
      amountFen: 50_050n,
      invoiceBasis: 'none',
      validityYears: null,
    })
    const [audit] = await owner`select user_id, detail from audit_log where subject_id = ${orderId}`
    expect(audit).toEqual({ user_id: customer.userId, detail: { number, amount: '500.50' } })
  })

  test('twenty presses of one form at once order once', async () => {
    const customer = await newCustomer()
    const form = topUpForm()
    const made = await Promise.all(Array.from({ length: 20 }, () => placeTopUp(customer, form)))
    expect(new Set(made.map((each) => each.number)).size).toBe(1)
    expect(await ordersOf(customer.accountId)).toHaveLength(1)
  })

  test('the same id with other content is refused, for its own account and for another', async () => {
    const customer = await newCustomer()
    const form = topUpForm()
    await placeTopUp(customer, form)
    expect(await refusalOf(placeTopUp(customer, { ...form, amount: '501.00' }))).toBe('order.id-reused')
    const { orderId = '' } = form
    expect(await refusalOf(placeOrder(customer, orderForm({ orderId })))).toBe('order.id-reused')
    expect(await refusalOf(placeTopUp(await newCustomer(), form))).toBe('order.id-reused')
  })

  test.each([
    ['', 'amount-empty'],
    ['0', 'amount-zero'],
    ['-5', 'amount-negative'],
    ['1.005', 'amount-decimals'],
    ['much', 'amount-text'],
    ['1 000', 'amount-spaces'],
    ['１００', 'amount-full-width'],
    ['1,000', 'amount-commas'],
    ['0.99', 'amount-below-least'],
    ['1000000.01', 'amount-above-most'],
    ['99999999999', 'amount-too-large'],
  ])('the amount %j is refused at its field as %s', async (amount, key) => {
    const customer = await newCustomer()
    const refused: unknown = await placeTopUp(customer, topUpForm({ amount })).catch(
      (error: unknown) => error,
    )
    if (!(refused instanceof InvalidInput)) throw new Error('nothing was refused')
    expect(refused.fields).toEqual({ amount: key })
    if (key.endsWith('least') || key.endsWith('most'))
      expect(refused.detail).toEqual({ least: '1.00', most: '1,000,000.00' })
    expect(await ordersOf(customer.accountId)).toHaveLength(0)
  })

  test('without a wallet, the agreement, a verified address or the right nothing is ordered', async () => {
    const customer = await newCustomer()
    await under('prepaid-orders', async () => {
      expect(await refusalOf(placeTopUp(customer, topUpForm()))).toBe('top-up.off')
    })
    expect(await refusalOf(placeTopUp(customer, topUpForm({ agreementVersion: '9' })))).toBe(
      'agreement.changed',
    )
    await expect(placeTopUp(customer, topUpForm({ agreed: '' }))).rejects.toMatchObject({
      fields: { agreed: 'agreement-required' },
    })
    const unverified = { ...customer, emailVerified: false }
    expect(await refusalOf(placeTopUp(unverified, topUpForm()))).toBe('email.not-verified')
    const viewer = await newMember(customer, 'viewer')
    expect(await refusalOf(placeTopUp(viewer, topUpForm()))).toBe('actor.forbidden')
    expect(await ordersOf(customer.accountId)).toHaveLength(0)
  })

  test("another account's top-up is neither found nor listed", async () => {
    const { orderId } = await placeTopUp(await newCustomer(), topUpForm())
    const stranger = await newCustomer()
    expect(await refusalOf(getOrder(stranger, orderId))).toBe('object.not-found')
    expect((await listOrders(stranger, { cursor: null })).rows).toEqual([])
  })
})

describe('a top-up that is paid', () => {
  test.each(['wechatpay', 'alipay'] as const)('by %s is cash, with the balance after', async (channel) => {
    const customer = await newCustomer()
    const { orderId } = await placeTopUp(customer, topUpForm())
    const attempt = await newAttempt(customer, orderId, channel)
    expect(attempt.description).toBe('余额充值 500.00 元')
    await receive(paidNotice(attempt))
    expect((await orderRow(orderId)).status).toBe('paid')
    expect(await cashOf(customer.accountId)).toBe('50000')
    const { rows } = await listFundTransactions(customer, { cursor: null })
    expect(rows).toMatchObject([
      { kind: 'top-up', amountFen: 50_000n, balanceAfterFen: 50_000n, channel, remarkEn: 'Balance top-up' },
    ])
    expect(await owner`select id from packages where order_id = ${orderId}`).toEqual([])
  })

  test('by bank transfer is cash, in parts as well', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const { orderId } = await placeTopUp(customer, topUpForm())
    await chooseTransfer(customer, orderId)
    await confirm(staff, await submitFor(customer, orderId), '300.00')
    expect(await cashOf(customer.accountId)).toBe('0')
    await confirm(staff, await submitFor(customer, orderId), '250.00')
    expect(await cashOf(customer.accountId)).toBe('55000')
    const { rows } = await listFundTransactions(customer, { cursor: null })
    expect(rows.map((row) => [row.kind, row.balanceAfterFen]).reverse()).toEqual([
      ['part-payment', null],
      ['top-up', 50_000n],
      ['excess', 55_000n],
    ])
  })

  test('is told by mail without a package', async () => {
    const customer = await newCustomer()
    const { orderId } = await placeTopUp(customer, topUpForm())
    await receive(paidNotice(await newAttempt(customer, orderId)))
    await sendMail({ key: `order-paid:${orderId}`, kind: 'order-paid', orderId })
    const [mail] = await owner<
      { text: string }[]
    >`select text from mails where key = ${`order-paid:${orderId}`}`
    expect(mail?.text).toContain('¥500.00')
    expect(mail?.text).toContain('cash balance')
    expect(mail?.text).not.toMatch(/Quantity|Valid until/)
  })
})
