import { describe, expect, test } from 'vitest'
import type { MemberActor } from '@/lib/auth/actor'
import { placeOrder } from '@/lib/billing/order/place-order.command'
import { newCustomer, newStaff, orderForm, owner, refusalOf } from '@/tests/support/database'
import { hideProductsAfterAll, inDays, newProduct, reach, wrongFieldsOf } from '@/tests/support/product'
import { getOffer } from './catalog.queries'
import { getProduct } from './product.queries'
import { setPrice } from './set-price.command'
import { withdrawPrice } from './withdraw-price.command'

hideProductsAfterAll()

async function audited(productCode: string, command: string) {
  const rows = await owner`select detail from audit_log
    where command = ${command} and detail->>'productCode' = ${productCode} and refusal is null order by id`
  return rows.map((row) => row['detail'] as unknown)
}

async function order(customer: MemberActor, productCode: string, fen: string) {
  const { orderId } = await placeOrder(
    customer,
    orderForm({ productCode, unitPriceFen: fen, quantity: '100' }),
  )
  return orderId
}

describe('a price from a day on', () => {
  test('is charged from 00:00 of its day, and what was ordered keeps its own', async () => {
    const [admin, customer, code] = [await newStaff('admin'), await newCustomer(), await newProduct()]
    const from = await inDays(1)
    await setPrice(admin, { productCode: code, price: '48.5', from })
    const before = await order(customer, code, '5000')
    expect((await getOffer(customer, code)).unitPriceFen).toBe(5000n)
    expect(await refusalOf(order(customer, code, '4850'))).toBe('catalog.price-changed')
    await reach(from)
    expect((await getOffer(customer, code)).unitPriceFen).toBe(4850n)
    expect(await refusalOf(order(customer, code, '5000'))).toBe('catalog.price-changed')
    const after = await order(customer, code, '4850')
    const prices =
      await owner`select unit_price_fen::text from orders where id in (${before}, ${after}) order by placed_at`
    expect(prices.map((row) => String(row['unit_price_fen']))).toEqual(['5000', '4850'])
    const { prices: history } = await getProduct(admin, code)
    expect(history.map(({ unitPriceFen, standing }) => [unitPriceFen, standing])).toEqual([
      [4850n, 'in-force'],
      [5000n, 'former'],
    ])
    expect(await audited(code, 'catalog.set-price')).toEqual([
      { productCode: code, price: '48.50', from, former: null },
    ])
  })

  test('gives way to another for the same day, and the log tells both', async () => {
    const [admin, code] = [await newStaff('admin'), await newProduct()]
    const from = await inDays(3)
    await setPrice(admin, { productCode: code, price: '48', from })
    await setPrice(admin, { productCode: code, price: '47.00', from })
    const { prices } = await getProduct(admin, code)
    expect(prices.map(({ unitPriceFen, standing }) => [unitPriceFen, standing])).toEqual([
      [4700n, 'planned'],
      [5000n, 'in-force'],
    ])
    expect((await audited(code, 'catalog.set-price'))[1]).toMatchObject({ price: '47.00', former: '48.00' })
  })

  test('twenty at once set it once', async () => {
    const [admin, code] = [await newStaff('admin'), await newProduct()]
    const form = { productCode: code, price: '48.00', from: await inDays(2) }
    await Promise.all(Array.from({ length: 20 }, () => setPrice(admin, form)))
    expect((await getProduct(admin, code)).prices).toHaveLength(2)
    expect(await audited(code, 'catalog.set-price')).toHaveLength(1)
  })

  test.each([
    ['0.00', 'price-invalid'],
    ['-1', 'price-invalid'],
    ['48.005', 'price-invalid'],
    ['1,000', 'price-invalid'],
    ['1234567890', 'price-invalid'],
    ['', 'price-invalid'],
  ])('%j is no price', async (price, problem) => {
    const form = { productCode: 'auth', price, from: await inDays(1) }
    expect(await wrongFieldsOf(setPrice(await newStaff('admin'), form))).toEqual({ price: problem })
  })

  test('begins on a day to come', async () => {
    const [admin, code] = [await newStaff('admin'), await newProduct()]
    for (const days of [0, -1])
      expect(
        await wrongFieldsOf(setPrice(admin, { productCode: code, price: '48', from: await inDays(days) })),
      ).toEqual({
        from: 'day-not-to-come',
      })
    for (const from of ['2026-02-30', '', 'tomorrow', '3000-01-01'])
      expect(await wrongFieldsOf(setPrice(admin, { productCode: code, price: '48', from }))).toEqual({
        from: 'day-invalid',
      })
    expect((await getProduct(admin, code)).prices).toHaveLength(1)
  })

  test('is for what has one, and for products there are', async () => {
    const admin = await newStaff('admin')
    const form = { price: '48', from: await inDays(1) }
    expect(await refusalOf(setPrice(admin, { ...form, productCode: await newProduct('usage') }))).toBe(
      'catalog.no-unit-price',
    )
    expect(await refusalOf(setPrice(admin, { ...form, productCode: 'nothing' }))).toBe('object.not-found')
  })

  test('is withdrawn before its day and not after, once however often', async () => {
    const [admin, code] = [await newStaff('admin'), await newProduct()]
    const from = await inDays(1)
    await setPrice(admin, { productCode: code, price: '48', from })
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => withdrawPrice(admin, { productCode: code, from })),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await audited(code, 'catalog.withdraw-price')).toEqual([
      { productCode: code, from, former: '48.00' },
    ])
    expect((await getProduct(admin, code)).prices).toHaveLength(1)
    await setPrice(admin, { productCode: code, price: '48', from })
    await reach(from)
    expect(await refusalOf(withdrawPrice(admin, { productCode: code, from }))).toBe('catalog.price-in-force')
    expect((await getProduct(admin, code)).prices).toHaveLength(2)
  })
})
