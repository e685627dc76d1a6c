import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newMember, newPaidOrder, newStaff, owner, refusalOf } from '@/tests/support/database'
import { newInvoiceNumber } from '@/tests/support/invoices'
import { applicationForm as form, apply, invoiceableOf, newPayer, quotaOf } from '@/tests/support/invoicing'
import { approveApplication } from './approve-application.command'
import { deleteTitle } from './delete-title.command'
import { issueAgain } from './issue-again.command'
import { recordInvoice } from './record-invoice.command'
import { rejectApplication } from './reject-application.command'
import { saveTitle } from './save-title.command'
import { seenAuthentication } from './seen.rules'
import { shipApplication } from './ship-application.command'
import { submitApplication } from './submit-application.command'
import { withdrawApplication } from './withdraw-application.command'

describe('invoice.apply', () => {
  test('reserves all that is free and keeps a snapshot', async () => {
    const { customer, invoiceableId } = await newPayer()
    const { applicationId, number } = await apply(customer, invoiceableId)
    expect(number).toMatch(/^[0-9A-Z]{1,20}$/)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '500000', '0'])
    const [row] = await owner`select * from invoice_applications where id = ${applicationId}`
    expect(row).toMatchObject({
      status: 'under-review',
      remark: 'PO 4711',
      title: { kind: 'enterprise', name: '杭州云杉科技有限公司', taxpayerId: '91330100799655058B' },
      delivery: { by: 'mail', email: 'finance@acme.example' },
    })
    const audit =
      await owner`select from audit_log where command = 'invoice.apply' and subject_id = ${applicationId}`
    expect(audit).toHaveLength(1)
  })

  test('an individual typed over the authenticated enterprise is a name alone', async () => {
    const { customer, invoiceableId } = await newPayer()
    const changes = {
      titleFrom: 'typed',
      titleKind: 'individual',
      name: '张小雨',
      taxpayerId: '91330100799655058B',
    }
    const { applicationId } = await apply(customer, invoiceableId, changes)
    const [row] = await owner`select title from invoice_applications where id = ${applicationId}`
    expect(row?.['title']).toMatchObject({ kind: 'individual', name: '张小雨', taxpayerId: null })
  })

  test('twenty presses of one form apply once; twenty forms for one order apply once', async () => {
    const { customer, invoiceableId } = await newPayer()
    const same = form(invoiceableId)
    const pressed = await Promise.all(Array.from({ length: 20 }, () => submitApplication(customer, same)))
    expect(new Set(pressed.map(({ number }) => number)).size).toBe(1)
    const other = await newPayer()
    const raced = await Promise.allSettled(
      Array.from({ length: 20 }, () => apply(other.customer, other.invoiceableId)),
    )
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await quotaOf(other.invoiceableId)).toEqual(['500000', '500000', '0'])
  })

  test.each([
    { titleFrom: 'typed', name: '杭州云杉科技有限公司滨江分公司', taxpayerId: '91330100799655058B' },
    { email: 'other@acme.example' },
    { remark: 'PO 4712' },
    { kind: 'e_special' },
  ])('the same form with other content is told so and changes nothing: %j', async (changes) => {
    const { customer, invoiceableId } = await newPayer()
    const first = form(invoiceableId)
    const applied = await submitApplication(customer, first)
    expect(await refusalOf(submitApplication(customer, { ...first, ...changes }))).toBe(
      'application.id-reused',
    )
    expect(await submitApplication(customer, first)).toEqual(applied)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '500000', '0'])
  })

  test.each([
    ['quota.changed', { seenAmountFen: '499999' }],
    ['title.gone', { titleFrom: 'saved', titleId: newId() }],
    ['address.gone', { kind: 'paper_general', addressId: newId() }],
    ['input.invalid', { kind: 'paper_special', addressId: newId() }],
    ['input.invalid', { email: 'nobody' }],
    ['input.invalid', { confirmed: '' }],
    ['input.invalid', { remark: 'x'.repeat(201) }],
    ['input.invalid', { titleFrom: 'typed', titleKind: 'individual', kind: 'e_special', name: '张先生' }],
  ])('is refused as %s and reserves nothing: %j', async (code, changes) => {
    const { customer, invoiceableId } = await newPayer()
    expect(await refusalOf(apply(customer, invoiceableId, changes))).toBe(code)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0'])
  })

  test('needs authentication, the right to, and one’s own documents', async () => {
    const { customer, invoiceableId } = await newPayer()
    const stranger = await newPayer()
    expect(await refusalOf(apply(stranger.customer, invoiceableId))).toBe('object.not-found')
    const viewer = await newMember(customer, 'viewer')
    expect(await refusalOf(apply(viewer, invoiceableId))).toBe('actor.forbidden')
    const unknown = await newCustomer()
    const paid = await invoiceableOf(await newPaidOrder(unknown))
    expect(await refusalOf(apply(unknown, paid))).toBe('authentication.needed')
    const { applicationId } = await apply(customer, invoiceableId)
    expect(await refusalOf(apply(customer, invoiceableId))).toBe('quota.taken-meanwhile')
    expect(await refusalOf(apply(customer, invoiceableId, { applicationId, kind: 'e_special' }))).toBe(
      'application.id-reused',
    )
  })

  test('a product nobody has named cannot be invoiced', async () => {
    const { customer, invoiceableId } = await newPayer()
    await owner`delete from invoice_items where product_code = 'auth'`
    expect(await refusalOf(apply(customer, invoiceableId))).toBe('invoice.item-unnamed')
    await owner`insert into invoice_items values ('auth', '认证服务费', '3040205000000000000', '0.06')`
  })

  test('a policy that changes, or a title deleted, while the form is open refuses it and reserves nothing', async () => {
    const { customer, invoiceableId } = await newPayer()
    const titleId = newId()
    await saveTitle(customer, { titleId, kind: 'individual', name: '张先生' })
    await deleteTitle(customer, { titleId })
    expect(await refusalOf(apply(customer, invoiceableId, { titleFrom: 'saved', titleId }))).toBe(
      'title.gone',
    )
    await owner`insert into policies (version, effective_at, preset, body)
      select version + 1, now(), preset, jsonb_set(body, '{invoices,kinds}', '["paper_general"]')
      from policies order by version desc limit 1`
    expect(await refusalOf(apply(customer, invoiceableId))).toBe('input.invalid')
    await owner`delete from policies where version = (select max(version) from policies)`
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0'])
    await apply(customer, invoiceableId)
  })

  test('what was submitted is changed by nobody', async () => {
    const { customer, invoiceableId } = await newPayer()
    const { applicationId } = await apply(customer, invoiceableId)
    await expect(
      owner`update invoice_applications set title = '{}' where id = ${applicationId}`,
    ).rejects.toThrow(/snapshot/)
  })
})

