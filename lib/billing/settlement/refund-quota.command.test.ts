import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { refuseCorrection } from '@/lib/billing/invoice/refuse-correction.command'
import { cancelCorrection } from '@/lib/billing/invoice/cancel-correction.command'
import { submitApplication } from '@/lib/billing/invoice/submit-application.command'
import { Refusal } from '@/lib/kernel/refusal'
import { approved, confirm, newPaper, paperOf, red, reverse, wish } from '@/tests/support/corrections'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { correctionOf, formsOf, issue, newInvoiced, quotaOf, statusOf } from '@/tests/support/issued-invoices'
import { applicationForm, newPayer } from '@/tests/support/invoicing'
import { askRefund, newFinance, refundForm, refundOf } from '@/tests/support/refunds'
import { approveApplication } from '@/lib/billing/invoice/approve-application.command'
import { recordRedInvoice } from '@/lib/billing/invoice/record-red-invoice.command'
import { recordVoid } from '@/lib/billing/invoice/record-void.command'
import { requestCorrection } from '@/lib/billing/invoice/request-correction.command'
import { applyRefund } from './apply-refund.command'
import { approveRefund } from './approve-refund.command'
import { declineRefund } from './decline-refund.command'
import { requestRefund } from './request-refund.command'

const decline = (refundId: string) => ({ refundId, reason: 'Not agreed' })

/** The refusal that a promise ends with, and what its sentence names. */
async function refusedBy(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw new Error('nothing was refused', { cause: error })
  return [error.code, error.detail['application']]
}

describe('a refund of what is free', () => {
  test('lowers what can be invoiced with the request, and raises it when it comes to nothing', async () => {
    const { orderId, invoiceableId } = await newPayer()
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '2000')
    expect(await quotaOf(invoiceableId)).toEqual(['300000', '0', '0', '0'])
    await declineRefund(second, decline(refundId))
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    const other = await askRefund(first, orderId, '5000')
    expect(await quotaOf(invoiceableId)).toEqual(['0', '0', '0', '0'])
    await approveRefund(second, { refundId: other })
    await owner`update refunds set status = 'processing', sent_at = now() where id = ${other}`
    await applyRefund(SYSTEM, { refundId: other, told: { kind: 'closed' } })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
  })

  test('what an application has reserved refuses it, naming the application', async () => {
    const { customer, reviewer, orderId, invoiceableId } = await newPayer()
    const applied = await submitApplication(customer, applicationForm(invoiceableId))
    const { first } = await newFinance()
    const ask = () => requestRefund(first, refundForm(orderId, '0.01'))
    expect(await refusedBy(ask())).toEqual(['refund.applied-for', applied.number])
    await approveApplication(reviewer, applied)
    expect(await refusedBy(ask())).toEqual(['refund.applied-for', applied.number])
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '500000', '0', '0'])
    const [order] = await owner`select refunding_fen from orders where id = ${orderId}`
    expect(order?.['refunding_fen']).toBe('0')
  })
})

