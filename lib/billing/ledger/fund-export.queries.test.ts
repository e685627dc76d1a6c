import { describe, expect, test } from 'vitest'
import { getOrder } from '@/lib/billing/order/order.queries'
import { periodOf } from '@/lib/kernel/period'
import { newCustomer, newMember, newPaidOrder } from '@/tests/support/database'
import { walkFundTransactions, type FundRecord } from './fund-export.queries'
import { listFundTransactions, type FundFilter } from './ledger.queries'

type Actor = Parameters<typeof walkFundTransactions>[0]

async function fundsOf(actor: Actor, filter: Omit<FundFilter, 'cursor'> = {}, locale: 'en' | 'zh-CN' = 'en') {
  const all: FundRecord[] = []
  await walkFundTransactions(actor, filter, locale, async (rows) => void all.push(...rows))
  return all
}

describe('fund transactions for an export', () => {
  test('are those of the list, of this account alone', async () => {
    const customer = await newCustomer()
    await newPaidOrder(await newCustomer())
    const order = await getOrder(customer, await newPaidOrder(customer))
    await newPaidOrder(customer)
    const listed = await listFundTransactions(customer, { cursor: null })
    const rows = await fundsOf(customer)
    expect(rows.map((row) => row.number)).toEqual(listed.rows.map((row) => row.number))
    expect(rows[1]).toMatchObject({
      kind: 'payment',
      amountFen: '500000',
      balanceAfterFen: null,
      channel: 'wechatpay',
      orderNumber: order.number,
      remark: 'Authentication, 100,000',
    })
    expect(await fundsOf(await newCustomer())).toEqual([])
    expect(await fundsOf(await newMember(customer, 'viewer'))).toHaveLength(2)
  })

  test('follow the filters of the list', async () => {
    const customer = await newCustomer()
    const order = await getOrder(customer, await newPaidOrder(customer))
    const [row] = await fundsOf(customer)
    const period = periodOf(order.paidAt ?? order.at)
    const count = async (filter: Omit<FundFilter, 'cursor'>) => (await fundsOf(customer, filter)).length
    expect(
      await count({ period, channel: 'wechatpay', kind: 'payment', search: row?.number ?? 'none' }),
    ).toBe(1)
    expect(await count({ channel: 'alipay' })).toBe(0)
    expect(await count({ kind: 'refund' })).toBe(0)
    expect(await count({ period: periodOf(new Date('2020-01-15T00:00:00Z')) })).toBe(0)
    expect(await count({ search: 'nothing like it' })).toBe(0)
  })
})
