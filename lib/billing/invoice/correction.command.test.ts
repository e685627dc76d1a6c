import { describe, expect, test } from 'vitest'
import { requestRefund } from '@/lib/billing/settlement/request-refund.command'
import { newPaidCard, spendCard } from '@/tests/support/cards'
import { approved, auditOf, newPaper, reverse, wish } from '@/tests/support/corrections'
import { newMember, owner, refusalOf } from '@/tests/support/database'
import { issue, correctionOf, newInvoiced, statusOf } from '@/tests/support/issued-invoices'
import { applicationForm, newPayer } from '@/tests/support/invoicing'
import { wrongFieldsOf } from '@/tests/support/product'
import { newFinance, refundForm } from '@/tests/support/refunds'
import { approveCorrection } from './approve-correction.command'
import { cancelCorrection } from './cancel-correction.command'
import { refuseCorrection } from './refuse-correction.command'
import { requestCorrection } from './request-correction.command'
import { shipApplication } from './ship-application.command'
import { submitApplication } from './submit-application.command'

describe('invoice.request-correction', () => {
  test('waits for a reviewer with a due time, and says so on the application', async () => {
    const { customer, applicationId } = await newInvoiced()
    await requestCorrection(customer, wish(applicationId))
    expect(await statusOf(applicationId)).toBe('return-requested')
    const kept = await correctionOf(applicationId)
    expect(kept).toMatchObject({ status: 'requested', reason: 'issued-in-error', amount_fen: '500000' })
    expect(kept['due_at'] > kept['requested_at']).toBe(true)
    expect(await auditOf('invoice.request-correction', applicationId)).toHaveLength(1)
  })

  test('twenty presses ask once, and twenty forms ask once', async () => {
    const first = await newInvoiced()
    const same = wish(first.applicationId)
    const pressed = await Promise.all(
      Array.from({ length: 20 }, () => requestCorrection(first.customer, same)),
    )
    expect(new Set(pressed.map(({ number }) => number)).size).toBe(1)
    const second = await newInvoiced()
    const raced = await Promise.allSettled(
      Array.from({ length: 20 }, () => requestCorrection(second.customer, wish(second.applicationId))),
    )
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await refusalOf(requestCorrection(second.customer, wish(second.applicationId)))).toBe(
      'correction.under-way',
    )
    const other = { ...same, applicationId: (await newInvoiced()).applicationId }
    expect(await refusalOf(requestCorrection(first.customer, other))).toBe('object.not-found')
  })

  test.each([
    [{ amount: '5000.01', reason: 'allowance' }, { amount: 'amount-above-most' }],
    [{ amount: '0', reason: 'allowance' }, { amount: 'amount-zero' }],
    [{ amount: '1,000', reason: 'allowance' }, { amount: 'amount-commas' }],
    [{ amount: '1000' }, { amount: 'correction-whole' }],
    [{ note: ' ' }, { note: 'correction-note-required' }],
    [{ note: 'x'.repeat(501) }, { note: 'reason-long' }],
    [{ reason: '' }, { reason: 'correction-reason-required' }],
    [{ reason: 'because' }, { reason: 'correction-reason-required' }],
  ])('tells %j at its field and changes nothing', async (changes, fields) => {
    const { customer, applicationId } = await newInvoiced()
    expect(await wrongFieldsOf(requestCorrection(customer, wish(applicationId, changes)))).toEqual(fields)
    expect(await statusOf(applicationId)).toBe('issued')
  })

  test('is refused for another account, a viewer, and what is not issued', async () => {
    const { customer, applicationId } = await newInvoiced()
    const stranger = await newPayer()
    expect(await refusalOf(requestCorrection(stranger.customer, wish(applicationId)))).toBe(
      'object.not-found',
    )
    const viewer = await newMember(customer, 'viewer')
    expect(await refusalOf(requestCorrection(viewer, wish(applicationId)))).toBe('actor.forbidden')
    const waiting = await submitApplication(stranger.customer, applicationForm(stranger.invoiceableId))
    expect(await refusalOf(requestCorrection(stranger.customer, wish(waiting.applicationId)))).toBe(
      'application.changed-meanwhile',
    )
    const { correctionId } = await approved(await newInvoiced())
    expect(await refusalOf(requestCorrection(customer, wish(applicationId, { correctionId })))).toBe(
      'correction.id-reused',
    )
    expect(await statusOf(applicationId)).toBe('issued')
  })

  test('is taken back by the customer while nobody has decided', async () => {
    const { customer, reviewer, applicationId } = await newInvoiced()
    const asked = wish(applicationId)
    await requestCorrection(customer, asked)
    const stranger = await newPayer()
    expect(await refusalOf(cancelCorrection(stranger.customer, asked))).toBe('object.not-found')
    await cancelCorrection(customer, asked)
    expect(await statusOf(applicationId)).toBe('issued')
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'cancelled' })
    expect(await refusalOf(cancelCorrection(customer, asked))).toBe('correction.changed-meanwhile')
    expect(await refusalOf(approveCorrection(reviewer, { ...asked, method: 'red-letter' }))).toBe(
      'correction.changed-meanwhile',
    )
    expect(await auditOf('invoice.cancel-correction', applicationId)).toHaveLength(1)
  })
})

