import { afterAll, expect, test } from 'vitest'
import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { reverse } from '@/tests/support/corrections'
import { owner } from '@/tests/support/database'
import { correctionOf, newInvoiced, quotaOf, statusOf } from '@/tests/support/issued-invoices'
import { askRefund, newFinance, refundOf } from '@/tests/support/refunds'
import { approveRefund } from './approve-refund.command'
import { declineRefund } from './decline-refund.command'
import { verifyBooks } from './verify-books.job'

/** A refund of 2,000.00 of what an invoice names: it is held, and its correction is asked for. */
async function held() {
  const invoiced = await newInvoiced()
  const { first, second } = await newFinance()
  const refundId = await askRefund(first, invoiced.orderId, '2000')
  const correctionId = String((await correctionOf(invoiced.applicationId))['id'])
  expect(await quotaOf(invoiced.invoiceableId)).toEqual(['500000', '0', '300000', '200000'])
  return { ...invoiced, second, refundId, correctionId }
}

const fulfilled = async (work: () => Promise<unknown>) =>
  (await Promise.allSettled(Array.from({ length: 20 }, work))).filter(({ status }) => status === 'fulfilled')
    .length

afterAll(async () => {
  expect((await verifyBooks()).differences).toEqual([])
})

test('twenty rejections of a refund let go of what it held once, and of its correction', async () => {
  const { second, refundId, applicationId, invoiceableId, correctionId } = await held()
  expect(await fulfilled(() => declineRefund(second, { refundId, reason: 'Not agreed' }))).toBe(1)
  expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
  expect(await statusOf(applicationId)).toBe('issued')
  expect(
    await owner`select from corrections where id = ${correctionId} and status = 'cancelled'`,
  ).toHaveLength(1)
})

test('twenty approvals wait for the red number, and then one is done', async () => {
  const { second, refundId, reviewer, invoiceableId, correctionId } = await held()
  expect(await fulfilled(() => approveRefund(second, { refundId }))).toBe(0)
  await approveCorrection(reviewer, { correctionId, method: 'red-letter' })
  await reverse(reviewer, correctionId)
  expect(await quotaOf(invoiceableId)).toEqual(['300000', '0', '300000', '0'])
  expect(await fulfilled(() => approveRefund(second, { refundId }))).toBe(1)
  expect(await refundOf(refundId)).toMatchObject({ status: 'approved' })
})

test('twenty rejections while its red invoice is written down leave nothing held, and one of three ends', async () => {
  const { second, refundId, reviewer, invoiceableId, correctionId } = await held()
  await approveCorrection(reviewer, { correctionId, method: 'red-letter' })
  const [, declined] = await Promise.all([
    reverse(reviewer, correctionId).catch(() => undefined),
    fulfilled(() => declineRefund(second, { refundId, reason: 'Not agreed' })),
  ])
  const [amount, , invoiced, left] = await quotaOf(invoiceableId)
  expect(left).toBe('0')
  // Reversed and rejected, the amount is free again; rejected first, it is invoiced as before; else it fell.
  expect([`${amount} ${invoiced}`, declined]).toEqual([
    expect.stringMatching(/^(500000 300000|500000 500000|300000 300000)$/),
    expect.any(Number),
  ])
})
