import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { listDueOrderIds } from '@/lib/billing/order/order.queries'
import { addDays, dayOf } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { fen } from '@/lib/kernel/money'
import {
  newAttempt,
  newCustomer,
  newStaff,
  owner,
  paidNotice,
  receive,
  refusalOf,
} from '@/tests/support/database'
import {
  bankForm,
  cashOf,
  chooseTransfer,
  confirm,
  fundsOf,
  mailsFor,
  newTransfer,
  orderRow,
  submitFor,
  under,
} from '@/tests/support/transfers'
import { cancelOrder } from './cancel-order.command'
import { confirmTransfer } from './confirm-transfer.command'
import { expireOrders } from './expire-orders.job'

/** The notice of a payment that was begun before the transfer was, and comes after it. */
async function lateNotice(orderId: string) {
  const outTradeNo = `LATE${newId().slice(-12)}`
  await owner`insert into payments (id, account_id, order_id, channel, out_trade_no, status, amount_fen, description,
      device, started_at, expires_at, closed_at)
    select ${newId()}, account_id, id, 'alipay', ${outTradeNo}, 'closed', amount_fen, 'x', 'desktop', now(), now(), now()
    from orders where id = ${orderId}`
  return paidNotice({ channel: 'alipay', outTradeNo, amountFen: fen(500_000) })
}

describe('transfer.confirm', () => {
  test('exactly what is due pays the order, and the bank entry is expected', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const { orderId, transferId, remark } = await newTransfer(customer)
    const form = bankForm(transferId, { remark: `货款 ${remark}` })
    expect(await confirmTransfer(staff, form)).toMatchObject({ outcome: 'paid', fourEyes: 'not-needed' })
    expect(await orderRow(orderId)).toEqual({ status: 'paid', held: '0' })
    expect(await fundsOf(orderId)).toEqual(['payment 500000'])
    expect(await mailsFor(orderId)).toEqual(['order-paid'])
    const [entry] =
      await owner`select status, direction, amount_fen::text as amount, currency, bank_ref, remark,
      own_account, payer_name from bank_entries where transfer_id = ${transferId}`
    expect(entry).toEqual({
      status: 'expected',
      direction: 'credit',
      amount: '500000',
      currency: 'CNY',
      bank_ref: form['bankReference']?.toUpperCase(),
      remark: `货款 ${remark}`,
      own_account: '121938475610302',
      payer_name: '杭州云杉科技有限公司',
    })
    const [order] = await owner`select paid_channel from orders where id = ${orderId}`
    const [attempt] = await owner`select status from payments where order_id = ${orderId}`
    const [granted] = await owner`select units::text from packages where order_id = ${orderId}`
    expect([order?.['paid_channel'], attempt?.['status'], granted?.['units']]).toEqual([
      'corporate',
      'settled',
      '100000',
    ])
    const [audit] = await owner`select user_id, account_id, detail from audit_log
      where subject_id = ${transferId} and command = 'transfer.confirm'`
    expect(audit).toMatchObject({
      user_id: staff.userId,
      account_id: customer.accountId,
      detail: { fourEyes: 'not-needed', outcome: 'paid', receivedFen: '500000' },
    })
  })

  test('twenty at once confirm once', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const { orderId, transferId } = await newTransfer(customer)
    const made = await Promise.allSettled(
      Array.from({ length: 20 }, () => confirm(staff, transferId, '5000.00')),
    )
    expect(made.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    expect(await fundsOf(orderId)).toEqual(['payment 500000'])
    expect(await owner`select id from bank_entries where transfer_id = ${transferId}`).toHaveLength(1)
  })

  test('two finance people at once: one decides, the other is told', async () => {
    const customer = await newCustomer()
    const people = [await newStaff('finance'), await newStaff('finance')]
    const { orderId, transferId } = await newTransfer(customer)
    const made = await Promise.allSettled(people.map((staff) => confirm(staff, transferId, '5000.00')))
    const refused = made.filter((each) => each.status === 'rejected')
    expect(refused.map((each) => (each.reason as { code: string }).code)).toEqual([
      'transfer.decided-meanwhile',
    ])
    expect(await fundsOf(orderId)).toEqual(['payment 500000'])
  })

  test('too little is kept for the order, which waits for the rest with the same remark', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const { orderId, transferId, remark } = await newTransfer(customer)
    expect(await confirm(staff, transferId, '4990.00')).toMatchObject({ outcome: 'part' })
    expect(await orderRow(orderId)).toEqual({ status: 'pending-payment', held: '499000' })
    expect(await fundsOf(orderId)).toEqual(['part-payment 499000'])
    expect(await mailsFor(transferId)).toEqual(['transfer-part'])

    await owner`update orders set expires_at = now() - interval '1 day' where id = ${orderId}`
    await expireOrders()
    expect(await listDueOrderIds(SYSTEM, 1_000)).not.toContain(orderId)
    expect(await refusalOf(cancelOrder(customer, { orderId }))).toBe('order.part-paid')
    expect(await refusalOf(newAttempt(customer, orderId))).toBe('order.part-paid')
    expect((await orderRow(orderId)).status).toBe('pending-payment')

    expect(await chooseTransfer(customer, orderId)).toBe(remark)
    const second = await submitFor(customer, orderId)
    const [claim] = await owner`select claimed_fen::text as claimed from transfers where id = ${second}`
    expect(claim).toEqual({ claimed: '1000' })
    expect(await confirm(staff, second, '4.00')).toMatchObject({ outcome: 'part' })
    expect(await orderRow(orderId)).toEqual({ status: 'pending-payment', held: '499400' })

    const third = await submitFor(customer, orderId)
    expect(await confirm(staff, third, '6.00')).toMatchObject({ outcome: 'paid' })
    expect(await orderRow(orderId)).toEqual({ status: 'paid', held: '0' })
    expect(await fundsOf(orderId)).toEqual(['part-payment 499000', 'part-payment 400', 'payment 500000'])
  })

  test('too much pays the order, and the rest is cash', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const { orderId, transferId } = await newTransfer(customer)
    expect(await confirm(staff, transferId, '5000.01')).toMatchObject({ outcome: 'over' })
    expect((await orderRow(orderId)).status).toBe('paid')
    expect(await fundsOf(orderId)).toEqual(['payment 500000', 'excess 1'])
    expect(await cashOf(customer.accountId)).toBe('1')
    expect(await mailsFor(transferId)).toEqual(['transfer-excess'])
  })

  test('too much after a part takes only what was still due', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const { orderId, transferId } = await newTransfer(customer)
    await confirm(staff, transferId, '4990.00')
    expect(await confirm(staff, await submitFor(customer, orderId), '15.00')).toMatchObject({
      outcome: 'over',
    })
    expect(await cashOf(customer.accountId)).toBe('500')
    expect(await orderRow(orderId)).toEqual({ status: 'paid', held: '0' })
  })

  test('without a wallet what was too much is held, and its return by bank is asked for', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const { orderId, transferId } = await newTransfer(customer)
    await under('prepaid-orders', () => confirm(staff, transferId, '5001.00'))
    expect(await cashOf(customer.accountId)).toBe('0')
    const [refund] = await owner`select reason, route, status, amount_fen::text as amount from refunds
      where order_id = ${orderId}`
    expect(refund).toEqual({ reason: 'excess', route: 'bank', status: 'requested', amount: '100' })
  })

  test('paid by the gateway meanwhile: all of the transfer is the customer’s', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const { orderId, transferId } = await newTransfer(customer)
    await receive(await lateNotice(orderId))
    expect((await orderRow(orderId)).status).toBe('paid')
    expect(await confirm(staff, transferId, '5000.00')).toMatchObject({ outcome: 'double' })
    expect(await fundsOf(orderId)).toEqual(['payment 500000', 'excess 500000'])
    expect(await cashOf(customer.accountId)).toBe('500000')
  })

  test('a late online payment races with the confirmation for one winner, and nothing is lost', async () => {
    const staff = await newStaff('finance')
    for (let round = 0; round < 5; round++) {
      const customer = await newCustomer()
      const { orderId, transferId } = await newTransfer(customer)
      const notice = await lateNotice(orderId)
      const [confirmed, paid] = await Promise.all([confirm(staff, transferId, '5000.00'), receive(notice)])
      expect([confirmed.outcome, paid.outcome]).toEqual(
        confirmed.outcome === 'paid' ? ['paid', 'suspense'] : ['double', 'settled'],
      )
      expect((await orderRow(orderId)).status).toBe('paid')
    }
  })
})

