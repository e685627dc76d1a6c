import { expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { stage } from '@/lib/command/outbox'
import { inTransaction } from '@/lib/command/enter'
import { drainQueue } from '@/lib/command/queue'
import { storeNotice } from '@/lib/billing/payment/store-notice.command'
import { newAttempt, newCustomer, newOrder, owner, paidNotice, receive } from '@/tests/support/database'
import { writeFigures } from './metrics-figures'

async function figures(): Promise<Map<string, number>> {
  const lines = (await writeFigures()).split('\n').filter((line) => line.startsWith('billing_'))
  return new Map(lines.map((line) => [line.replace(/ [^ ]+$/, ''), Number(line.split(' ').at(-1))]))
}

test('each order, attempt, notice and coin in suspense that waits is counted, and no longer than it does', async () => {
  const customer = await newCustomer()
  const before = await figures()
  const change = async (name: string) => ((await figures()).get(name) ?? NaN) - (before.get(name) ?? NaN)

  const attempt = await newAttempt(customer, await newOrder(customer))
  expect(await change('billing_orders{status="pending-payment"}')).toBe(1)
  expect(await change('billing_attempts_open')).toBe(1)
  await owner`update payments set next_query_at = now() - interval '6 minutes' where id = ${attempt.id}`
  expect(await change('billing_attempts_unasked')).toBe(1)

  const notice = paidNotice(attempt)
  const { noticeId } = await storeNotice(SYSTEM, notice)
  await owner`update payment_notices set received_at = now() - interval '90 seconds' where id = ${noticeId}`
  expect(await change('billing_notices_unapplied')).toBe(1)
  expect((await figures()).get('billing_notices_unapplied_oldest_seconds')).toBeGreaterThanOrEqual(90)

  await receive(notice)
  for (const name of [
    'billing_orders{status="pending-payment"}',
    'billing_attempts_open',
    'billing_notices_unapplied',
  ])
    expect([name, await change(name)]).toEqual([name, 0])

  await receive(paidNotice({ ...attempt, outTradeNo: 'nobody knows this one' }))
  expect(await change('billing_suspense')).toBe(1)
})

test('work is counted in the outbox until it is handed over, and in the queue while it is tried again', async () => {
  await drainQueue({ 'send-mail': () => Promise.resolve() })
  const before = await figures()
  expect(before.get('billing_outbox')).toBe(0)
  await inTransaction(SYSTEM, 'read write', (tx) => stage(tx, { task: 'send-mail', payload: {} }))
  expect((await figures()).get('billing_outbox')).toBe(1)
  await drainQueue({ 'send-mail': () => Promise.reject(new Error('the provider is away')) })
  const after = await figures()
  expect(after.get('billing_outbox')).toBe(0)
  expect(after.get('billing_jobs{state="retried"}')).toBe(
    (before.get('billing_jobs{state="retried"}') ?? NaN) + 1,
  )
})

test('this process tells how its connections are used', async () => {
  const told = await figures()
  expect(told.get('billing_database_up')).toBe(1)
  expect(told.get('billing_pool{state="open"}')).toBeGreaterThan(0)
  expect(told.get('billing_pool_size')).toBe(20)
})