describe('what becomes of an application', () => {
  test('withdrawn or rejected, the amount is free again', async () => {
    const { customer, reviewer, invoiceableId } = await newPayer()
    const first = await apply(customer, invoiceableId)
    await withdrawApplication(customer, first)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0'])
    expect(await refusalOf(withdrawApplication(customer, first))).toBe('application.changed-meanwhile')
    const second = await apply(customer, invoiceableId)
    await rejectApplication(reviewer, { ...second, reason: '名称有误' })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0'])
    expect(await refusalOf(approveApplication(reviewer, second))).toBe('application.changed-meanwhile')
  })

  test('approved and recorded, the reserved is invoiced, once', async () => {
    const { customer, reviewer, invoiceableId } = await newPayer()
    const applied = await apply(customer, invoiceableId)
    await approveApplication(reviewer, applied)
    const [invoice] =
      await owner`select id, tax_fen::text as tax from invoices where application_id = ${applied.applicationId}`
    expect(invoice?.['tax']).toBe('28302')
    const invoiceId = String(invoice?.['id'])
    const number = `26${String(Math.random()).slice(2, 12).padEnd(10, '0')}00000001`
    const pdf = { format: 'pdf', content: Buffer.from('%PDF-1.7') }
    const record = { invoiceId, number, issuedOn: '2026-11-22', files: [pdf] }
    expect(await refusalOf(recordInvoice(reviewer, { ...record, files: [] }))).toBe('input.invalid')
    const raced = await Promise.allSettled(Array.from({ length: 20 }, () => recordInvoice(reviewer, record)))
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000'])
    expect(
      await refusalOf(shipApplication(reviewer, { ...applied, courier: '顺丰', trackingNumber: 'SF123456' })),
    ).toBe('application.nothing-to-ship')
    const again = await newPayer()
    const other = await apply(again.customer, again.invoiceableId)
    await approveApplication(again.reviewer, other)
    const [second] = await owner`select id from invoices where application_id = ${other.applicationId}`
    expect(await refusalOf(recordInvoice(reviewer, { ...record, invoiceId: String(second?.['id']) }))).toBe(
      'invoice.number-used',
    )
  })

  test('a seller without its particulars issues nothing; nobody decides on their own account', async () => {
    const { customer, invoiceableId } = await newPayer()
    const applied = await apply(customer, invoiceableId)
    const reviewer = await newStaff('reviewer')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${reviewer.userId}, 'viewer')`
    expect(await refusalOf(approveApplication(reviewer, applied))).toBe('staff.own-account')
    const finance = await newStaff('finance')
    expect(await refusalOf(approveApplication(finance, applied))).toBe('actor.forbidden')
    const kept = await owner`delete from seller_invoicing returning *`
    expect(await refusalOf(approveApplication(await newStaff('reviewer'), applied))).toBe(
      'seller.invoicing-unset',
    )
    await owner`insert into seller_invoicing ${owner(kept)}`
  })

  test('nobody writes down an invoice of their own account, or has it issued again', async () => {
    const { customer, reviewer: other, invoiceableId } = await newPayer()
    const applied = await apply(customer, invoiceableId)
    await approveApplication(other, applied)
    const [invoice] = await owner`select id from invoices where application_id = ${applied.applicationId}`
    const reviewer = await newStaff('reviewer')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${reviewer.userId}, 'viewer')`
    const record = {
      ...{ invoiceId: String(invoice?.['id']), number: newInvoiceNumber(), issuedOn: '2026-11-22' },
      files: [{ format: 'pdf' as const, content: Buffer.from('%PDF-1.7') }],
    }
    expect(await refusalOf(recordInvoice(reviewer, record))).toBe('staff.own-account')
    await owner`update invoice_applications set status = 'issue-failed' where id = ${applied.applicationId}`
    expect(await refusalOf(issueAgain(reviewer, applied))).toBe('staff.own-account')
    await issueAgain(other, applied)
    await recordInvoice(other, record)
  })
})

test('an authenticated person is invoiced by name alone, whatever a form still carries', async () => {
  const customer = await newCustomer()
  await owner`insert into authentications (id, account_id, kind, status, legal_name, id_number_last4, doubts, submitted_by,
      submitted_at, due_at, decided_by, decided_at)
    values (${newId()}, ${customer.accountId}, 'individual', 'authenticated', '张云', '123X', '{}', ${customer.userId},
      now(), now(), ${(await newStaff('reviewer')).userId}, now())`
  const invoiceable = await invoiceableOf(await newPaidOrder(customer))
  const seenTitle = seenAuthentication({ kind: 'individual', name: '张云', taxpayerId: null })
  const hidden = {
    seenTitle,
    bankName: '招商银行',
    bankAccount: '6222000011112222',
    registeredPhone: '13800138000',
  }
  const { applicationId } = await apply(customer, invoiceable, hidden)
  const [application] = await owner`select title from invoice_applications where id = ${applicationId}`
  const nothing = {
    taxpayerId: null,
    bankName: null,
    bankAccount: null,
    registeredAddress: null,
    registeredPhone: null,
  }
  expect(application?.['title']).toEqual({ kind: 'individual', name: '张云', ...nothing })
})
