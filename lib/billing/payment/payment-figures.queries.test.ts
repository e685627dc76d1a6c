import { expect, test } from 'vitest'
import { addDays } from '@/lib/kernel/calendar'
import { ZERO } from '@/lib/kernel/money'
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
import { getPaymentFigures, type Figure, type PaymentFigures } from './payment-figures.queries'

const NOTHING: Figure = { count: 0, amountFen: ZERO }

const paidOn = ({ paid }: PaymentFigures, day: string, channel: string): Figure =>
  paid.find((each) => each.day === day && each.channel === channel) ?? NOTHING

const grown = (after: Figure, before: Figure) => ({
  count: after.count - before.count,
  amountFen: after.amountFen - before.amountFen,
})

test('what was paid is told by day of the business zone and channel, and what waits is counted', async () => {
  const [customer, finance] = [await newCustomer(), await newStaff('finance')]
  const before = await getPaymentFigures(finance, 2)
  const { today } = before
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

  const after = await getPaymentFigures(finance, 2)
  expect(after.today).toBe(today)
  const more = (day: string, channel: string) =>
    grown(paidOn(after, day, channel), paidOn(before, day, channel))
  expect(more(yesterday, 'alipay')).toEqual({ count: 1, amountFen: 500_000n })
  expect(more(today, 'corporate')).toEqual({ count: 1, amountFen: 500_000n })
  expect(more(today, 'wechatpay')).toEqual({ count: 2, amountFen: 1_000_000n })
  expect(after.paid.filter(({ day }) => day < yesterday)).toEqual([])
  expect(grown(after.pendingOrders, before.pendingOrders)).toEqual({ count: 2, amountFen: 1_000_000n })
  // What another seller received is looked at, and is none of our money.
  expect(grown(after.suspended, before.suspended)).toEqual({ count: 2, amountFen: 300n })
})
