import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { newAttempt, newCustomer, newOrder, owner, paidNotice, receive } from '@/tests/support/database'
import { askRefund, newFinance, newPaidPackage, orderOf, tellRefund } from '@/tests/support/refunds'
import { sendMail } from './send-mail.job'

async function mailOf(refundId: string) {
  const staged = await owner<{ payload: Record<string, string> }[]>`
    select payload from outbox where payload->>'refundId' = ${refundId}`
  for (const { payload } of staged) await sendMail(payload)
  const [mail] = await owner<{ subject: string; text: string; to_email: string }[]>`
    select subject, text, to_email from mails where key = ${`refund-done:${refundId}`}`
  return mail
}

const refundIdOf = async (orderId: string) =>
  (await owner<{ id: string }[]>`select id from refunds where order_id = ${orderId} and status = 'done'`)[0]
    ?.id ?? ''

test.each([
  ['en', 'money was returned', ['Returned: ¥2,000.00', 'By: WeChat Pay']],
  ['zh-CN', '款项已退回', ['退回金额: ¥2,000.00', '退回方式: 微信支付']],
] as const)('in %s whoever ordered is told the amount and the way', async (locale, subject, words) => {
  const customer = await newCustomer()
  await owner`update users set locale = ${locale} where id = ${customer.userId}`
  const { orderId, attempt } = await newPaidPackage(customer)
  await tellRefund(attempt, { refundNo: newId(), status: 'done', amountFen: 200_000n })
  const mail = await mailOf(await refundIdOf(orderId))
  expect(mail?.to_email).toBe(customer.email)
  expect(mail?.subject).toContain(subject)
  for (const said of [...words, String((await orderOf(orderId))['number'])])
    expect(mail?.text).toContain(said)
})

test('money that was not needed is told of as such; of money of nobody known, nobody is told', async () => {
  const customer = await newCustomer()
  const orderId = await newOrder(customer)
  const attempt = await newAttempt(customer, orderId)
  await receive(paidNotice(attempt, { amountFen: 300n }))
  await tellRefund(attempt, { refundNo: newId(), status: 'done', amountFen: 300n })
  expect((await mailOf(await refundIdOf(orderId)))?.text).toContain('was not needed')
  const stray = { ...attempt, outTradeNo: `X${attempt.outTradeNo.slice(1)}` }
  await receive(paidNotice(stray))
  await tellRefund(stray, { refundNo: newId(), status: 'done', amountFen: 500_000n })
  const [row] = await owner<{ id: string }[]>`select id from refunds where out_trade_no = ${stray.outTradeNo}`
  expect(await mailOf(row?.id ?? '')).toBeUndefined()
})

test('a refund that is not done tells nothing', async () => {
  const { orderId } = await newPaidPackage(await newCustomer())
  const { first } = await newFinance()
  const refundId = await askRefund(first, orderId, '1')
  await sendMail({ key: `refund-done:${refundId}`, kind: 'refund-done', refundId })
  expect(await owner`select from mails where key = ${`refund-done:${refundId}`}`).toHaveLength(0)
})
