import { expect, test, vi } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { storeNotice } from '@/lib/billing/payment/store-notice.command'
import { newAttempt, newCustomer, newOrder, owner, paidNotice } from '@/tests/support/database'
import { orderOf } from '@/tests/support/refunds'
import { sweepPayments } from './sweep-payments.job'

vi.mock('@/lib/gateway/payment-channels', () => ({ findChannel: () => null }))

/** A notice that was stored so long ago and never applied. */
async function leftOver(minutes: number) {
  const customer = await newCustomer()
  const orderId = await newOrder(customer)
  const { noticeId } = await storeNotice(SYSTEM, paidNotice(await newAttempt(customer, orderId)))
  await owner`update payment_notices set received_at = now() - ${minutes} * interval '1 minute' where id = ${noticeId}`
  return { orderId, noticeId }
}

const pauseOf = async (noticeId: string) => {
  const [row] = await owner<{ minutes: number }[]>`
    select extract(epoch from next_apply_at - now())::float / 60 as minutes from payment_notices where id = ${noticeId}`
  return row?.minutes
}

test('a notice that cannot be applied is tried ever later, and stops no other one', async () => {
  const [broken, old, other] = [await leftOver(4), await leftOver(600), await leftOver(2)]
  await owner`create or replace function refuse_for_a_test() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`
  await owner.unsafe(`create trigger refuse_for_a_test before insert on packages for each row
    when (new.order_id in ('${broken.orderId}', '${old.orderId}')) execute function refuse_for_a_test()`)
  const triesOf = async ({ noticeId }: { noticeId: string }) =>
    (
      await owner`select from audit_log where command = 'payment.postpone-notice' and subject_id = ${noticeId}`
    ).length
  await sweepPayments()
  expect((await orderOf(other.orderId))['status']).toBe('paid')
  expect(await pauseOf(broken.noticeId)).toBeCloseTo(2, 0)
  expect(await pauseOf(old.noticeId)).toBeCloseTo(60, 0)
  await sweepPayments()
  expect([await triesOf(broken), await triesOf(old), await triesOf(other)]).toEqual([1, 1, 0])
  await owner`drop trigger refuse_for_a_test on packages`
  await owner`update payment_notices set next_apply_at = now() where id in ${owner([broken.noticeId, old.noticeId])}`
  await sweepPayments()
  for (const { orderId } of [broken, old]) expect((await orderOf(orderId))['status']).toBe('paid')
})
