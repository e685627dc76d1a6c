import { describe, expect, test, vi } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { InvalidInput } from '@/lib/kernel/refusal'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { newBoundReviewer } from '@/tests/support/invoices'
import { apply, newPayer } from '@/tests/support/invoicing'
import { approveApplication } from './approve-application.command'
import { saveInvoicing } from './issuing-channels.flow'
import { saveInvoiceItem } from './save-invoice-item.command'

const fieldsOf = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.catch((thrown: unknown) => thrown)
  if (!(error instanceof InvalidInput)) throw error
  return error.fields
}

/** A seller of its own with one product, so that no other test's invoices change. */
async function newSeller() {
  const sellerId = newId()
  const productCode = `p-${sellerId.slice(-12)}`
  await owner`insert into sellers (id, code, name_en, name_zh, is_platform)
    values (${sellerId}, ${productCode}, 'Maker', '工坊', false)`
  await owner`insert into products (code, kind, family, section, seller_id, name_en, name_zh, unit_en, unit_zh, tax_rate, position)
    values (${productCode}, 'subscription', 'x', 'market', ${sellerId}, 'Backup', '备份', '', '', 0.06, 9)`
  return { sellerId, productCode }
}

const form = (sellerId: string, changes: Record<string, unknown> = {}) => ({
  sellerId,
  legalName: '数匠（北京）数据库有限公司',
  taxpayerId: '9133 0100 7996 5505 8b',
  address: '北京市海淀区中关村大街 1 号',
  phone: '010-65001234',
  bankName: '招商银行',
  bankAccount: '1219 3847 5610 302',
  clerk: '周然',
  rates: ['0.06', '0.13'],
  perInvoice: '100000.00',
  channels: {
    e_general: 'etax-workbook',
    e_special: 'etax-workbook',
    paper_general: 'manual',
    paper_special: 'manual',
  },
  ...changes,
})

const audits = async (command: string, subject: string) =>
  owner`select detail from audit_log where command = ${command} and subject_id = ${subject} and refusal is null`

/** An application that is approved, and who issues it. */
async function approved() {
  const { customer, reviewer, invoiceableId } = await newPayer()
  const { applicationId } = await apply(customer, invoiceableId)
  await approveApplication(reviewer, { applicationId })
  const [row] = await owner`select seller_id from invoice_applications where id = ${applicationId}`
  return { applicationId, sellerId: String(row?.['seller_id']) }
}