describe('a refund of what is invoiced', () => {
  test('holds it, asks for its correction, and is approved once the red number exists', async () => {
    const { reviewer, orderId, invoiceableId, applicationId, number } = await newInvoiced()
    const { first, second } = await newFinance()
    const { refund } = await requestRefund(
      first,
      refundForm(orderId, '2000', { reversalReason: 'service-ended' }),
    )
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '300000', '200000'])
    expect(await statusOf(applicationId)).toBe('return-requested')
    const correction = await correctionOf(applicationId)
    expect(correction).toMatchObject({
      status: 'requested',
      reason: 'service-ended',
      amount_fen: '200000',
      refund_id: refund.id,
    })
    const correctionId = String(correction['id'])
    expect(await refusedBy(approveRefund(second, { refundId: refund.id }))).toEqual([
      'refund.not-reversed',
      number,
    ])
    await approveCorrection(reviewer, { correctionId, method: 'red-letter' })
    expect(await refusedBy(approveRefund(second, { refundId: refund.id }))).toEqual([
      'refund.not-reversed',
      number,
    ])
    await reverse(reviewer, correctionId)
    expect(await quotaOf(invoiceableId)).toEqual(['300000', '0', '300000', '0'])
    expect(await statusOf(applicationId)).toBe('issued')
    await approveRefund(second, { refundId: refund.id })
    expect(await refundOf(refund.id)).toMatchObject({ status: 'approved' })
  })

  test('declined, it is invoiced again and its correction is cancelled with its open form', async () => {
    const { reviewer, orderId, invoiceableId, applicationId } = await newInvoiced()
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '2000')
    const correctionId = String((await correctionOf(applicationId))['id'])
    await approveCorrection(reviewer, { correctionId, method: 'red-letter' })
    await declineRefund(second, decline(refundId))
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'cancelled' })
    expect(await statusOf(applicationId)).toBe('issued')
    expect((await formsOf(correctionId))[0]).toMatchObject({ live: false })
  })

  test('is not declined while its red invoice is certain to come; declined after it, the yuan are free', async () => {
    const { reviewer, orderId, invoiceableId, applicationId, number } = await newInvoiced()
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '2000')
    const correctionId = String((await correctionOf(applicationId))['id'])
    await approveCorrection(reviewer, { correctionId, method: 'red-letter' })
    const formId = String((await formsOf(correctionId))[0]?.['id'])
    await confirm(reviewer, formId)
    expect(await refusedBy(declineRefund(second, decline(refundId)))).toEqual([
      'refund.reversal-confirmed',
      number,
    ])
    expect(await refundOf(refundId)).toMatchObject({ status: 'requested' })
    await recordRedInvoice(reviewer, red(formId))
    await declineRefund(second, decline(refundId))
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '300000', '0'])
  })

  test('takes what is free first and holds the rest', async () => {
    const { customer, reviewer, orderId, invoiceableId, applicationId } = await newInvoiced()
    const { first, second } = await newFinance()
    // Corrected in part and declined: 2,000.00 of it are free beside 3,000.00 that are invoiced.
    const refundId = await askRefund(first, orderId, '2000')
    const correctionId = String((await correctionOf(applicationId))['id'])
    await approveCorrection(reviewer, { correctionId, method: 'red-letter' })
    await reverse(reviewer, correctionId)
    await declineRefund(second, decline(refundId))
    await askRefund(first, orderId, '2500')
    expect(await quotaOf(invoiceableId)).toEqual(['300000', '0', '250000', '50000'])
    expect(await correctionOf(applicationId)).toMatchObject({ amount_fen: '50000' })
    expect(await refusalOf(requestRefund(first, refundForm(orderId, '100')))).toBe('refund.being-corrected')
    expect(await refusalOf(requestCorrection(customer, wish(applicationId)))).toBe('correction.under-way')
  })

  test('spreads over the applications that name it', async () => {
    const { customer, reviewer, orderId, invoiceableId, applicationId } = await newInvoiced()
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '2000')
    const correctionId = String((await correctionOf(applicationId))['id'])
    await approveCorrection(reviewer, { correctionId, method: 'red-letter' })
    await reverse(reviewer, correctionId)
    await declineRefund(second, decline(refundId))
    const again = await submitApplication(
      customer,
      applicationForm(invoiceableId, { seenAmountFen: '200000' }),
    )
    await issue(reviewer, again.applicationId)
    const whole = await askRefund(first, orderId, '4500')
    const open =
      await owner`select id, amount_fen from corrections where refund_id = ${whole} order by application_id`
    expect(open.map((row) => String(row['amount_fen']))).toEqual(['300000', '150000'])
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '50000', '450000'])
    for (const { id } of open) {
      expect(await refusalOf(approveRefund(second, { refundId: whole }))).toBe('refund.not-reversed')
      await approveCorrection(reviewer, { correctionId: id as string, method: 'red-letter' })
      await reverse(reviewer, id as string)
    }
    expect(await quotaOf(invoiceableId)).toEqual(['50000', '0', '50000', '0'])
    expect([await statusOf(applicationId), await statusOf(again.applicationId)]).toEqual([
      'returned',
      'issued',
    ])
    await approveRefund(second, { refundId: whole })
  })

  test('an allowance that was corrected before needs no second red letter', async () => {
    const invoiced = await newInvoiced()
    const { reviewer, orderId, invoiceableId } = invoiced
    const { correctionId } = await approved(invoiced, { reason: 'allowance', amount: '1000' })
    await reverse(reviewer, correctionId)
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '1000')
    expect(await quotaOf(invoiceableId)).toEqual(['400000', '0', '400000', '0'])
    await approveRefund(second, { refundId })
  })

  test('neither a reviewer nor the customer takes back what a refund needs', async () => {
    const { customer, reviewer, orderId, applicationId } = await newInvoiced()
    const { first } = await newFinance()
    await askRefund(first, orderId, '2000')
    const correctionId = String((await correctionOf(applicationId))['id'])
    expect(await refusalOf(refuseCorrection(reviewer, { correctionId, reason: 'no' }))).toBe(
      'correction.refund-needs-it',
    )
    expect(await refusalOf(cancelCorrection(customer, { correctionId }))).toBe('correction.refund-needs-it')
  })

  test('paper declared void for it is free again but for what is held', async () => {
    const { reviewer, orderId, invoiceableId, applicationId } = await newPaper()
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '2000')
    const correctionId = String((await correctionOf(applicationId))['id'])
    await approveCorrection(reviewer, { correctionId, method: 'void', copiesBack: 'on' })
    expect(await refusalOf(declineRefund(second, decline(refundId)))).toBe('refund.reversal-confirmed')
    await recordVoid(reviewer, { correctionId, invoiceId: await paperOf(applicationId) })
    expect(await quotaOf(invoiceableId)).toEqual(['300000', '0', '0', '0'])
    await approveRefund(second, { refundId })
  })

  test('approving the correction and declining the refund at once leaves the books right', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const { reviewer, orderId, invoiceableId, applicationId } = await newInvoiced()
      const { first, second } = await newFinance()
      const refundId = await askRefund(first, orderId, '2000')
      const correctionId = String((await correctionOf(applicationId))['id'])
      await Promise.allSettled([
        approveCorrection(reviewer, { correctionId, method: 'red-letter' }),
        declineRefund(second, decline(refundId)),
      ])
      expect(await refundOf(refundId)).toMatchObject({ status: 'declined' })
      expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
      expect(await statusOf(applicationId)).toBe('issued')
    }
  })
})

test('twenty refunds of one order at once never leave more invoiceable than is paid', async () => {
  const { orderId, invoiceableId } = await newInvoiced()
  const finance = await newStaff('finance')
  const raced = await Promise.allSettled(
    Array.from({ length: 20 }, () => requestRefund(finance, refundForm(orderId, '1500'))),
  )
  expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '350000', '150000'])
})
