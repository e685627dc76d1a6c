import { afterAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newOrder, owner, paidNotice, receive } from '@/tests/support/database'
import { newFinance, orderOf, PAYEE } from '@/tests/support/refunds'
import { entryOf, numberOf, proposed, shortPaid, stray } from '@/tests/support/suspense'
import { noteSuspense } from './note-suspense.command'
import { proposeAssignment } from './propose-assignment.command'
import { rejectAssignment } from './reject-assignment.command'
import { requestSuspenseRefund } from './request-suspense-refund.command'
import { verifyBooks } from './verify-books.job'

const fulfilled = async (...works: (() => Promise<unknown>)[]) =>
  (await Promise.allSettled(works.map((work) => work()))).filter(({ status }) => status === 'fulfilled')
    .length
const twenty = (work: () => Promise<unknown>) => fulfilled(...Array.from({ length: 20 }, () => work))
const audited = (command: string, subject: string) =>
  owner`select from audit_log where command = ${command} and subject_id = ${subject} and refusal is null`

afterAll(async () => {
  expect((await verifyBooks()).differences).toEqual([])
})

test('twenty proposals at once are one', async () => {
  const suspenseId = await stray(500_000n)
  const orderNumber = await numberOf(await newOrder(await newCustomer()))
  const { first } = await newFinance()
  const propose = () => proposeAssignment(first, { suspenseId, orderNumber, reason: 'By the receipt' })
  expect(await twenty(propose)).toBe(1)
  expect(await audited('suspense.propose-assignment', suspenseId)).toHaveLength(1)
})

test('twenty rejections of a proposal at once are one, and the money waits again', async () => {
  const { suspenseId, second } = await proposed(500_000n)
  expect(await twenty(() => rejectAssignment(second, { suspenseId, reason: 'Another order' }))).toBe(1)
  expect(await entryOf(suspenseId)).toMatchObject({ status: 'open', assigned_order_id: null })
  expect(await audited('suspense.reject-assignment', suspenseId)).toHaveLength(1)
})

test('money is meant for one order or goes back, never both', async () => {
  const { orderId, suspenseId } = await shortPaid()
  const { first, second } = await newFinance()
  const orderNumber = await numberOf(orderId)
  const propose = () => proposeAssignment(first, { suspenseId, orderNumber, reason: 'The rest follows' })
  const giveBack = () =>
    requestSuspenseRefund(second, { refundId: newId(), suspenseId, reason: 'Pays anew', ...PAYEE })
  const works = Array.from({ length: 10 }, () => [propose, giveBack]).flat()
  expect(await fulfilled(...works)).toBe(1)
  const { status } = await entryOf(suspenseId)
  const suspended = status === 'assigning' ? '480000' : '0'
  expect([status, (await orderOf(orderId))['suspended_fen']]).toEqual([
    expect.stringMatching(/^(assigning|refunding)$/),
    suspended,
  ])
})

test('twenty notes at once are one', async () => {
  const outTradeNo = `SHOP${newId().slice(-12)}`
  await receive(
    paidNotice({ channel: 'alipay', outTradeNo, amountFen: 100n as never }, { foreign: 'seller' }),
  )
  const [row] = await owner<{ id: string }[]>`select id from suspense where out_trade_no = ${outTradeNo}`
  const { first } = await newFinance()
  const suspenseId = row?.id ?? ''
  expect(await twenty(() => noteSuspense(first, { suspenseId, note: 'Told the other seller' }))).toBe(1)
  expect(await audited('suspense.note', suspenseId)).toHaveLength(1)
})
