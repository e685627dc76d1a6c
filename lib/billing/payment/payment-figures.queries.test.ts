import { expect, test } from 'vitest'
import { addDays, dayOf } from '@/lib/kernel/calendar'
import {
  newAttempt,
  newCustomer,
  newOrder,
  newStaff,
  owner,
  paidNotice,
  receive,
} from '@/tests/support/database'
import { confirm, newTransfer } from '@/tests/support/transfers'
import { getPaymentFigures } from './payment-figures.queries'

test('what was paid is told by day of the business zone and channel, and what waits is counted', async () => {
  const [customer, finance] = [await newCustomer(), await newStaff('finance')]
  const today = dayOf(new Date())
  const yesterday = addDays(today, -1)
  const paid = async (channel: 'wechatpay' | 'alipay', settledAt: string) => {
    const attempt = await newAttempt(customer, await newOrder(customer), channel)
    await receive(paidNotice(attempt))
    await owner`update payments set settled_at = ${settledAt} where id = ${attempt.id}`
  }
  await paid('wechatpay', `${today}T00:00:00+08:00`)
  await paid('wechatpay', `${today}T00:30:00+08:00`)
  await paid('alipay', `${yesterday}T23:59:59+08:00`)
  await paid('alipay', `${addDays(today, -2)}T23:59:59+08:00`)
  await confirm(finance, (await newTransfer(customer)).transferId, '5000.00')
  const short = await newAttempt(customer, await newOrder(customer))
  await receive(paidNotice(short, { amountFen: 300n }))
  const foreign = await newAttempt(customer, await newOrder(customer))
  await receive(paidNotice(foreign, { foreign: 'seller' }))

  const figures = await getPaymentFigures(finance, 2)
  expect(figures.today).toBe(today)
  expect(figures.paid.toSorted((one, other) => one.channel.localeCompare(other.channel))).toEqual([
    { day: yesterday, channel: 'alipay', count: 1, amountFen: 500_000n },
    { day: today, channel: 'corporate', count: 1, amountFen: 500_000n },
    { day: today, channel: 'wechatpay', count: 2, amountFen: 1_000_000n },
  ])
  expect(figures.pendingOrders).toEqual({ count: 2, amountFen: 1_000_000n })
  // What another seller received is looked at, and is none of our money.
  expect(figures.suspended).toEqual({ count: 2, amountFen: 300n })
  expect(figures.waitingNotices).toMatchObject({ count: 0, overdue: 0 })
})
