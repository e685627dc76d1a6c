import { describe, expect, test } from 'vitest'
import type { MemberActor } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { owner, refusalOf } from '@/tests/support/database'
import {
  applicationForm as form,
  apply,
  BUYER,
  newAddress,
  newDocument,
  newPayer,
  quotaOf,
} from '@/tests/support/invoicing'
import { wrongFieldsOf } from '@/tests/support/product'
import { deleteAddress } from './delete-address.command'
import { deleteTitle } from './delete-title.command'
import { previewApplication } from './preview.queries'
import { saveAddress } from './save-address.command'
import { saveTitle } from './save-title.command'
import { seenAddress, seenAuthentication, seenTitle } from './seen.rules'
import type { TitleSnapshot } from './snapshot.rules'
import { submitApplication } from './submit-application.command'

/** A kept title, as the wizard sends it. */
const shown = async (titleId: string) => {
  const [row] = await owner`select kind, name, taxpayer_id as "taxpayerId", bank_name as "bankName",
    bank_account as "bankAccount", registered_address as "registeredAddress", registered_phone as "registeredPhone"
    from titles where id = ${titleId}`
  return { titleFrom: 'saved', titleId, seenTitle: seenTitle(row as unknown as TitleSnapshot) }
}

async function newTitle(customer: MemberActor, changes: Record<string, unknown> = {}) {
  const title = { titleId: newId(), kind: 'enterprise', ...BUYER, ...changes }
  await saveTitle(customer, title)
  return title
}

describe('a title', () => {
  test.each([
    ['its name', { name: '杭州云杉科技有限公司滨江分公司' }],
    ['its bank, which a general invoice prints as well', { bankName: '招商银行杭州分行' }],
    ['its type, which no special invoice may name', { kind: 'individual', name: '张先生', taxpayerId: '' }],
  ])('of which a colleague changed %s is told, and applied for once it was seen', async (_what, changes) => {
    const { customer, invoiceableId } = await newPayer()
    const title = await newTitle(customer)
    const seen = await shown(title.titleId)
    await saveTitle(customer, { ...title, ...changes })
    expect(await refusalOf(apply(customer, invoiceableId, { kind: 'e_special', ...seen }))).toBe(
      'title.changed',
    )
    expect(await refusalOf(previewApplication(customer, form(invoiceableId, seen)))).toBe('title.changed')
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0'])
    await apply(customer, invoiceableId, await shown(title.titleId))
  })

  test('that was changed and changed back is what was seen', async () => {
    const { customer, invoiceableId } = await newPayer()
    const title = await newTitle(customer)
    const seen = await shown(title.titleId)
    await saveTitle(customer, { ...title, name: '别的公司' })
    await saveTitle(customer, title)
    expect((await previewApplication(customer, form(invoiceableId, seen))).title.name).toBe(BUYER.name)
    await apply(customer, invoiceableId, seen)
  })

  test('that nobody has seen is not applied for', async () => {
    const { customer, invoiceableId } = await newPayer()
    const { titleId } = await newTitle(customer)
    const nothing = { titleFrom: 'saved', titleId, seenTitle: '' }
    expect(await refusalOf(apply(customer, invoiceableId, nothing))).toBe('title.changed')
    expect(await refusalOf(apply(customer, invoiceableId, { seenTitle: '' }))).toBe('title.changed')
  })

  test('by an authentication that was renewed meanwhile is told; what was typed beside it is not', async () => {
    const { customer, invoiceableId } = await newPayer()
    await owner`update authentications set legal_name = '杭州云杉软件有限公司' where account_id = ${customer.accountId}`
    expect(await refusalOf(apply(customer, invoiceableId))).toBe('title.changed')
    const renewed = { kind: 'enterprise' as const, ...BUYER, name: '杭州云杉软件有限公司' }
    await apply(customer, invoiceableId, { seenTitle: seenAuthentication(renewed), bankName: '招商银行' })
  })
})

test('a kept title that lacks what the invoice shows is told where it was chosen, and no field that is not there', async () => {
  const { customer, invoiceableId } = await newPayer()
  const title = await newTitle(customer, { bankName: '招商银行杭州分行', bankAccount: '571900123410901' })
  const asked = { kind: 'paper_special', ...(await newAddress(customer)), ...(await shown(title.titleId)) }
  expect(await wrongFieldsOf(apply(customer, invoiceableId, asked))).toEqual({ titleId: 'title-unfit' })
  expect(await wrongFieldsOf(previewApplication(customer, form(invoiceableId, asked)))).toEqual({
    titleId: 'title-unfit',
  })
})

describe('a sending address', () => {
  test.each([
    { detail: '滨盛路 2 号' },
    { recipient: '李雷' },
    { email: 'b@b.example' },
    { districtCode: '330102' },
  ])('of which a colleague changed %j is told, and applied for once it was seen', async (changes) => {
    const { customer, invoiceableId } = await newPayer()
    const seen = await newAddress(customer)
    const { addressId } = seen
    const codes = { provinceCode: '330000', cityCode: '330100', districtCode: '330108' }
    const [kept] =
      await owner`select recipient, phone, email, detail from sending_addresses where id = ${addressId}`
    await saveAddress(customer, { addressId, ...kept, ...codes, ...changes })
    const paper = { kind: 'paper_general', addressId }
    expect(await refusalOf(apply(customer, invoiceableId, { ...paper, ...seen }))).toBe('address.changed')
    expect(await refusalOf(apply(customer, invoiceableId, paper))).toBe('address.changed')
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0'])
    const [row] = await owner<Parameters<typeof seenAddress>>`
        select recipient, phone, region_name as region, detail, email from sending_addresses where id = ${addressId}`
    await apply(customer, invoiceableId, { ...paper, seenAddress: row ? seenAddress(row) : '' })
  })
})

test('a form that applied answers the same, whatever became of its title and address', async () => {
  const { customer, invoiceableId } = await newPayer()
  const title = await newTitle(customer)
  const address = await newAddress(customer)
  const first = form(invoiceableId, { kind: 'paper_general', ...address, ...(await shown(title.titleId)) })
  const applied = await submitApplication(customer, first)
  await saveTitle(customer, { ...title, name: '别的公司' })
  await deleteAddress(customer, address)
  expect(await submitApplication(customer, first)).toEqual(applied)
  await deleteTitle(customer, title)
  const again = await Promise.all(Array.from({ length: 20 }, () => submitApplication(customer, first)))
  expect(again.every(({ number }) => number === applied.number)).toBe(true)
  const other = await newTitle(customer, { name: '又一家公司' })
  expect(await refusalOf(submitApplication(customer, { ...first, ...(await shown(other.titleId)) }))).toBe(
    'application.id-reused',
  )
  // Of nothing that it made is it said that it was made in place of another one.
  expect(await refusalOf(submitApplication(customer, { ...first, replacesId: newId() }))).toBe(
    'application.id-reused',
  )
  const fresh = { ...first, applicationId: newId(), invoiceable: (await newDocument(customer)).invoiceableId }
  expect(await refusalOf(submitApplication(customer, fresh))).toBe('title.gone')
  const [kept] = await owner`select title from invoice_applications where id = ${applied.applicationId}`
  expect(kept?.['title']).toMatchObject({ name: BUYER.name })
})
