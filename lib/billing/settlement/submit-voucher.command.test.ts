import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { listOrderTransfers } from '@/lib/billing/transfer/transfer.queries'
import { newId } from '@/lib/kernel/id'
import { InvalidInput } from '@/lib/kernel/refusal'
import {
  newAttempt,
  newCustomer,
  newMember,
  newOrder,
  newPaidOrder,
  owner,
  refusalOf,
} from '@/tests/support/database'
import { chooseTransfer, newTransfer, newVoucher, orderRow, submitFor } from '@/tests/support/transfers'
import { cancelOrder } from './cancel-order.command'
import { expireOrder } from './expire-order.command'
import { submitVoucher } from './submit-voucher.command'

async function newClaim(thousands?: string) {
  const customer = await newCustomer()
  const orderId = await newOrder(customer, thousands)
  await chooseTransfer(customer, orderId)
  const claim = { transferId: newId(), orderId, fileId: await newVoucher(customer) }
  return { customer, orderId, claim }
}

const transfersOf = async (orderId: string) => owner`select id from transfers where order_id = ${orderId}`

describe('transfer.submit', () => {
  test('the order awaits confirmation; the claim says what was due, and until when finance looks', async () => {
    const { customer, orderId, claim } = await newClaim('800')
    await submitVoucher(customer, claim)
    expect(await orderRow(orderId)).toEqual({ status: 'awaiting-confirmation', held: '0' })
    const [submitted] = await listOrderTransfers(customer, orderId)
    expect(submitted).toMatchObject({
      id: claim.transferId,
      status: 'awaiting',
      claimedFen: 4_000_000n,
      rejectReason: null,
      voucher: { id: claim.fileId, name: 'slip.png' },
    })
    const hours = (Number(submitted?.dueAt) - Number(submitted?.submittedAt)) / 3_600_000
    expect(hours).toBe(24)
    const [audit] = await owner`select user_id, detail from audit_log
      where subject_id = ${orderId} and command = 'transfer.submit'`
    expect(audit).toEqual({
      user_id: customer.userId,
      detail: { transferId: claim.transferId, fileId: claim.fileId, claimedFen: '4000000' },
    })
  })

  test('twenty presses at once submit once', async () => {
    const { customer, orderId, claim } = await newClaim()
    const made = await Promise.all(Array.from({ length: 20 }, () => submitVoucher(customer, claim)))
    expect(new Set(made.map((each) => each.transferId))).toEqual(new Set([claim.transferId]))
    expect(await transfersOf(orderId)).toHaveLength(1)
    const events =
      await owner`select verb from order_events where order_id = ${orderId} and verb = 'submit-transfer'`
    expect(events).toHaveLength(1)
  })

  test('while it is looked into, the order neither expires nor is cancelled nor takes another voucher', async () => {
    const { customer, orderId, claim } = await newClaim()
    await submitVoucher(customer, claim)
    await owner`update orders set expires_at = now() where id = ${orderId}`
    expect((await expireOrder(SYSTEM, { orderId })).expired).toBe(false)
    expect(await refusalOf(cancelOrder(customer, { orderId }))).toBe('order.not-cancellable')
    const second = { transferId: newId(), orderId, fileId: await newVoucher(customer) }
    expect(await refusalOf(submitVoucher(customer, second))).toBe('transfer.already-submitted')
    expect(await transfersOf(orderId)).toHaveLength(1)
  })

  test('one voucher proves one transfer: of one order, and of one account', async () => {
    const slip = `slip ${newId()}`
    const { customer, orderId } = await newClaim()
    await submitVoucher(customer, { transferId: newId(), orderId, fileId: await newVoucher(customer, slip) })
    for (const other of [customer, await newCustomer()]) {
      const again = await newOrder(other)
      await chooseTransfer(other, again)
      const claim = { transferId: newId(), orderId: again, fileId: await newVoucher(other, slip) }
      expect(await refusalOf(submitVoucher(other, claim))).toBe('transfer.voucher-used')
      expect((await orderRow(again)).status).toBe('pending-payment')
    }
  })

  test('two orders race with one voucher for one winner', async () => {
    const customer = await newCustomer()
    const fileId = await newVoucher(customer)
    const claims = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const orderId = await newOrder(customer)
        await chooseTransfer(customer, orderId)
        return { transferId: newId(), orderId, fileId }
      }),
    )
    const made = await Promise.allSettled(claims.map((claim) => submitVoucher(customer, claim)))
    expect(made.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  })

  test('another way chosen in another tab is closed again: the money is on its way', async () => {
    const { customer, orderId, claim } = await newClaim()
    await newAttempt(customer, orderId)
    await submitVoucher(customer, claim)
    const rows =
      await owner`select channel, status from payments where order_id = ${orderId} order by channel`
    expect(rows).toEqual([
      { channel: 'corporate', status: 'open' },
      { channel: 'wechatpay', status: 'closed' },
    ])
  })

  test('without the remark, for what is paid, or with an id of another order nothing is claimed', async () => {
    const customer = await newCustomer()
    const fileId = await newVoucher(customer)
    const fresh = await newOrder(customer)
    const claim = (orderId: string) => ({ transferId: newId(), orderId, fileId })
    expect(await refusalOf(submitVoucher(customer, claim(fresh)))).toBe('transfer.not-started')
    const paid = await newPaidOrder(customer)
    expect(await refusalOf(submitVoucher(customer, claim(paid)))).toBe('order.not-payable')
    const { transferId } = await newTransfer(customer)
    await chooseTransfer(customer, fresh)
    expect(await refusalOf(submitVoucher(customer, { ...claim(fresh), transferId }))).toBe('order.id-reused')
    expect((await orderRow(fresh)).status).toBe('pending-payment')
  })

  test("another account's order and file are not found, and a viewer may not", async () => {
    const { customer, orderId, claim } = await newClaim()
    const stranger = await newCustomer()
    expect(await refusalOf(submitVoucher(stranger, claim))).toBe('object.not-found')
    const theirs = await newVoucher(stranger)
    expect(await refusalOf(submitVoucher(customer, { ...claim, fileId: theirs }))).toBe('object.not-found')
    const viewer = await newMember(customer, 'viewer')
    expect(await refusalOf(submitVoucher(viewer, claim))).toBe('actor.forbidden')
    expect(await transfersOf(orderId)).toEqual([])
  })

  test('no voucher is told at its field', async () => {
    const { customer, claim } = await newClaim()
    const sent = submitVoucher(customer, { ...claim, fileId: '' })
    await expect(sent).rejects.toMatchObject({ fields: { fileId: 'voucher-required' } })
    await expect(sent).rejects.toBeInstanceOf(InvalidInput)
  })

  test('an order of another member is everybody’s of the account', async () => {
    const { customer, orderId } = await newClaim()
    const colleague = await newMember(customer, 'finance')
    await submitFor(colleague, orderId)
    expect((await orderRow(orderId)).status).toBe('awaiting-confirmation')
  })
})
