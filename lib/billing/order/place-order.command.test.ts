import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { InvalidInput } from '@/lib/kernel/refusal'
import { newCustomer, newMember, orderForm, owner, refusalOf } from '@/tests/support/database'
import { getOrder, listOrders } from './order.queries'
import { placeOrder } from './place-order.command'

async function fieldsOf(promise: Promise<unknown>): Promise<Record<string, string>> {
  return promise.then(
    () => ({ nothing: 'was refused' }),
    (error: unknown) => {
      if (error instanceof InvalidInput) return { ...error.fields }
      throw error
    },
  )
}

const ordersOf = async (accountId: string) => owner`select id from orders where account_id = ${accountId}`

describe('order.place', () => {
  test('freezes price, basis, policy and agreement, and opens the history', async () => {
    const customer = await newCustomer()
    const { orderId, number } = await placeOrder(customer, orderForm({ quantity: '800' }))
    expect(number).toMatch(/^[0-9]{8}[0-9A-Z]{8}$/)
    const order = await getOrder(customer, orderId)
    expect(order).toMatchObject({
      status: 'pending-payment',
      quantity: 800,
      unitPriceFen: 5000n,
      amountFen: 4_000_000n,
      invoiceBasis: 'payment',
      agreementVersion: 1,
      placedByName: customer.name,
    })
    expect(order.events.map((event) => event.verb)).toEqual(['place'])
    expect(order.expiresAt.getTime() - order.at.getTime()).toBe(24 * 3_600_000)
    const audit = await owner`select user_id, detail from audit_log where subject_id = ${orderId}`
    expect(audit).toEqual([
      { user_id: customer.userId, detail: { number, productCode: 'auth', quantity: 800 } },
    ])
  })

  test('twenty presses of one form at once order once', async () => {
    const customer = await newCustomer()
    // A first round opens the connections, so that the second one races for real.
    await Promise.all(Array.from({ length: 20 }, () => placeOrder(customer, orderForm())))
    const form = orderForm()
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => placeOrder(customer, form)))
    expect(await ordersOf(customer.accountId)).toHaveLength(21)
    const again = await placeOrder(customer, form)
    expect(again.orderId).toBe(form['orderId'])
    expect(results.filter((result) => result.status === 'rejected')).toEqual([])
  })

  test('the same id with other content is refused, for its own account and for another', async () => {
    const customer = await newCustomer()
    const form = orderForm()
    await placeOrder(customer, form)
    expect(await refusalOf(placeOrder(customer, { ...form, quantity: '200' }))).toBe('order.id-reused')
    const stranger = await newCustomer()
    expect(await refusalOf(placeOrder(stranger, form))).toBe('order.id-reused')
    expect(await ordersOf(stranger.accountId)).toHaveLength(0)
  })

  test.each([
    ['', 'quantity-empty'],
    ['0', 'quantity-zero'],
    ['-5', 'quantity-negative'],
    ['1.5', 'quantity-fraction'],
    ['many', 'quantity-text'],
    ['100001', 'quantity-above-limit'],
    ['1 000', 'quantity-spaces'],
    [' 100', 'quantity-spaces'],
    ['１００', 'quantity-full-width'],
    ['1e3', 'quantity-text'],
    ['9'.repeat(400), 'quantity-above-limit'],
  ])('the quantity %j is refused at its field as %s', async (quantity, key) => {
    const customer = await newCustomer()
    expect(await fieldsOf(placeOrder(customer, orderForm({ quantity })))).toEqual({ quantity: key })
    expect(await ordersOf(customer.accountId)).toHaveLength(0)
  })

  test('without the agreement nothing is ordered', async () => {
    const customer = await newCustomer()
    const form = orderForm()
    delete form['agreed']
    expect(await fieldsOf(placeOrder(customer, form))).toEqual({ agreed: 'agreement-required' })
    expect(await refusalOf(placeOrder(customer, orderForm({ agreementVersion: '9' })))).toBe(
      'agreement.changed',
    )
  })

  test('a price that changed is told and not charged', async () => {
    const customer = await newCustomer()
    expect(await refusalOf(placeOrder(customer, orderForm({ unitPriceFen: '4000' })))).toBe(
      'catalog.price-changed',
    )
    expect(await refusalOf(placeOrder(customer, orderForm({ productCode: 'gone' })))).toBe(
      'catalog.not-for-sale',
    )
    expect(await ordersOf(customer.accountId)).toHaveLength(0)
  })

  test('a viewer may not order, and nobody before the address is verified', async () => {
    const customer = await newCustomer()
    const viewer = await newMember(customer, 'viewer')
    expect(await refusalOf(placeOrder(viewer, orderForm()))).toBe('actor.forbidden')
    const unverified = { ...customer, emailVerified: false }
    expect(await refusalOf(placeOrder(unverified, orderForm()))).toBe('email.not-verified')
  })

  test("another account's order is not found and not listed", async () => {
    const customer = await newCustomer()
    const { orderId } = await placeOrder(customer, orderForm())
    const stranger = await newCustomer()
    expect(await refusalOf(getOrder(stranger, orderId))).toBe('object.not-found')
    expect((await listOrders(stranger, { cursor: null })).rows).toEqual([])
    expect(await refusalOf(getOrder(customer, newId()))).toBe('object.not-found')
  })
})
