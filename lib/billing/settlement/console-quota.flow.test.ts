import { describe, expect, test } from 'vitest'
import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { rejectApplication } from '@/lib/billing/invoice/reject-application.command'
import { submitApplication } from '@/lib/billing/invoice/submit-application.command'
import { withdrawApplication } from '@/lib/billing/invoice/withdraw-application.command'
import { newId } from '@/lib/kernel/id'
import { confirm, red, reverse, wish } from '@/tests/support/corrections'
import { owner, refusalOf } from '@/tests/support/database'
import { correctionOf, formsOf, issue, newInvoiced, quotaOf } from '@/tests/support/issued-invoices'
import { applicationForm, newDocument, newPayer } from '@/tests/support/invoicing'
import { askRefund, newFinance, refundOf, tellRefund } from '@/tests/support/refunds'
import { recordRedInvoice } from '@/lib/billing/invoice/record-red-invoice.command'
import { requestCorrection } from '@/lib/billing/invoice/request-correction.command'

async function attemptOf(orderId: string) {
  const [row] =
    await owner`select channel, out_trade_no from payments where order_id = ${orderId} and status = 'settled'`
  return { channel: String(row?.['channel']), outTradeNo: String(row?.['out_trade_no']) }
}

/** Money given back at the gateway's own console. */
async function atConsole(orderId: string, amountFen: bigint) {
  return tellRefund(await attemptOf(orderId), { refundNo: newId(), status: 'done', amountFen })
}

const openDeficits = (accountId: string) =>
  owner`select amount_fen, claimed_by, settled_at from deficits where account_id = ${accountId} order by id`

/** A document whose issued application netted a deficit of 1,000.00. */
async function newNetting() {
  const { customer, reviewer, orderId, invoiceableId } = await newPayer()
  const applied = await submitApplication(customer, applicationForm(invoiceableId))
  await atConsole(orderId, 100_000n)
  await issue(reviewer, applied.applicationId)
  const next = await newDocument(customer)
  const form = applicationForm(next.invoiceableId, { seenAmountFen: '400000' })
  const netting = await submitApplication(customer, form)
  await issue(reviewer, netting.applicationId)
  return { customer, reviewer, next, netting }
}

