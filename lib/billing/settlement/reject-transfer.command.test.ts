import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { sendMail } from '@/lib/billing/mail/send-mail.job'
import { listOrderTransfers } from '@/lib/billing/transfer/transfer.queries'
import { newId } from '@/lib/kernel/id'
import { newAttempt, newCustomer, newOrder, newStaff, owner, refusalOf } from '@/tests/support/database'
import {
  chooseTransfer,
  confirm,
  mailsFor,
  newTransfer,
  orderRow,
  submitFor,
} from '@/tests/support/transfers'
import { rejectTransfer } from './reject-transfer.command'
import { remindOrder } from './remind-order.command'
import { remindOrders } from './remind-orders.job'
import { submitVoucher } from './submit-voucher.command'

const reason = 'The slip is of another order.'

async function mailText(payload: Record<string, string>): Promise<string> {
  await sendMail({ ...payload, key: `${payload['kind']}:${newId()}` })
  const [mail] = await owner<{ text: string }[]>`
    select text from mails where kind = ${payload['kind'] ?? ''} order by recorded_at desc limit 1`
  return mail?.text ?? ''
}

describe('transfer.reject', () => {
  test('the order is to be paid again, with time for it, and its customer reads why', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const { orderId, transferId, remark } = await newTransfer(customer)
    await owner`update orders set expires_at = now() + interval '1 hour' where id = ${orderId}`
    await rejectTransfer(staff, { transferId, reason: `  ${reason}\u0007 ` })
    expect(await orderRow(orderId)).toEqual({ status: 'pending-payment', held: '0' })
    const [order] =
      await owner`select round(extract(epoch from expires_at - now()) / 86400) as days from orders
      where id = ${orderId}`
    expect(Number(order?.['days'])).toBe(7)
    const [shown] = await listOrderTransfers(customer, orderId)
    expect(shown).toMatchObject({ status: 'rejected', rejectReason: reason })
    expect(await mailsFor(transferId)).toEqual(['transfer-rejected'])
    expect(await mailText({ kind: 'transfer-rejected', transferId })).toContain(reason)
    const [audit] = await owner`select user_id, account_id, detail from audit_log
      where subject_id = ${transferId} and command = 'transfer.reject'`
    expect(audit).toEqual({
      user_id: staff.userId,
      account_id: customer.accountId,
      detail: { orderId, reason },
    })
    // Sent again, with the same remark: also the very voucher that was turned down.
    expect(await chooseTransfer(customer, orderId)).toBe(remark)
    const [file] = await owner<
      { id: string }[]
    >`select voucher_id as id from transfers where id = ${transferId}`
    await submitVoucher(customer, { transferId: newId(), orderId, fileId: file?.id ?? '' })
    expect((await orderRow(orderId)).status).toBe('awaiting-confirmation')
  })

  test('twenty at once reject once; what was rejected is not confirmed', async () => {
    const staff = await newStaff('finance')
    const { transferId } = await newTransfer(await newCustomer())
    const made = await Promise.allSettled(
      Array.from({ length: 20 }, () => rejectTransfer(staff, { transferId, reason })),
    )
    expect(made.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    expect(await mailsFor(transferId)).toEqual(['transfer-rejected'])
    expect(await refusalOf(confirm(staff, transferId, '5000.00'))).toBe('transfer.decided-meanwhile')
  })

  test('after a part only the last claim is turned down: the part stays', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const { orderId, transferId } = await newTransfer(customer)
    await confirm(staff, transferId, '4990.00')
    const second = await submitFor(customer, orderId)
    await rejectTransfer(staff, { transferId: second, reason })
    expect(await orderRow(orderId)).toEqual({ status: 'pending-payment', held: '499000' })
  })

  test('what waits for a second person can be turned down by either', async () => {
    const [first, second] = [await newStaff('finance'), await newStaff('finance')]
    const { orderId, transferId } = await newTransfer(await newCustomer(), '800')
    await confirm(first, transferId, '40000.00')
    await rejectTransfer(second, { transferId, reason })
    expect((await orderRow(orderId)).status).toBe('pending-payment')
  })

  test('a reason is needed, the right is needed, and an account of one’s own is nobody’s', async () => {
    const customer = await newCustomer()
    const staff = await newStaff('finance')
    const { transferId } = await newTransfer(customer)
    await expect(rejectTransfer(staff, { transferId, reason: '  ' })).rejects.toMatchObject({
      fields: { reason: 'reason-required' },
    })
    await expect(rejectTransfer(staff, { transferId, reason: 'x'.repeat(501) })).rejects.toMatchObject({
      fields: { reason: 'text-too-long' },
    })
    const support = await newStaff('support')
    expect(await refusalOf(rejectTransfer(support, { transferId, reason }))).toBe('actor.forbidden')
    expect(await refusalOf(rejectTransfer(staff, { transferId: newId(), reason }))).toBe('object.not-found')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${staff.userId}, 'viewer')`
    expect(await refusalOf(rejectTransfer(staff, { transferId, reason }))).toBe('staff.own-account')
  })
})

describe('the mails of transfers', () => {
  test('a part names what is still due, too much names where it stands', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const part = await newTransfer(customer)
    await confirm(staff, part.transferId, '4990.00')
    const told = await mailText({ kind: 'transfer-part', transferId: part.transferId })
    for (const words of ['¥4,990.00', '¥10.00', part.remark.slice(0, 4)]) expect(told).toContain(words)
    const over = await newTransfer(customer)
    await confirm(staff, over.transferId, '5200.00')
    const more = await mailText({ kind: 'transfer-excess', transferId: over.transferId })
    for (const words of ['¥5,200.00', '¥200.00', 'cash balance']) expect(more).toContain(words)
  })

  test('a day before a transfer is too late its customer is reminded, once for each deadline', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const remark = await chooseTransfer(customer, orderId)
    const online = await newOrder(customer)
    await newAttempt(customer, online)
    const awaiting = await newTransfer(customer)
    const reminders = async () => {
      await remindOrders()
      const staged = await owner<{ payload: Record<string, string> }[]>`
        select payload from outbox where payload->>'kind' = 'transfer-reminder'
          and payload->>'orderId' in ${owner([orderId, online, awaiting.orderId])} order by id`
      for (const { payload } of staged) await sendMail(payload)
      const mails = await owner<{ key: string; text: string }[]>`
        select key, text from mails where kind = 'transfer-reminder' and key like ${`%${orderId}%`}`
      return mails
    }
    expect(await reminders()).toEqual([])
    await owner`update orders set expires_at = date_trunc('milliseconds', now() + interval '20 hours')
      where id in ${owner([orderId, online, awaiting.orderId])}`
    const [first, ...none] = await reminders()
    expect(none).toEqual([])
    for (const words of ['¥5,000.00', remark.slice(0, 4), '云账科技（上海）有限公司'])
      expect(first?.text).toContain(words)
    const before = await owner`select id from outbox where payload->>'orderId' = ${orderId}`
    await remindOrders()
    expect(await owner`select id from outbox where payload->>'orderId' = ${orderId}`).toHaveLength(
      before.length,
    )
    await owner`update orders set expires_at = date_trunc('milliseconds', now() + interval '22 hours') where id = ${orderId}`
    expect(await reminders()).toHaveLength(2)
    expect(
      await owner`select id from outbox where payload->>'orderId' in ${owner([online, awaiting.orderId])}
      and payload->>'kind' = 'transfer-reminder'`,
    ).toEqual([])
  })

  test('an order that no longer waits is not reminded, whoever asks', async () => {
    const { orderId } = await newTransfer(await newCustomer())
    expect(await remindOrder(SYSTEM, { orderId, key: 'k' })).toBeNull()
    expect(await refusalOf(remindOrder(SYSTEM, { orderId: newId(), key: 'k' }))).toBe('object.not-found')
  })
})
