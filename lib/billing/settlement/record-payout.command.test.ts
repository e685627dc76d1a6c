import { describe, expect, test } from 'vitest'
import type { StaffActor } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { newCustomer, owner, refusalOf } from '@/tests/support/database'
import { newFinance, PAYEE, refundOf } from '@/tests/support/refunds'
import { confirm, newTransfer } from '@/tests/support/transfers'
import { approveRefund } from './approve-refund.command'
import { recordPayout } from './record-payout.command'
import { payeeAsRead } from './refund.rules'
import { returnPart } from './return-part.command'

/** A part of an order that is to go back by bank, as two people agreed. */
async function agreed({ first, second }: { first: StaffActor; second: StaffActor }): Promise<string> {
  const { orderId, transferId } = await newTransfer(await newCustomer())
  await confirm(first, transferId, '2000.00')
  const refundId = newId()
  await returnPart(first, { refundId, orderId, reason: 'Asked by mail', ...PAYEE })
  await approveRefund(second, { refundId, seen: payeeAsRead(PAYEE) })
  return refundId
}

describe('refund.record-payout', () => {
  test('one bank transfer ends one refund, however its number is written', async () => {
    const finance = await newFinance()
    const [one, other] = [await agreed(finance), await agreed(finance)]
    const bankRef = `B${newId()}`.toUpperCase()
    await recordPayout(finance.first, { refundId: one, bankRef: bankRef.toLowerCase() })
    expect(await refundOf(one)).toMatchObject({ status: 'done', bank_ref: bankRef })
    for (const typed of [bankRef, bankRef.toLowerCase(), `Ｂ ${bankRef.slice(1)}`])
      expect(await refusalOf(recordPayout(finance.second, { refundId: other, bankRef: typed }))).toBe(
        'refund.bank-ref-used',
      )
    expect(await refundOf(other)).toMatchObject({ status: 'approved', bank_ref: null })
  })

  test('of ten refunds that claim one transfer at once, one has it', async () => {
    const finance = await newFinance()
    const refundIds: string[] = []
    for (let count = 0; count < 10; count++) refundIds.push(await agreed(finance))
    const bankRef = `B${newId()}`.toUpperCase()
    const made = await Promise.allSettled(
      refundIds.map((refundId) => recordPayout(finance.first, { refundId, bankRef })),
    )
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await owner`select status from refunds where bank_ref = ${bankRef}`).toEqual([{ status: 'done' }])
  })
})
