import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newStaff, owner, refusalOf } from '@/tests/support/database'
import { hideProductsAfterAll, inDays, newProduct, wrongFieldsOf } from '@/tests/support/product'
import { getOffer } from './catalog.queries'
import { editProduct } from './edit-product.command'
import { getProduct, listProducts } from './product.queries'
import { setPrice } from './set-price.command'
import { setQuantityChoices } from './set-quantity-choices.command'
import { withdrawPrice } from './withdraw-price.command'

hideProductsAfterAll()

async function audited(productCode: string, command: string) {
  const rows = await owner`select detail from audit_log
    where command = ${command} and detail->>'productCode' = ${productCode} and refusal is null order by id`
  return rows.map((row) => row['detail'] as unknown)
}

describe('quantity choices', () => {
  const form = (productCode: string, changes: Record<string, unknown>) => ({
    productCode,
    former: ['100', '200'],
    kept: ['100', '200'],
    added: '',
    ...changes,
  })

  test('are added and removed, and the recharge page offers them', async () => {
    const [admin, customer, code] = [await newStaff('admin'), await newCustomer(), await newProduct()]
    await setQuantityChoices(admin, form(code, { kept: ['200'], added: ' 500 ' }))
    expect((await getOffer(customer, code)).choices).toEqual([200, 500])
    expect(await audited(code, 'catalog.set-quantity-choices')).toEqual([
      { productCode: code, choices: '200, 500', former: '100, 200' },
    ])
  })

  test.each([
    [{ kept: [] }, { added: 'choice-required' }],
    [{ added: '1001' }, { added: 'choice-above-limit' }],
    [{ added: '0' }, { added: 'thousands-invalid' }],
    [{ added: '1.5' }, { added: 'thousands-invalid' }],
    [{ added: '１００' }, { added: 'thousands-invalid' }],
  ])('%j answers %j', async (changes, fields) => {
    const [admin, code] = [await newStaff('admin'), await newProduct()]
    expect(await wrongFieldsOf(setQuantityChoices(admin, form(code, changes)))).toEqual(fields)
    expect((await getProduct(admin, code)).choices).toEqual([100, 200])
  })

  test('that somebody else changed meanwhile are told, not overwritten', async () => {
    const [admin, code] = [await newStaff('admin'), await newProduct()]
    await setQuantityChoices(admin, form(code, { added: '500' }))
    expect(await refusalOf(setQuantityChoices(admin, form(code, { kept: ['100'] })))).toBe(
      'catalog.changed-meanwhile',
    )
    expect((await getProduct(admin, code)).choices).toEqual([100, 200, 500])
  })

  test('twenty at once change once', async () => {
    const [admin, code] = [await newStaff('admin'), await newProduct()]
    const change = form(code, { kept: ['100'], added: '500' })
    await Promise.all(Array.from({ length: 20 }, () => setQuantityChoices(admin, change)))
    expect((await getProduct(admin, code)).choices).toEqual([100, 500])
    expect(await audited(code, 'catalog.set-quantity-choices')).toHaveLength(1)
  })
})

describe('a product', () => {
  const edit = (productCode: string, changes: Record<string, unknown> = {}) => ({
    productCode,
    nameEn: 'Thing',
    nameZh: '东西',
    maxThousands: '1000',
    discountAboveThousands: '500',
    ...changes,
  })

  test('gets names and limits, and the recharge page shows them', async () => {
    const [admin, customer, code] = [await newStaff('admin'), await newCustomer(), await newProduct()]
    await editProduct(
      admin,
      edit(code, { nameEn: ' Better thing ', maxThousands: '300', discountAboveThousands: '' }),
    )
    expect(await getOffer(customer, code)).toMatchObject({
      nameEn: 'Better thing',
      maxThousands: 300,
      discountAboveThousands: null,
    })
    expect(await audited(code, 'catalog.edit-product')).toEqual([
      { productCode: code, nameEn: 'Better thing', maxThousands: 300, discountAboveThousands: null },
    ])
  })

  test.each([
    [{ maxThousands: '199' }, { maxThousands: 'limit-below-choice' }],
    [{ maxThousands: '100001' }, { maxThousands: 'thousands-invalid' }],
    [{ maxThousands: '' }, { maxThousands: 'thousands-invalid' }],
    [{ discountAboveThousands: '1001' }, { discountAboveThousands: 'discount-above-limit' }],
    [{ nameEn: ' ' }, { nameEn: 'required' }],
    [{ nameZh: 'a\nb' }, { nameZh: 'name-invalid' }],
    [{ nameZh: 'x'.repeat(101) }, { nameZh: 'name-too-long' }],
  ])('with %j answers %j', async (changes, fields) => {
    const [admin, code] = [await newStaff('admin'), await newProduct()]
    expect(await wrongFieldsOf(editProduct(admin, edit(code, changes)))).toEqual(fields)
  })

  test('twenty at once edit once, and a limit never ends below a choice added at the same moment', async () => {
    const [admin, code] = [await newStaff('admin'), await newProduct()]
    const lower = edit(code, { maxThousands: '300', discountAboveThousands: '' })
    const choose = { productCode: code, former: ['100', '200'], kept: ['100', '200'], added: '800' }
    await Promise.allSettled([
      ...Array.from({ length: 20 }, () => editProduct(admin, lower)),
      setQuantityChoices(admin, choose),
    ])
    const { maxThousands, choices } = await getProduct(admin, code)
    expect(Math.max(...choices)).toBeLessThanOrEqual(maxThousands ?? 0)
    expect((await audited(code, 'catalog.edit-product')).length).toBeLessThanOrEqual(1)
  })

  test.each(['finance', 'support', 'reviewer'] as const)('is changed by nobody who is %s', async (role) => {
    const [actor, code] = [await newStaff(role), await newProduct()]
    const from = await inDays(1)
    expect(await refusalOf(setPrice(actor, { productCode: code, price: '1', from }))).toBe('actor.forbidden')
    expect(await refusalOf(withdrawPrice(actor, { productCode: code, from }))).toBe('actor.forbidden')
    expect(await refusalOf(editProduct(actor, edit(code)))).toBe('actor.forbidden')
    const customer = await newCustomer()
    expect(await refusalOf(setPrice(customer, { productCode: code, price: '1', from }))).toBe(
      'actor.forbidden',
    )
  })

  test('stands in the catalog with its seller and price, and an unknown one is not found', async () => {
    const [support, code] = [await newStaff('support'), await newProduct()]
    const row = (await listProducts(support)).find((one) => one.code === code)
    expect(row).toMatchObject({ kind: 'package', sellerNameZh: '云账科技' })
    expect(row?.prices.map(({ unitPriceFen }) => unitPriceFen)).toEqual([5000n])
    expect(await refusalOf(getProduct(support, newId()))).toBe('object.not-found')
  })
})
