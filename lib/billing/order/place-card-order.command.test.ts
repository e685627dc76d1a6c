import { describe, expect, test } from 'vitest'
import { listCardOffers, listPackageFamilies } from '@/lib/billing/catalog/catalog.queries'
import { cardForm } from '@/tests/support/cards'
import { newProduct, wrongFieldsOf } from '@/tests/support/product'
import { newCustomer, newMember, newStaff, orderForm, owner, refusalOf } from '@/tests/support/database'
import { under } from '@/tests/support/transfers'
import { getOrder, listOrders } from './order.queries'
import { placeCardOrder } from './place-card-order.command'
import { placeOrder } from './place-order.command'
import { walkOrders, type OrderRecord } from './order-export.queries'

const ordersOf = async (accountId: string) => owner`select id from orders where account_id = ${accountId}`

describe('order.place-card-order', () => {
  test('freezes face value, basis and agreement', async () => {
    const customer = await newCustomer()
    const { orderId, number } = await placeCardOrder(customer, cardForm({ quantity: '3' }))
    expect(await getOrder(customer, orderId)).toMatchObject({
      kind: 'card',
      status: 'pending-payment',
      productCode: 'card-1000',
      quantity: 3,
      unitPriceFen: 100_000n,
      amountFen: 300_000n,
      invoiceBasis: 'payment',
      agreementVersion: 1,
      validityYears: null,
    })
    const [audit] = await owner`select command, user_id, detail from audit_log where subject_id = ${orderId}`
    expect(audit).toEqual({
      command: 'order.place-card-order',
      user_id: customer.userId,
      detail: { number, productCode: 'card-1000', quantity: 3 },
    })
  })

  test('keeps the basis of its day: never invoiced under a policy that invoices no cards', async () => {
    const customer = await newCustomer()
    const { orderId } = await under('cloud-statements', () => placeCardOrder(customer, cardForm()))
    expect(await getOrder(customer, orderId)).toMatchObject({ invoiceBasis: 'none' })
  })

  test('twenty presses of one form at once order once', async () => {
    const customer = await newCustomer()
    const form = cardForm()
    const made = await Promise.all(Array.from({ length: 20 }, () => placeCardOrder(customer, form)))
    expect(new Set(made.map((each) => each.number)).size).toBe(1)
    expect(await ordersOf(customer.accountId)).toHaveLength(1)
  })

  test('the same id with other content is refused, for its own account and for another', async () => {
    const customer = await newCustomer()
    const form = cardForm()
    await placeCardOrder(customer, form)
    expect(await refusalOf(placeCardOrder(customer, { ...form, quantity: '2' }))).toBe('order.id-reused')
    const { orderId = '' } = form
    expect(await refusalOf(placeOrder(customer, orderForm({ orderId })))).toBe('order.id-reused')
    expect(await refusalOf(placeCardOrder(await newCustomer(), form))).toBe('order.id-reused')
  })

  test.each([
    ['', 'cards-empty'],
    ['0', 'cards-zero'],
    ['-1', 'cards-negative'],
    ['1.5', 'cards-fraction'],
    ['two', 'cards-text'],
    ['1 0', 'cards-spaces'],
    ['２', 'cards-full-width'],
    ['101', 'cards-above-limit'],
    ['99999999999999999999', 'cards-above-limit'],
  ])('the quantity %j is refused at its field as %s', async (quantity, key) => {
    const customer = await newCustomer()
    expect(await wrongFieldsOf(placeCardOrder(customer, cardForm({ quantity })))).toEqual({ quantity: key })
    expect(await ordersOf(customer.accountId)).toHaveLength(0)
  })

  test('as many as the product lets, a hundred where it does not say', async () => {
    const customer = await newCustomer()
    await placeCardOrder(customer, cardForm({ quantity: '100' }))
    const code = await newProduct('card')
    const form = cardForm({ productCode: code, unitPriceFen: '5000', quantity: '1001' })
    expect(await wrongFieldsOf(placeCardOrder(customer, form))).toEqual({ quantity: 'cards-above-limit' })
    await placeCardOrder(customer, { ...form, quantity: '1000' })
    await owner`update products set kind = 'usage' where code = ${code}`
  })

  test('another face value is told and not charged; what is no card is not for sale here', async () => {
    const customer = await newCustomer()
    expect(await refusalOf(placeCardOrder(customer, cardForm({ unitPriceFen: '90000' })))).toBe(
      'card.price-changed',
    )
    for (const productCode of ['auth', 'balance', 'gone'])
      expect(await refusalOf(placeCardOrder(customer, cardForm({ productCode })))).toBe(
        'catalog.not-for-sale',
      )
    expect(await refusalOf(placeOrder(customer, orderForm({ productCode: 'card-1000' })))).toBe(
      'catalog.not-for-sale',
    )
    expect(await ordersOf(customer.accountId)).toHaveLength(0)
  })

  test('without a wallet, the agreement, a verified address or the right nothing is ordered', async () => {
    const customer = await newCustomer()
    await under('prepaid-orders', async () => {
      expect(await refusalOf(placeCardOrder(customer, cardForm()))).toBe('card.off')
      expect(await listCardOffers(customer)).toEqual([])
    })
    expect(await refusalOf(placeCardOrder(customer, cardForm({ agreementVersion: '9' })))).toBe(
      'agreement.changed',
    )
    expect(await wrongFieldsOf(placeCardOrder(customer, cardForm({ agreed: '' })))).toEqual({
      agreed: 'agreement-required',
    })
    const unverified = { ...customer, emailVerified: false }
    expect(await refusalOf(placeCardOrder(unverified, cardForm()))).toBe('email.not-verified')
    expect(await refusalOf(placeCardOrder(await newMember(customer, 'viewer'), cardForm()))).toBe(
      'actor.forbidden',
    )
    expect(await ordersOf(customer.accountId)).toHaveLength(0)
  })

  test("another account's card order is neither found nor listed", async () => {
    const { orderId } = await placeCardOrder(await newCustomer(), cardForm())
    const stranger = await newCustomer()
    expect(await refusalOf(getOrder(stranger, orderId))).toBe('object.not-found')
    expect((await listOrders(stranger, { cursor: null })).rows).toEqual([])
  })
})

describe('what is sold', () => {
  test('a card is offered at its price, and is no resource', async () => {
    const customer = await newCustomer()
    expect(await listCardOffers(customer)).toEqual([
      {
        productCode: 'card-1000',
        nameEn: 'Stored-value card',
        nameZh: '储值卡',
        unitZh: '张',
        faceFen: 100_000n,
        most: 100,
      },
    ])
    const families = await listPackageFamilies(await newStaff('support'))
    expect(families.map(({ productCode }) => productCode)).not.toContain('card-1000')
  })

  test('an export counts cards by the piece', async () => {
    const customer = await newCustomer()
    await placeCardOrder(customer, cardForm({ quantity: '2' }))
    const rows: OrderRecord[] = []
    await walkOrders(customer, {}, 'zh-CN', (some) => Promise.resolve(void rows.push(...some)))
    expect(rows).toMatchObject([{ kind: 'card', product: '储值卡', quantity: '2', amountFen: '200000' }])
  })
})