describe('correction.refuse', () => {
  test('leads back to where the application rested, issued or shipped, with a mail', async () => {
    const { customer, reviewer, applicationId } = await newInvoiced()
    const asked = wish(applicationId)
    await requestCorrection(customer, asked)
    const refuse = { correctionId: asked.correctionId, reason: '发票无误' }
    expect(await wrongFieldsOf(refuseCorrection(reviewer, { ...refuse, reason: '' }))).toEqual({
      reason: 'reason-required',
    })
    await refuseCorrection(reviewer, refuse)
    expect(await statusOf(applicationId)).toBe('issued')
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'refused', refuse_reason: '发票无误' })
    const staged = await owner`select from outbox where payload ->> 'correctionId' = ${asked.correctionId}`
    expect(staged).toHaveLength(1)
    expect(await refusalOf(refuseCorrection(reviewer, refuse))).toBe('correction.changed-meanwhile')
    expect(await auditOf('correction.refuse', applicationId)).toHaveLength(1)
  })

  test('what was shipped is shipped again', async () => {
    const { customer, reviewer, applicationId } = await newPaper()
    await shipApplication(reviewer, { applicationId, courier: '顺丰', trackingNumber: 'SF123456' })
    const asked = wish(applicationId)
    await requestCorrection(customer, asked)
    await refuseCorrection(reviewer, { correctionId: asked.correctionId, reason: '发票无误' })
    expect(await statusOf(applicationId)).toBe('shipped')
  })
})

describe('the invoice of a stored-value card', () => {
  /** Five cards of 1,000.00 in one order, invoiced, of which so much is spent. */
  async function newInvoicedCard(spentFen: number) {
    const { customer, reviewer } = await newPayer()
    const { orderId, cardId } = await newPaidCard(customer, '5')
    const [row] = await owner`select id from invoiceables where order_id = ${orderId}`
    const { applicationId } = await submitApplication(customer, applicationForm(String(row?.['id'])))
    await issue(reviewer, applicationId)
    await spendCard(customer, cardId, spentFen)
    return { customer, reviewer, orderId, applicationId }
  }
  const back = (applicationId: string, amount: string) =>
    wish(applicationId, { reason: 'goods-returned', amount })

  test('is given back with what is left on the card alone, and its money after it', async () => {
    const { customer, reviewer, orderId, applicationId } = await newInvoicedCard(380_000)
    const { first } = await newFinance()
    expect(await refusalOf(requestRefund(first, refundForm(orderId, '1200')))).toBe('refund.card-invoiced')
    expect(await wrongFieldsOf(requestCorrection(customer, back(applicationId, '1200.01')))).toEqual({
      amount: 'amount-above-most',
    })
    expect(await refusalOf(requestCorrection(customer, back(applicationId, '')))).toBe(
      'correction.card-part-spent',
    )
    expect(await statusOf(applicationId)).toBe('issued')
    const asked = back(applicationId, '1200')
    await requestCorrection(customer, asked)
    await approveCorrection(reviewer, { correctionId: asked.correctionId, method: 'red-letter' })
    await reverse(reviewer, asked.correctionId)
    await requestRefund(first, refundForm(orderId, '1200'))
  })

  test('is not given back once all is spent, and reversed whole where it was issued in error', async () => {
    const { customer, applicationId } = await newInvoicedCard(500_000)
    expect(await refusalOf(requestCorrection(customer, back(applicationId, '')))).toBe(
      'correction.card-spent',
    )
    await requestCorrection(customer, wish(applicationId))
    expect(await correctionOf(applicationId)).toMatchObject({ amount_fen: '500000' })
  })
})