describe('seller.set-invoicing', () => {
  test('keeps what stands on invoices, folded, and logs what changed and nothing of the account', async () => {
    const { sellerId } = await newSeller()
    const admin = await newStaff('admin')
    await saveInvoicing(admin, form(sellerId))
    const [row] = await owner`select * from seller_invoicing where seller_id = ${sellerId}`
    expect(row).toMatchObject({
      taxpayer_id: '91330100799655058B',
      bank_account: '121938475610302',
      per_invoice_fen: '10000000',
      rates: ['0.06', '0.13'],
      channels: form(sellerId).channels,
    })
    const [first] = await audits('seller.set-invoicing', sellerId)
    expect(JSON.stringify(first)).not.toContain('121938475610302')
    await saveInvoicing(admin, form(sellerId))
    expect(await audits('seller.set-invoicing', sellerId)).toHaveLength(1)
    await saveInvoicing(admin, form(sellerId, { clerk: '林晓' }))
    expect((await audits('seller.set-invoicing', sellerId)).at(-1)).toEqual({ detail: { clerk: '林晓' } })
  })

  test.each([
    ['taxpayerId', { taxpayerId: '91330100799655058C' }, 'taxpayer-id-check'],
    ['legalName', { legalName: ' ' }, 'required'],
    ['legalName', { legalName: '𠮷野家有限公司' }, 'characters-unprintable'],
    ['clerk', { clerk: '一二三四五六七八九十一二三四五六七' }, 'text-beyond'],
    ['phone', { phone: '123' }, 'phone-form'],
    ['bankAccount', { bankAccount: '' }, 'bank-account-empty'],
    ['rates', { rates: [] }, 'rates-required'],
    ['perInvoice', { perInvoice: '0' }, 'invoice-limit-invalid'],
    ['perInvoice', { perInvoice: '1,000.00' }, 'invoice-limit-invalid'],
    [
      'channel-paper_general',
      { channels: { ...form('').channels, paper_general: 'etax-workbook' } },
      'channel-not-offered',
    ],
    ['channel-e_general', { channels: { ...form('').channels, e_general: 'nuonuo' } }, 'channel-not-offered'],
  ])('refuses %s: %j', async (field, changes, problem) => {
    const { sellerId } = await newSeller()
    expect(await fieldsOf(saveInvoicing(await newStaff('admin'), form(sellerId, changes)))).toEqual({
      [field]: problem,
    })
    expect(await owner`select from seller_invoicing where seller_id = ${sellerId}`).toHaveLength(0)
  })

  test('is for admins alone; a rate in use stays', async () => {
    const { sellerId, productCode } = await newSeller()
    for (const actor of [await newStaff('reviewer', 'finance', 'support'), await newBoundReviewer()])
      expect(await refusalOf(saveInvoicing(actor, form(sellerId)))).toBe('actor.forbidden')
    const admin = await newStaff('admin')
    await saveInvoicing(admin, form(sellerId))
    const item = { productCode, name: '备份服务', taxCode: '3040205000000000000', taxTreatment: '0.06' }
    await saveInvoiceItem(admin, item)
    expect(await fieldsOf(saveInvoicing(admin, form(sellerId, { rates: ['0.13'] })))).toEqual({
      rates: 'rates-in-use',
    })
  })

  test('its number stays while a channel is at its invoices: under another one they would be issued again', async () => {
    const { applicationId, sellerId } = await approved()
    const kept = await owner`select * from seller_invoicing where seller_id = ${sellerId}`
    const admin = await newStaff('admin')
    const other = form(sellerId, { taxpayerId: '91310115MA1K4A9T3H' })
    for (const status of ['issuing', 'issue-failed', 'return-requested']) {
      await owner`update invoice_applications set channel = 'nuonuo', status = ${status} where id = ${applicationId}`
      expect(await fieldsOf(saveInvoicing(admin, other))).toEqual({ taxpayerId: 'taxpayer-id-at-channel' })
    }
    expect(await owner`select * from seller_invoicing where seller_id = ${sellerId}`).toEqual(kept)
    await owner`update invoice_applications set channel = 'manual', status = 'issuing' where id = ${applicationId}`
  })

  test('its number waits for a turn at the channel that has begun, and then stays', async () => {
    const { applicationId, sellerId } = await approved()
    const other = form(sellerId, { taxpayerId: '91310115MA1K4A9T3H' })
    const admin = await newStaff('admin')
    const { saving } = await owner.begin(async (turn) => {
      await turn`select pg_advisory_xact_lock_shared(hashtextextended(${`tax number of: ${sellerId}`}, 0))`
      await turn`update invoice_applications set channel = 'nuonuo' where id = ${applicationId}`
      const saved = fieldsOf(saveInvoicing(admin, other))
      const waiting = () => owner`select from pg_locks l join pg_database d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`
      await vi.waitFor(async () => expect(await waiting()).toHaveLength(1))
      return { saving: saved }
    })
    expect(await saving).toEqual({ taxpayerId: 'taxpayer-id-at-channel' })
    await owner`update invoice_applications set channel = 'manual' where id = ${applicationId}`
  })

  test('what was approved before keeps its way', async () => {
    // The seller of what is paid here; another file may have chosen another way for it.
    const [platform] = await owner`update seller_invoicing set channels = '{}'
      where seller_id = (select seller_id from products where code = 'auth') returning seller_id`
    const payer = await newPayer()
    const applied = await apply(payer.customer, payer.invoiceableId)
    await approveApplication(await newStaff('reviewer'), applied)
    await owner`update seller_invoicing set channels = '{"e_general":"etax-workbook"}' where seller_id = ${String(platform?.['seller_id'])}`
    const other = await newPayer()
    const later = await apply(other.customer, other.invoiceableId)
    await approveApplication(await newStaff('reviewer'), later)
    await owner`update seller_invoicing set channels = '{}' where seller_id = ${String(platform?.['seller_id'])}`
    const rows = await owner`select channel from invoice_applications
      where id in (${applied.applicationId}, ${later.applicationId}) order by submitted_at`
    expect(rows.map(({ channel }) => String(channel))).toEqual(['manual', 'etax-workbook'])
  })
})

