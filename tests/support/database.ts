import postgres from 'postgres'
import { afterAll } from 'vitest'
import { memberActor, staffActor, type MemberActor, type StaffActor } from '@/lib/auth/actor'
import type { MemberRole, StaffRole } from '@/lib/auth/permissions'
import { placeOrder } from '@/lib/billing/order/place-order.command'
import { storeNotice } from '@/lib/billing/payment/store-notice.command'
import { openPayment, type Opened } from '@/lib/billing/payment/open-payment.command'
import { settlePayment } from '@/lib/billing/settlement/settle-payment.command'
import { SYSTEM } from '@/lib/auth/actor'
import { newId, readableCode } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'

/** The owner's connection: sees and changes everything, for arranging and for looking. */
export const owner = postgres(process.env['DATABASE_DIRECT_URL'] ?? '', { max: 2, onnotice: () => undefined })
afterAll(() => owner.end())

async function newUser(name: string): Promise<{ userId: string; email: string }> {
  const userId = newId()
  const email = `${readableCode(10).toLowerCase()}@test.example`
  await owner`insert into users (id, email, name, email_verified_at) values (${userId}, ${email}, ${name}, now())`
  return { userId, email }
}

/** An account of its own for each test, with one person in the given role. */
export async function newCustomer(role: MemberRole = 'owner'): Promise<MemberActor> {
  const accountId = newId()
  const number = `C${readableCode(9)}`
  await owner`insert into accounts (id, number, kind, name, created_at)
    values (${accountId}, ${number}, 'enterprise', ${`客户 ${number}`}, now())`
  for (const ledger of ['cash', 'gift', 'receivable'])
    await owner`insert into ledger_accounts (id, account_id, ledger, balance_fen) values (${newId()}, ${accountId}, ${ledger}, 0)`
  return newMember({ accountId, accountName: `客户 ${number}` }, role)
}

/** One more person of an account. */
export async function newMember(
  account: { accountId: string; accountName: string },
  role: MemberRole,
): Promise<MemberActor> {
  const { userId, email } = await newUser('陈思远')
  await owner`insert into members (account_id, user_id, role) values (${account.accountId}, ${userId}, ${role})`
  return memberActor({
    userId,
    email,
    sessionId: newId(),
    name: '陈思远',
    locale: 'en',
    accountId: account.accountId,
    accountName: account.accountName,
    accountKind: 'enterprise',
    role,
    emailVerified: true,
  })
}

export async function newStaff(...roles: StaffRole[]): Promise<StaffActor> {
  const { userId, email } = await newUser('顾晓雯')
  await owner`insert into staff (user_id, roles) values (${userId}, ${roles})`
  return staffActor({
    userId,
    email,
    sessionId: newId(),
    name: '顾晓雯',
    locale: 'en',
    roles,
    sellerId: null,
  })
}

/** What the recharge form sends. */
export function orderForm(changes: Record<string, string> = {}): Record<string, string> {
  return {
    orderId: newId(),
    productCode: 'auth',
    quantity: '100',
    unitPriceFen: '5000',
    agreementVersion: '1',
    agreed: 'on',
    ...changes,
  }
}

export async function newOrder(customer: MemberActor, quantity = '100'): Promise<string> {
  return (await placeOrder(customer, orderForm({ quantity }))).orderId
}

export async function newAttempt(
  customer: MemberActor,
  orderId: string,
  channel: 'wechatpay' | 'alipay' = 'wechatpay',
) {
  const attempt = { attemptId: newId(), orderId, channel, device: 'desktop' }
  // Whatever stands open is replaced, as after its gateway did not answer.
  for (let formerId: string | null = null; ;) {
    const { payment, former }: Opened = await openPayment(customer, { ...attempt, formerId })
    if (payment) return payment
    formerId = former.id
  }
}

type Attempt = Awaited<ReturnType<typeof newAttempt>>

/** A verified notice as the gateway's reader gives it. */
export function paidNotice(
  attempt: Pick<Attempt, 'channel' | 'outTradeNo' | 'amountFen'>,
  changes: Record<string, unknown> = {},
) {
  return {
    channel: attempt.channel,
    noticeId: newId(),
    source: 'notice',
    kind: 'paid',
    outTradeNo: attempt.outTradeNo,
    channelTradeNo: `T${attempt.outTradeNo}`,
    amountFen: attempt.amountFen,
    foreign: null,
    happenedAt: new Date(),
    payload: '{}',
    ...changes,
  }
}

/** Stores a notice and applies it, as the notify route does. */
export async function receive(notice: ReturnType<typeof paidNotice>) {
  const { noticeId } = await storeNotice(SYSTEM, notice)
  return settlePayment(SYSTEM, { noticeId })
}

/** An order of its own, paid. */
export async function newPaidOrder(customer: MemberActor): Promise<string> {
  const orderId = await newOrder(customer)
  await receive(paidNotice(await newAttempt(customer, orderId)))
  return orderId
}

/** The code of the refusal that a promise ends with; fails the test when it does not. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  throw new Error('nothing was refused')
}
