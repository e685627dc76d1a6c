import { describe, expect, test } from 'vitest'
import type { MemberActor } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newMember, newPaidOrder, newStaff, owner, refusalOf } from '@/tests/support/database'
import { wrongFieldsOf } from '@/tests/support/product'
import { deleteAddress } from './delete-address.command'
import { deleteTitle } from './delete-title.command'
import { saveAddress } from './save-address.command'
import { saveTitle } from './save-title.command'
import { setDefaultAddress } from './set-default-address.command'
import { setDefaultTitle } from './set-default-title.command'
import { submitApplication } from './submit-application.command'

const titleForm = (changes: Record<string, unknown> = {}) => ({
  titleId: newId(),
  kind: 'enterprise',
  name: '杭州云杉科技有限公司',
  taxpayerId: '91330100799655058b',
  ...changes,
})
const addressForm = (changes: Record<string, unknown> = {}) => ({
  addressId: newId(),
  recipient: '王芳',
  phone: '138 0013 8000',
  email: 'finance@acme.example',
  provinceCode: '330000',
  cityCode: '330100',
  districtCode: '330108',
  detail: '江南大道 1 号',
  ...changes,
})

const defaultsOf = async (table: 'titles' | 'sending_addresses', { accountId }: MemberActor) =>
  (
    await owner`select id from ${owner(table)} where account_id = ${accountId} and is_default and deleted_at is null`
  ).map((row) => String(row['id']))

/** As many rows as may be kept, written past the command. */
async function fill(
  table: 'titles' | 'sending_addresses',
  { accountId, userId }: MemberActor,
): Promise<void> {
  const rows = Array.from({ length: 100 }, () => ({
    id: newId(),
    account_id: accountId,
    is_default: false,
    created_by: userId,
    created_at: new Date(),
    ...(table === 'titles'
      ? { kind: 'individual', name: '张先生' }
      : {
          recipient: '王芳',
          phone: '13800138000',
          email: 'a@b.example',
          province_code: '330000',
          city_code: '330100',
          district_code: '330108',
          region_name: '浙江省 杭州市 滨江区',
          detail: '1',
        }),
  }))
  await owner`insert into ${owner(table)} ${owner(rows)}`
}

describe('titles', () => {
  test('of an individual are a name alone, whatever the fields hidden for one still hold', async () => {
    const customer = await newCustomer()
    const { titleId } = await saveTitle(
      customer,
      titleForm({ kind: 'individual', name: '张小雨', bankAccount: 'x' }),
    )
    const [kept] = await owner`select name, taxpayer_id, bank_account from titles where id = ${titleId}`
    expect(kept).toEqual({ name: '张小雨', taxpayer_id: null, bank_account: null })
  })

  test('of an older number are kept where somebody says that it is one', async () => {
    const customer = await newCustomer()
    const form = titleForm({ taxpayerId: '310104-X0721897-7' })
    expect(await wrongFieldsOf(saveTitle(customer, form))).toEqual({
      taxpayerId: 'taxpayer-id-former-untold',
    })
    const { titleId } = await saveTitle(customer, { ...form, formerNumber: 'on' })
    const rows = await owner`select taxpayer_id from titles where id = ${titleId}`
    expect(rows).toEqual([{ taxpayer_id: '310104X07218977' }])
  })

  test('the first is the default; another takes its place; a deleted one is gone', async () => {
    const customer = await newCustomer()
    const first = await saveTitle(customer, titleForm())
    const second = await saveTitle(customer, titleForm({ name: '杭州云杉滨江分公司' }))
    expect(await defaultsOf('titles', customer)).toEqual([first.titleId])
    await setDefaultTitle(customer, second)
    expect(await defaultsOf('titles', customer)).toEqual([second.titleId])
    await deleteTitle(customer, second)
    expect(await refusalOf(deleteTitle(customer, second))).toBe('object.not-found')
    expect(await refusalOf(saveTitle(customer, titleForm(second)))).toBe('object.not-found')
  })

  test('twenty presses keep one; a number is kept as it is printed', async () => {
    const customer = await newCustomer()
    const form = titleForm()
    await Promise.allSettled(Array.from({ length: 20 }, () => saveTitle(customer, form)))
    const rows = await owner`select taxpayer_id from titles where account_id = ${customer.accountId}`
    expect(rows.map((row) => String(row['taxpayer_id']))).toEqual(['91330100799655058B'])
  })

  test('two first ones at once leave one default: the other is told title.changed-meanwhile', async () => {
    const customer = await newCustomer()
    const raced = await Promise.allSettled(
      Array.from({ length: 10 }, () => saveTitle(customer, titleForm({ isDefault: 'on' }))),
    )
    const refused = raced.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
    )
    expect(refused.every((code) => code === 'title.changed-meanwhile')).toBe(true)
    expect(await defaultsOf('titles', customer)).toHaveLength(1)
  })

  test('a viewer keeps none, another account sees none, and a hundred are enough', async () => {
    const customer = await newCustomer()
    const viewer = await newMember(customer, 'viewer')
    expect(await refusalOf(saveTitle(viewer, titleForm()))).toBe('actor.forbidden')
    const kept = await saveTitle(customer, titleForm())
    const stranger = await newCustomer()
    expect(await refusalOf(saveTitle(stranger, titleForm(kept)))).toBe('object.not-found')
    expect(await refusalOf(setDefaultTitle(stranger, kept))).toBe('object.not-found')
    expect(await refusalOf(deleteTitle(stranger, kept))).toBe('object.not-found')
    await fill('titles', stranger)
    expect(await refusalOf(saveTitle(stranger, titleForm()))).toBe('title.too-many')
    expect(await refusalOf(saveTitle(customer, titleForm({ taxpayerId: '1' })))).toBe('input.invalid')
  })
})