describe('catalog.set-invoice-item', () => {
  test('names a product and taxes it from now on, once, with its audit row', async () => {
    const { sellerId, productCode } = await newSeller()
    const admin = await newStaff('admin')
    const item = { productCode, name: '备份服务', taxCode: '3040 2050 0000 0000 000', taxTreatment: '0.13' }
    expect(await refusalOf(saveInvoiceItem(admin, item))).toBe('seller.invoicing-unset')
    await saveInvoicing(admin, form(sellerId))
    await Promise.all(Array.from({ length: 20 }, () => saveInvoiceItem(admin, item)))
    const rows = await owner`select i.tax_code, p.tax_rate::float8 as rate from invoice_items i
      join products p on p.code = i.product_code where p.code = ${productCode}`
    expect(rows).toEqual([{ tax_code: '3040205000000000000', rate: 0.13 }])
    expect(
      await owner`select from audit_log where command = 'catalog.set-invoice-item' and detail ->> 'productCode' = ${productCode} and refusal is null`,
    ).toHaveLength(1)
  })

  test.each([
    [{ taxCode: '304020500000000000' }, { taxCode: 'tax-code-form' }],
    [{ taxCode: '3070201020000000512' }, { taxCode: 'tax-code-mangled' }],
    [{ taxTreatment: '0.09' }, { taxTreatment: 'rate-not-allowed' }],
    [{ taxTreatment: '0.5' }, { taxTreatment: 'rate-required' }],
    [{ taxTreatment: 'not-taxed' }, { taxTreatment: 'rate-card-only' }],
    [{ name: '' }, { name: 'required' }],
  ])('refuses %j', async (changes, problem) => {
    const { sellerId, productCode } = await newSeller()
    const admin = await newStaff('admin')
    await saveInvoicing(admin, form(sellerId))
    const item = { productCode, name: '备份服务', taxCode: '3040205000000000000', taxTreatment: '0.06' }
    expect(await fieldsOf(saveInvoiceItem(admin, { ...item, ...changes }))).toEqual(problem)
    expect(await refusalOf(saveInvoiceItem(await newStaff('support'), item))).toBe('actor.forbidden')
    expect(await refusalOf(saveInvoiceItem(admin, { ...item, productCode: 'nothing' }))).toBe(
      'object.not-found',
    )
  })

  test('a card lies outside the tax and nowhere else', async () => {
    const { sellerId, productCode } = await newSeller()
    await owner`update products set kind = 'card' where code = ${productCode}`
    const admin = await newStaff('admin')
    await saveInvoicing(admin, form(sellerId))
    const item = { productCode, name: '储值卡', taxCode: '6010000000000000000', taxTreatment: 'not-taxed' }
    expect(await fieldsOf(saveInvoiceItem(admin, { ...item, taxTreatment: '0.06' }))).toEqual({
      taxTreatment: 'rate-card',
    })
    await saveInvoiceItem(admin, item)
    expect(await owner`select tax_rate from products where code = ${productCode}`).toEqual([
      { tax_rate: null },
    ])
  })
})
