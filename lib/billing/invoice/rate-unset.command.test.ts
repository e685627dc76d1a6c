import { afterEach, expect, test, vi } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { lockOrder } from '@/lib/billing/order/order.load'
import { inTransaction } from '@/lib/command/enter'
import { auditOf } from '@/tests/support/corrections'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { applicationForm, apply, invoiceableOf, newPayer, quotaOf } from '@/tests/support/invoicing'
import { wrongFieldsOf } from '@/tests/support/product'
import { approveApplication } from './approve-application.command'
import { openInvoiceable } from './open-invoiceable.step'
import { getInvoiceStanding } from './quota.queries'
import { rejectApplication } from './reject-application.command'
import { saveInvoiceItem } from './save-invoice-item.command'
import { submitApplication } from './submit-application.command'

const ITEM = { productCode: 'auth', name: '认证服务费', taxCode: '3040205000000000000', taxTreatment: '0.06' }

/** A customer who has paid for a product that nobody had given a tax rate. */
async function paidUnrated() {
  await owner`update products set tax_rate = null where code = 'auth'`
  return newPayer()
}

const treatmentOf = async (id: string) =>
  (await owner`select tax_treatment from invoiceables where id = ${id}`)[0]?.['tax_treatment'] as unknown

afterEach(() => owner`update products set tax_rate = 0.06 where code = 'auth'`)

test('what is paid for before its product has a rate waits for one: it is never invoiced as not taxed', async () => {
  const { customer, invoiceableId } = await paidUnrated()
  expect(await treatmentOf(invoiceableId)).toBe('unset')
  for (const kind of ['e_general', 'e_special'])
    expect(
      await wrongFieldsOf(submitApplication(customer, applicationForm(invoiceableId, { kind }))),
    ).toEqual({
      invoiceable: 'together-rate-unset',
    })
  expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0'])
  const { ready, checks, totals } = await getInvoiceStanding(customer)
  expect(ready).toBe(false)
  expect(checks.find(({ name }) => name === 'amount')).toMatchObject({ met: false })
  expect(totals).toMatchObject([
    {
      totalFen: 500_000n,
      freeFen: 0n,
      ready: { orders: 0 },
      parts: { rateUnsetFen: 500_000n, paidFen: 500_000n },
    },
  ])
})

test('once the office sets the rate it is invoiced at that one, and set twenty times at once it is told once', async () => {
  const { customer, reviewer, invoiceableId } = await paidUnrated()
  const admin = await newStaff('admin')
  const before =
    await owner`select from audit_log where command = 'catalog.set-invoice-item' and (detail ->> 'rated')::int > 0`
  await Promise.all(Array.from({ length: 20 }, () => saveInvoiceItem(admin, ITEM)))
  expect(await treatmentOf(invoiceableId)).toBe('0.06')
  const told =
    await owner`select from audit_log where command = 'catalog.set-invoice-item' and (detail ->> 'rated')::int > 0`
  expect(told).toHaveLength(before.length + 1)
  const applied = await apply(customer, invoiceableId)
  await approveApplication(reviewer, applied)
  const [invoice] =
    await owner`select tax_fen::text as tax from invoices where application_id = ${applied.applicationId}`
  expect(invoice).toEqual({ tax: '28302' })
})

test('what is being paid for while the rate is set gets it as well', async () => {
  const { orderId, invoiceableId } = await paidUnrated()
  await owner`delete from invoiceables where id = ${invoiceableId}`
  let saved: Promise<unknown> | undefined
  let isSaved = false
  await inTransaction(SYSTEM, 'read write', async (tx, now) => {
    const order = await lockOrder(tx, orderId)
    if (!order) throw new Error('it was paid')
    await openInvoiceable(tx, order, now)
    saved = saveInvoiceItem(await newStaff('admin'), ITEM).finally(() => (isSaved = true))
    await vi.waitFor(async () => {
      const waiting = await owner`select from pg_locks where locktype = 'advisory' and not granted`
      expect(isSaved || waiting.length > 0).toBe(true)
    })
  })
  await saved
  expect(await treatmentOf(await invoiceableOf(orderId))).toBe('0.06')
})

test('what is not taxed although it is no card gets the rate too', async () => {
  const { invoiceableId } = await paidUnrated()
  await owner`update invoiceables set tax_treatment = 'not-taxed' where id = ${invoiceableId}`
  await saveInvoiceItem(await newStaff('admin'), ITEM)
  expect(await treatmentOf(invoiceableId)).toBe('0.06')
})

test('what was paid at a rate keeps it, whatever is set later', async () => {
  const { invoiceableId } = await newPayer()
  await owner`update seller_invoicing set rates = ${['0.06', '0.13']}`
  await saveInvoiceItem(await newStaff('admin'), { ...ITEM, taxTreatment: '0.13' })
  expect(await treatmentOf(invoiceableId)).toBe('0.06')
  await saveInvoiceItem(await newStaff('admin'), ITEM)
  await owner`update seller_invoicing set rates = ${['0.06']}`
})

test.each(['not-taxed', 'unset'])(
  'what was applied for as %s before is not approved, and applied for again at its rate',
  async (before) => {
    const { customer, reviewer, invoiceableId } = await newPayer()
    const applied = await apply(customer, invoiceableId)
    await owner.begin(async (sql) => {
      // As it stood before; the snapshot's guard would not let it change.
      await sql`set local session_replication_role = replica`
      await sql`update invoice_applications set lines = jsonb_set(lines, '{0,taxTreatment}', to_jsonb(${before}::text)) where id = ${applied.applicationId}`
    })
    expect(await refusalOf(approveApplication(reviewer, applied))).toBe('application.rate-unset')
    expect(await owner`select from invoices where application_id = ${applied.applicationId}`).toEqual([])
    expect(await auditOf('invoice.approve', applied.applicationId)).toEqual([])
    await rejectApplication(reviewer, { applicationId: applied.applicationId, reason: '税率已更正' })
    const again = await apply(customer, invoiceableId)
    await approveApplication(reviewer, again)
  },
)
