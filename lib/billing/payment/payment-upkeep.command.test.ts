import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import {
  newAttempt,
  newCustomer,
  newOrder,
  owner,
  paidNotice,
  receive,
  refusalOf,
} from '@/tests/support/database'
import { claimQuery } from './claim-query.command'
import { closePayment } from './close-payment.command'
import { findOpenPayment } from './payment.queries'
import { recordPayUrl } from './record-pay-url.command'
import { storeNotice } from './store-notice.command'

async function arranged() {
  const customer = await newCustomer()
  const orderId = await newOrder(customer)
  return { customer, orderId, attempt: await newAttempt(customer, orderId) }
}

describe('payment.claim-query', () => {
  test('is due only after its delay, and one of twenty gets it', async () => {
    const { attempt } = await arranged()
    expect(await claimQuery(SYSTEM, { paymentId: attempt.id, watched: false })).toBeNull()
    await owner`update payments set next_query_at = now() where id = ${attempt.id}`
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => claimQuery(SYSTEM, { paymentId: attempt.id, watched: false })),
    )
    const [claimed, ...others] = claims.filter((claim) => claim !== null)
    expect(others).toEqual([])
    expect(claimed).toMatchObject({ queries: 1, over: false, timeOver: false })
  })

  test('a watched attempt is due sooner, and asking when nothing is due leaves no audit row', async () => {
    const { attempt } = await arranged()
    await owner`update payments set last_query_at = now() - interval '11 seconds', next_query_at = now() + interval '1 hour' where id = ${attempt.id}`
    expect(await claimQuery(SYSTEM, { paymentId: attempt.id, watched: false })).toBeNull()
    const noted = () => owner`select from audit_log where subject_id = ${attempt.id}`
    expect(await noted()).toHaveLength(0)
    expect(await claimQuery(SYSTEM, { paymentId: attempt.id, watched: true })).toMatchObject({ queries: 1 })
    expect(await claimQuery(SYSTEM, { paymentId: attempt.id, watched: true })).toBeNull()
    expect(await noted()).toHaveLength(1)
  })

  test('says that the time is over', async () => {
    const { attempt } = await arranged()
    await owner`update payments set next_query_at = now(), expires_at = now() where id = ${attempt.id}`
    expect(await claimQuery(SYSTEM, { paymentId: attempt.id, watched: false })).toMatchObject({
      over: true,
      timeOver: true,
    })
  })
})

describe('payment.close', () => {
  test('closed at the gateway needs no more questions; closed here only is still asked about', async () => {
    const { attempt, customer, orderId } = await arranged()
    await closePayment(SYSTEM, { paymentId: attempt.id, atGateway: false })
    const due = () => owner`select next_query_at is not null as asked from payments where id = ${attempt.id}`
    expect(await due()).toEqual([{ asked: true }])
    await closePayment(SYSTEM, { paymentId: attempt.id, atGateway: true })
    expect(await due()).toEqual([{ asked: false }])
    expect(await findOpenPayment(customer, orderId)).toBeNull()
  })

  test('a settled attempt stays settled', async () => {
    const { attempt } = await arranged()
    await receive(paidNotice(attempt))
    expect(await closePayment(SYSTEM, { paymentId: attempt.id, atGateway: true })).toEqual({ closed: false })
  })
})

test('payment.record-pay-url keeps the code of an open attempt only', async () => {
  const { attempt, customer, orderId } = await arranged()
  await recordPayUrl(SYSTEM, { paymentId: attempt.id, payUrl: 'weixin://wxpay/bizpayurl?pr=1' })
  expect((await findOpenPayment(customer, orderId))?.payUrl).toBe('weixin://wxpay/bizpayurl?pr=1')
  await closePayment(SYSTEM, { paymentId: attempt.id, atGateway: true })
  expect(await recordPayUrl(SYSTEM, { paymentId: attempt.id, payUrl: 'x' })).toEqual({ recorded: false })
})

test('payment.store-notice keeps one row however often it is told, and only the system may', async () => {
  const { attempt, customer } = await arranged()
  const notice = paidNotice(attempt)
  const stored = await Promise.all(Array.from({ length: 20 }, () => storeNotice(SYSTEM, notice)))
  expect(new Set(stored.map((each) => each.noticeId)).size).toBe(1)
  expect(await refusalOf(storeNotice(customer, notice))).toBe('actor.forbidden')
})