describe('what is refused', () => {
  test('the bank’s number counts once, however it is written', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const [one, other] = [await newTransfer(customer), await newTransfer(customer)]
    const bankReference = `C06${newId().slice(0, 8)}`
    await confirm(staff, one.transferId, '5000.00', { bankReference })
    for (const typed of [
      ` ${bankReference} `,
      bankReference.toLowerCase(),
      `Ｃ０６ ${bankReference.slice(3)}`,
    ]) {
      const again = confirm(staff, other.transferId, '5000.00', { bankReference: typed })
      expect(await refusalOf(again)).toBe('transfer.bank-ref-used')
    }
    expect((await orderRow(other.orderId)).status).toBe('awaiting-confirmation')
  })

  test('one number for two transfers at once: one of them', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const bankReference = `C07${newId()}`.toUpperCase()
    const transfers = await Promise.all([newTransfer(customer), newTransfer(await newCustomer())])
    const made = await Promise.allSettled(
      transfers.map(({ transferId }) => confirm(staff, transferId, '5000.00', { bankReference })),
    )
    expect(made.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    expect(await owner`select id from bank_entries where bank_ref = ${bankReference}`).toHaveLength(1)
  })

  test('wrong input is told field by field', async () => {
    const staff = await newStaff('finance')
    const { transferId } = await newTransfer(await newCustomer())
    const form = { ...bankForm(transferId), receivedAmount: '5,000', payerName: ' ', bankReference: '' }
    await expect(confirmTransfer(staff, { ...form, receivedOn: '2026-02-30' })).rejects.toMatchObject({
      fields: {
        receivedAmount: 'amount-commas',
        payerName: 'payer-name-required',
        bankReference: 'bank-reference-required',
        receivedOn: 'day-invalid',
      },
    })
    const tomorrow = bankForm(transferId, { receivedOn: addDays(dayOf(new Date()), 2) })
    await expect(confirmTransfer(staff, tomorrow)).rejects.toMatchObject({
      fields: { receivedOn: 'day-in-future' },
    })
  })

  test('only finance decides, nobody on an account of their own, and what is none is not found', async () => {
    const customer = await newCustomer()
    const { orderId, transferId } = await newTransfer(customer)
    for (const role of ['admin', 'support', 'reviewer'] as const)
      expect(await refusalOf(confirm(await newStaff(role), transferId, '5000.00'))).toBe('actor.forbidden')
    const staff = await newStaff('finance')
    expect(await refusalOf(confirm(staff, newId(), '5000.00'))).toBe('object.not-found')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${staff.userId}, 'viewer')`
    expect(await refusalOf(confirm(staff, transferId, '5000.00'))).toBe('staff.own-account')
    expect(await refusalOf(confirm(customer as never, transferId, '5000.00'))).toBe('actor.forbidden')
    expect((await orderRow(orderId)).status).toBe('awaiting-confirmation')
  })
})
