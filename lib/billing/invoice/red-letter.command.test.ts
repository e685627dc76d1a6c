import { describe, expect, test } from 'vitest'
import {
  approved,
  auditOf,
  boundReviewer,
  confirm,
  newSeller,
  red,
  sellerOf,
  wish,
} from '@/tests/support/corrections'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import {
  correctionOf,
  formsOf,
  freshNumber,
  issue,
  newInvoiced,
  quotaOf,
  statusOf,
} from '@/tests/support/issued-invoices'
import { applicationForm, newPayer } from '@/tests/support/invoicing'
import { wrongFieldsOf } from '@/tests/support/product'
import { approveCorrection } from './approve-correction.command'
import { giveUpCorrection } from './give-up-correction.command'
import { recordRedForm } from './record-red-form.command'
import { recordRedInvoice } from './record-red-invoice.command'
import { refuseCorrection } from './refuse-correction.command'
import { requestCorrection } from './request-correction.command'
import { retryCorrection } from './retry-correction.command'
import { submitApplication } from './submit-application.command'

describe('a red letter by hand', () => {
  test('issued in error, the whole is free again once the red number exists', async () => {
    const invoiced = await newInvoiced()
    const { reviewer, applicationId, invoiceableId } = invoiced
    const { correctionId, formId } = await approved(invoiced)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
    expect(await refusalOf(recordRedInvoice(reviewer, red(formId)))).toBe('correction.not-confirmed')
    await confirm(reviewer, formId)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
    const raced = await Promise.allSettled(
      Array.from({ length: 20 }, () => recordRedInvoice(reviewer, red(formId))),
    )
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    expect(await statusOf(applicationId)).toBe('returned')
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'done' })
    const invoices = await owner`select colour, status, amount_fen, tax_fen, reversed_fen from invoices
      where application_id = ${applicationId} order by colour`
    expect(invoices).toEqual([
      { colour: 'blue', status: 'reversed', amount_fen: '500000', tax_fen: '28302', reversed_fen: '500000' },
      { colour: 'red', status: 'issued', amount_fen: '-500000', tax_fen: '-28302', reversed_fen: '0' },
    ])
    const claims = await owner`select live from invoice_claims where application_id = ${applicationId}`
    expect(claims).toEqual([{ live: false }])
    expect(
      await owner`select from invoice_files f join red_forms r on r.red_invoice_id = f.invoice_id
      where r.id = ${formId}`,
    ).toHaveLength(1)
    expect(await owner`select from outbox where payload ->> 'correctionId' = ${correctionId}`).toHaveLength(1)
    expect(await auditOf('correction.record-red', applicationId)).toHaveLength(1)
    expect(await auditOf('correction.record-form', applicationId)).toHaveLength(1)
    expect(await auditOf('correction.approve', applicationId)).toHaveLength(1)
  })

  test('for the other reasons amount and invoiced fall together, a part first and the rest after it', async () => {
    const invoiced = await newInvoiced()
    const { customer, reviewer, applicationId, invoiceableId } = invoiced
    const part = await approved(invoiced, { reason: 'allowance', amount: '1234.56' })
    await confirm(reviewer, part.formId)
    await recordRedInvoice(reviewer, red(part.formId))
    expect(await quotaOf(invoiceableId)).toEqual(['376544', '0', '376544', '0'])
    expect(await statusOf(applicationId)).toBe('issued')
    const beyond = wish(applicationId, { reason: 'goods-returned', amount: '3765.45' })
    expect(await wrongFieldsOf(requestCorrection(customer, beyond))).toEqual({ amount: 'amount-above-most' })
    const rest = await approved(invoiced, { reason: 'goods-returned' })
    await confirm(reviewer, rest.formId)
    await recordRedInvoice(reviewer, red(rest.formId))
    expect(await quotaOf(invoiceableId)).toEqual(['0', '0', '0', '0'])
    expect(await statusOf(applicationId)).toBe('returned')
    const [sums] = await owner`select sum(amount_fen)::text as amount, sum(tax_fen)::text as tax from invoices
      where application_id = ${applicationId}`
    expect(sums).toEqual({ amount: '0', tax: '0' })
  })

  test('several invoices have a form each, and the quota follows one by one', async () => {
    const payer = await newPayer()
    const [limit] = await owner`select per_invoice_fen::text as fen from seller_invoicing limit 1`
    await owner`update seller_invoicing set per_invoice_fen = 300000`
    const applied = await submitApplication(payer.customer, applicationForm(payer.invoiceableId))
    await issue(payer.reviewer, applied.applicationId)
    await owner`update seller_invoicing set per_invoice_fen = ${String(limit?.['fen'])}`
    const asked = wish(applied.applicationId)
    await requestCorrection(payer.customer, asked)
    await approveCorrection(payer.reviewer, { correctionId: asked.correctionId, method: 'red-letter' })
    const forms = await formsOf(asked.correctionId)
    expect(forms.map((form) => String(form['amount_fen']))).toEqual(['318000', '182000'])
    for (const form of forms) await confirm(payer.reviewer, String(form['id']))
    await recordRedInvoice(payer.reviewer, red(String(forms[1]?.['id'])))
    expect(await quotaOf(payer.invoiceableId)).toEqual(['500000', '0', '318000', '0'])
    expect(await statusOf(applied.applicationId)).toBe('return-requested')
    await recordRedInvoice(payer.reviewer, red(String(forms[0]?.['id'])))
    expect(await quotaOf(payer.invoiceableId)).toEqual(['500000', '0', '0', '0'])
    expect(await statusOf(applied.applicationId)).toBe('returned')
  })

  test('a form that waits says until when; one that fell void is tried again or given up', async () => {
    const invoiced = await newInvoiced()
    const { reviewer, applicationId, invoiceableId } = invoiced
    const { correctionId, formId } = await approved(invoiced)
    expect(await wrongFieldsOf(recordRedForm(reviewer, { formId, state: '04', formNumber: '' }))).toEqual({
      formNumber: 'form-number-required',
    })
    expect(
      await wrongFieldsOf(
        recordRedForm(reviewer, { formId, state: '02', formNumber: '12', expiresAt: 'soon' }),
      ),
    ).toEqual({ formNumber: 'form-number-form', expiresAt: 'form-expiry-invalid' })
    for (const expiresAt of ['2026-02-30T10:00', '2026-11-25T24:30', '2026-11-25T10:60', '0000-01-01T00:00'])
      expect(await wrongFieldsOf(recordRedForm(reviewer, { formId, state: '02', expiresAt }))).toEqual({
        expiresAt: 'form-expiry-invalid',
      })
    expect(await refusalOf(retryCorrection(reviewer, { correctionId }))).toBe('correction.changed-meanwhile')
    await recordRedForm(reviewer, {
      formId,
      state: '02',
      formNumber: freshNumber(),
      expiresAt: '2026-11-25T10:00',
    })
    expect((await formsOf(correctionId))[0]).toMatchObject({
      state: '02',
      live: true,
      expires_at: new Date('2026-11-25T02:00:00Z'),
    })
    await recordRedForm(reviewer, { formId, state: '07' })
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'stuck' })
    expect(await refusalOf(recordRedForm(reviewer, { formId, state: '04' }))).toBe(
      'correction.changed-meanwhile',
    )
    const raced = await Promise.allSettled(
      Array.from({ length: 20 }, () => retryCorrection(reviewer, { correctionId })),
    )
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const forms = await formsOf(correctionId)
    expect(forms.map((form) => [String(form['state']), Boolean(form['live'])])).toEqual([
      ['07', false],
      ['applying', true],
    ])
    const again = String(forms[1]?.['id'])
    await recordRedForm(reviewer, { formId: again, state: '05' })
    await giveUpCorrection(reviewer, { correctionId })
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'cancelled' })
    expect(await statusOf(applicationId)).toBe('issued')
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
    expect(await refusalOf(giveUpCorrection(reviewer, { correctionId }))).toBe('correction.changed-meanwhile')
    expect(await auditOf('correction.retry', applicationId)).toHaveLength(1)
    expect(await auditOf('correction.give-up', applicationId)).toHaveLength(1)
  })

  test('a confirmed form is not given up, changed or recorded with a number in use', async () => {
    const invoiced = await newInvoiced()
    const { reviewer, applicationId } = invoiced
    const { correctionId, formId } = await approved(invoiced)
    await confirm(reviewer, formId)
    expect(await refusalOf(giveUpCorrection(reviewer, { correctionId }))).toBe('correction.confirmed')
    expect(await refusalOf(confirm(reviewer, formId))).toBe('correction.changed-meanwhile')
    const [blue] =
      await owner`select number from invoices where application_id = ${applicationId} and colour = 'blue'`
    expect(
      await refusalOf(recordRedInvoice(reviewer, red(formId, { number: blue?.['number'] as string }))),
    ).toBe('invoice.number-used')
    expect(await wrongFieldsOf(recordRedInvoice(reviewer, red(formId, { number: '12345678' })))).toEqual({
      number: 'invoice-number-form',
    })
    expect(await wrongFieldsOf(recordRedInvoice(reviewer, red(formId, { issuedOn: '2026-02-30' })))).toEqual({
      issuedOn: 'day-invalid',
    })
  })

  test('two reviewers at once decide once', async () => {
    const { customer, reviewer, applicationId } = await newInvoiced()
    const asked = wish(applicationId)
    await requestCorrection(customer, asked)
    const other = await newStaff('reviewer')
    const [approve, refuse] = await Promise.allSettled([
      approveCorrection(reviewer, { correctionId: asked.correctionId, method: 'red-letter' }),
      refuseCorrection(other, { correctionId: asked.correctionId, reason: '发票无误' }),
    ])
    expect([approve.status, refuse.status].sort()).toEqual(['fulfilled', 'rejected'])
    const forms = await formsOf(asked.correctionId)
    expect(forms).toHaveLength(approve.status === 'fulfilled' ? 1 : 0)
  })

  test('nobody decides for their own account, without the right, or for another seller', async () => {
    const { customer, applicationId } = await newInvoiced()
    const asked = wish(applicationId)
    await requestCorrection(customer, asked)
    const decide = { correctionId: asked.correctionId, method: 'red-letter' }
    const own = await newStaff('reviewer')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${own.userId}, 'viewer')`
    expect(await refusalOf(approveCorrection(own, decide))).toBe('staff.own-account')
    expect(await refusalOf(refuseCorrection(own, { ...decide, reason: 'x' }))).toBe('staff.own-account')
    expect(await refusalOf(approveCorrection(await newStaff('finance'), decide))).toBe('actor.forbidden')
    const elsewhere = await boundReviewer(await newSeller())
    expect(await refusalOf(approveCorrection(elsewhere, decide))).toBe('object.not-found')
    const [form] = await formsOf(asked.correctionId)
    expect(form).toBeUndefined()
  })

  test('a seller’s own reviewer takes one of that seller through to the end', async () => {
    const invoiced = await newInvoiced()
    const bound = await boundReviewer(await sellerOf(invoiced.applicationId))
    const { formId } = await approved({ ...invoiced, reviewer: bound }, { reason: 'service-ended' })
    await confirm(bound, formId)
    await recordRedInvoice(bound, red(formId))
    expect(await quotaOf(invoiced.invoiceableId)).toEqual(['0', '0', '0', '0'])
    expect(await statusOf(invoiced.applicationId)).toBe('returned')
  })
})