describe('a refund that is a fact', () => {
  test('lowers what is free', async () => {
    const { orderId, invoiceableId } = await newPayer()
    await atConsole(orderId, 100_000n)
    expect(await quotaOf(invoiceableId)).toEqual(['400000', '0', '0', '0'])
  })

  test('holds what is invoiced and asks the office for its correction', async () => {
    const { reviewer, orderId, invoiceableId, applicationId } = await newInvoiced()
    await atConsole(orderId, 100_000n)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '400000', '100000'])
    const correction = await correctionOf(applicationId)
    expect(correction).toMatchObject({ status: 'requested', amount_fen: '100000', requested_by: null })
    await approveCorrection(reviewer, { correctionId: String(correction['id']), method: 'red-letter' })
    await reverse(reviewer, String(correction['id']))
    expect(await quotaOf(invoiceableId)).toEqual(['400000', '0', '400000', '0'])
  })

  test('takes the place of a refund whose invoice is certain to be reversed', async () => {
    const { reviewer, orderId, invoiceableId, applicationId } = await newInvoiced()
    const { first } = await newFinance()
    const refundId = await askRefund(first, orderId, '2000')
    const correctionId = String((await correctionOf(applicationId))['id'])
    await approveCorrection(reviewer, { correctionId, method: 'red-letter' })
    const formId = String((await formsOf(correctionId))[0]?.['id'])
    await confirm(reviewer, formId)
    await atConsole(orderId, 500_000n)
    expect(await refundOf(refundId)).toMatchObject({ status: 'closed' })
    await recordRedInvoice(reviewer, red(formId))
    const [sum] =
      await owner`select coalesce(sum(amount_fen), 0)::text as owed from deficits where invoiceable_id = ${invoiceableId}`
    expect([...(await quotaOf(invoiceableId)), sum?.['owed']]).toEqual([
      '300000',
      '0',
      '300000',
      '0',
      '300000',
    ])
  })

  test('of what is reserved is a deficit, netted in the next application of its key', async () => {
    const { customer, reviewer, orderId, invoiceableId } = await newPayer()
    const applied = await submitApplication(customer, applicationForm(invoiceableId))
    await atConsole(orderId, 100_000n)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '500000', '0', '0'])
    expect(await openDeficits(customer.accountId)).toMatchObject([
      { amount_fen: '100000', claimed_by: null, settled_at: null },
    ])
    await issue(reviewer, applied.applicationId)
    const next = await newDocument(customer)
    expect(await refusalOf(submitApplication(customer, applicationForm(next.invoiceableId)))).toBe(
      'quota.changed',
    )
    const netted = applicationForm(next.invoiceableId, { seenAmountFen: '400000' })
    const second = await submitApplication(customer, netted)
    expect(await openDeficits(customer.accountId)).toMatchObject([{ claimed_by: second.applicationId }])
    const third = await newDocument(customer)
    const beside = await submitApplication(customer, applicationForm(third.invoiceableId))
    await withdrawApplication(customer, beside)
    await withdrawApplication(customer, second)
    expect(await openDeficits(customer.accountId)).toMatchObject([{ claimed_by: null }])
    const again = await submitApplication(customer, { ...netted, applicationId: newId() })
    await rejectApplication(reviewer, { applicationId: again.applicationId, reason: '抬头有误' })
    const last = await submitApplication(customer, { ...netted, applicationId: newId() })
    await issue(reviewer, last.applicationId)
    expect(await quotaOf(next.invoiceableId)).toEqual(['500000', '0', '500000', '0'])
    const [deficit] = await openDeficits(customer.accountId)
    expect(deficit?.['settled_at']).not.toBeNull()
    const [invoice] =
      await owner`select amount_fen from invoices where application_id = ${last.applicationId}`
    expect(invoice?.['amount_fen']).toBe('400000')
    const [row] = await owner`select lines from invoice_applications where id = ${last.applicationId}`
    expect((row?.['lines'] as { amountFen: string }[]).map(({ amountFen }) => amountFen)).toEqual([
      '500000',
      '-100000',
    ])
  })

  test('that nothing is left beside is told in a sentence', async () => {
    const { customer, reviewer, orderId, invoiceableId } = await newPayer()
    const applied = await submitApplication(customer, applicationForm(invoiceableId))
    await atConsole(orderId, 500_000n)
    await issue(reviewer, applied.applicationId)
    const next = await newDocument(customer)
    const form = applicationForm(next.invoiceableId, { seenAmountFen: '0' })
    expect(await refusalOf(submitApplication(customer, form))).toBe('quota.deficit-larger')
  })

  test('a reversal by the reasons 02 to 04 settles the deficit of its document first', async () => {
    const { customer, reviewer, orderId, invoiceableId } = await newPayer()
    const applied = await submitApplication(customer, applicationForm(invoiceableId))
    await atConsole(orderId, 100_000n)
    await issue(reviewer, applied.applicationId)
    const asked = wish(applied.applicationId, { reason: 'goods-returned', amount: '600' })
    await requestCorrection(customer, asked)
    await approveCorrection(reviewer, { correctionId: asked.correctionId, method: 'red-letter' })
    await reverse(reviewer, asked.correctionId)
    expect(await quotaOf(invoiceableId)).toEqual(['440000', '0', '440000', '0'])
    expect(await openDeficits(customer.accountId)).toMatchObject([{ amount_fen: '40000', settled_at: null }])
    const whole = wish(applied.applicationId)
    await requestCorrection(customer, whole)
    await approveCorrection(reviewer, { correctionId: whole.correctionId, method: 'red-letter' })
    await reverse(reviewer, whole.correctionId)
    expect(await quotaOf(invoiceableId)).toEqual(['400000', '0', '0', '0'])
    const [deficit] = await openDeficits(customer.accountId)
    expect(deficit?.['settled_at']).not.toBeNull()
  })

  test('an application that netted a deficit owes it again when it is returned', async () => {
    const { customer, reviewer, next, netting } = await newNetting()
    const asked = wish(netting.applicationId)
    await requestCorrection(customer, asked)
    await approveCorrection(reviewer, { correctionId: asked.correctionId, method: 'red-letter' })
    await reverse(reviewer, asked.correctionId)
    expect(await quotaOf(next.invoiceableId)).toEqual(['500000', '0', '0', '0'])
    expect(await openDeficits(customer.accountId)).toMatchObject([{ claimed_by: null, settled_at: null }])
  })

  test('a document that netted a deficit is refunded whole: its invoice says less, and falls with it', async () => {
    const { customer, reviewer, next, netting } = await newNetting()
    const { first } = await newFinance()
    await askRefund(first, next.orderId, '5000')
    const correction = await correctionOf(netting.applicationId)
    expect(correction).toMatchObject({ status: 'requested', amount_fen: '400000' })
    await approveCorrection(reviewer, { correctionId: String(correction['id']), method: 'red-letter' })
    await reverse(reviewer, String(correction['id']))
    expect(await quotaOf(next.invoiceableId)).toEqual(['0', '0', '0', '0'])
    expect(await openDeficits(customer.accountId)).toMatchObject([
      { amount_fen: '100000', claimed_by: null, settled_at: null },
    ])
  })

  test('a document that netted a deficit falls by what its invoice said, so that nothing is netted twice', async () => {
    const { customer, reviewer, next, netting } = await newNetting()
    const asked = wish(netting.applicationId, { reason: 'goods-returned' })
    await requestCorrection(customer, asked)
    await approveCorrection(reviewer, { correctionId: asked.correctionId, method: 'red-letter' })
    await reverse(reviewer, asked.correctionId)
    expect(await quotaOf(next.invoiceableId)).toEqual(['100000', '0', '0', '0'])
    const last = await newDocument(customer)
    const all = applicationForm([next.invoiceableId, last.invoiceableId], { seenAmountFen: '500000' })
    const { applicationId } = await submitApplication(customer, all)
    expect(await openDeficits(customer.accountId)).toMatchObject([
      { amount_fen: '100000', claimed_by: applicationId, settled_at: null },
    ])
  })
})