describe('sending addresses', () => {
  test('the first is the default; another takes its place; a deleted one is gone', async () => {
    const customer = await newCustomer()
    const first = await saveAddress(customer, addressForm())
    const second = await saveAddress(customer, addressForm())
    expect(await defaultsOf('sending_addresses', customer)).toEqual([first.addressId])
    await setDefaultAddress(customer, second)
    expect(await defaultsOf('sending_addresses', customer)).toEqual([second.addressId])
    await deleteAddress(customer, second)
    expect(await refusalOf(deleteAddress(customer, second))).toBe('object.not-found')
  })

  test('codes that do not lie within each other, another account’s id and the hundred-and-first are refused', async () => {
    const customer = await newCustomer()
    expect(await refusalOf(saveAddress(customer, addressForm({ districtCode: '110101' })))).toBe(
      'input.invalid',
    )
    const kept = await saveAddress(customer, addressForm())
    const stranger = await newCustomer()
    expect(await refusalOf(saveAddress(stranger, addressForm(kept)))).toBe('object.not-found')
    await fill('sending_addresses', stranger)
    expect(await refusalOf(saveAddress(stranger, addressForm()))).toBe('address.too-many')
  })

  test('first ones at once leave one default: the others are told address.changed-meanwhile', async () => {
    const customer = await newCustomer()
    const raced = await Promise.allSettled(
      Array.from({ length: 10 }, () => saveAddress(customer, addressForm({ isDefault: 'on' }))),
    )
    const refused = raced.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
    )
    expect(refused.every((code) => code === 'address.changed-meanwhile')).toBe(true)
    expect(await defaultsOf('sending_addresses', customer)).toHaveLength(1)
  })
})

describe('a title under the policy that it equals the authentication', () => {
  test('another name is refused, and one kept for another kind', async () => {
    const [{ body } = { body: {} }] = await owner<
      { body: { invoices: object } }[]
    >`select body from policies where version = 1`
    const stricter = {
      ...body,
      invoices: { ...(body as { invoices: object }).invoices, title: 'equals-authenticated' },
    }
    const customer = await newCustomer()
    const reviewer = await newStaff('reviewer')
    const file = newId()
    await owner`insert into files (id, account_id, purpose, name, type, sha256, size, content, uploaded_by)
      values (${file}, ${customer.accountId}, 'licence', 'l.png', 'image/png', ${newId()}, 1, ${Buffer.from('x')}, ${customer.userId})`
    await owner`insert into authentications (id, account_id, kind, status, legal_name, taxpayer_id, licence_id, doubts,
        submitted_by, submitted_at, due_at, decided_by, decided_at)
      values (${newId()}, ${customer.accountId}, 'enterprise', 'authenticated', '杭州云杉科技有限公司', '91330100799655058B',
        ${file}, '{}', ${customer.userId}, now(), now(), ${reviewer.userId}, now())`
    const orderId = await newPaidOrder(customer)
    const [row] = await owner`select id from invoiceables where order_id = ${orderId}`
    const other = await saveTitle(customer, titleForm({ name: '别的公司' }))
    const apply = (titleId: string) =>
      submitApplication(customer, {
        applicationId: newId(),
        kind: 'e_general',
        invoiceable: String(row?.['id']),
        seenAmountFen: '500000',
        titleFrom: 'saved',
        titleId,
        email: 'a@b.example',
        confirmed: 'on',
      })
    await owner`insert into policies (version, effective_at, preset, body)
      select max(version) + 1, now(), 'standard', ${owner.json(stricter)} from policies`
    expect(await refusalOf(apply(other.titleId))).toBe('title.not-authenticated')
    await owner`delete from policies where version = (select max(version) from policies)`
    await owner`update titles set invoice_kind = 'paper_general' where id = ${other.titleId}`
    expect(await refusalOf(apply(other.titleId))).toBe('title.other-kind')
  })
})
