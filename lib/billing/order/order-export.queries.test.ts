import { describe, expect, test, vi } from 'vitest'
import { cancelOrder } from '@/lib/billing/settlement/cancel-order.command'
import { addDays, dayOf } from '@/lib/kernel/calendar'
import { textCell } from '@/lib/web/export-csv'
import { answerExport } from '@/lib/web/export-response'
import { newCustomer, newMember, newOrder, newPaidOrder, newStaff, owner } from '@/tests/support/database'
import { walkAllOrders, walkOrders, type OrderRecord } from './order-export.queries'
import { getOrder, type OrderFilter } from './order.queries'

type Filter = Omit<OrderFilter, 'cursor'>

const gathered = async (walk: (take: (rows: readonly OrderRecord[]) => Promise<void>) => Promise<void>) => {
  const all: OrderRecord[] = []
  await walk(async (rows) => void all.push(...rows))
  return all
}
const ordersOf = (actor: Parameters<typeof walkOrders>[0], filter: Filter = {}) =>
  gathered((take) => walkOrders(actor, filter, 'en', take))

/** Many more of an order, each a second older than the one before. */
const copies = (id: string, count: number) =>
  owner`insert into orders select one.* from orders o, generate_series(1, ${count}) n,
      jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', o.number || n,
        'placed_at', o.placed_at - n * interval '1 second')) one
    where o.id = ${id}`

/** Connections in the midst of a transaction. */
async function held(): Promise<number> {
  const rows = await owner`select from pg_stat_activity where datname = current_database()
    and application_name = 'billing-center' and xact_start is not null`
  return rows.length
}

describe('orders for an export', () => {
  test('are those of the account alone, newest first, with what a file says of each', async () => {
    const customer = await newCustomer()
    await newPaidOrder(await newCustomer())
    const older = await getOrder(customer, await newPaidOrder(customer))
    const newer = await getOrder(customer, await newOrder(customer, '200'))
    const rows = await ordersOf(customer)
    expect(rows.map((row) => row.number)).toEqual([newer.number, older.number])
    expect(rows[1]).toMatchObject({
      kind: 'package',
      status: 'paid',
      product: 'Authentication',
      quantity: '100',
      unitPriceFen: '5000',
      amountFen: '500000',
      refundedFen: '0',
      paidChannel: 'wechatpay',
      accountName: customer.accountName,
    })
    expect(rows[1]?.placedAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/)
    expect(rows[0]).toMatchObject({ paidAt: null, paidChannel: null })
  })

  test('are in the business zone and in the language asked for', async () => {
    const customer = await newCustomer()
    const id = await newOrder(customer)
    await owner`update orders set placed_at = '2026-11-30T16:00:05Z' where id = ${id}`
    const [row] = await gathered((take) => walkOrders(customer, {}, 'zh-CN', take))
    expect(row).toMatchObject({ placedAt: '2026-12-01 00:00:05+08', product: '认证服务' })
  })

  test('follow the filters of the list', async () => {
    const customer = await newCustomer()
    const paid = await getOrder(customer, await newPaidOrder(customer))
    const open = await getOrder(customer, await newOrder(customer))
    const today = dayOf(open.at)
    const found = async (filter: Filter) => (await ordersOf(customer, filter)).map((row) => row.number)
    expect(await found({ status: 'paid' })).toEqual([paid.number])
    expect(await found({ search: open.number })).toEqual([open.number])
    expect(await found({ productCode: 'sms' })).toEqual([])
    expect(await found({ from: addDays(today, 1) })).toEqual([])
    expect(await found({ from: today, to: today })).toHaveLength(2)
  })

  test('are open to a viewer, and for staff to whoever lists every account', async () => {
    const customer = await newCustomer()
    const number = (await getOrder(customer, await newOrder(customer))).number
    expect((await ordersOf(await newMember(customer, 'viewer'))).map((row) => row.number)).toEqual([number])
    const support = await newStaff('support')
    const search = customer.accountName
    const rows = await gathered((take) => walkAllOrders(support, { search }, 'en', take))
    expect(rows.map((row) => row.number)).toEqual([number])
    const stranger = await newCustomer()
    expect(await ordersOf(stranger)).toEqual([])
  })

  test('are handed over some thousand at a time, and are of one moment', async () => {
    const customer = await newCustomer()
    const id = await newOrder(customer)
    await copies(id, 4500)
    const sizes: number[] = []
    let first: string | undefined
    await walkOrders(customer, {}, 'en', async (rows) => {
      first ??= rows[0]?.number
      sizes.push(rows.length)
      // What is ordered or ends meanwhile changes nothing of a file that has begun.
      if (sizes.length === 1) await cancelOrder(customer, { orderId: id })
    })
    expect(sizes).toEqual([2000, 2000, 501])
    const states = (await ordersOf(customer, { status: 'cancelled' })).map((row) => row.number)
    expect(states).toEqual([first])
  })

  test('hold one connection while a download goes on, and none once it is given up', async () => {
    const customer = await newCustomer()
    await copies(await newOrder(customer), 12_000)
    const answer = await answerExport(new Request('https://billing.example/orders/export'), {
      userId: customer.userId,
      name: 'orders',
      plainName: 'orders',
      fullName: 'Orders',
      now: new Date(),
      columns: [{ header: 'Order', cell: (row: OrderRecord) => textCell(row.number) }],
      walk: (take) => walkOrders(customer, {}, 'en', take),
    })
    expect(await held()).toBe(1)
    await answer.body?.cancel()
    await vi.waitFor(async () => expect(await held()).toBe(0))
    expect((await ordersOf(customer)).length).toBe(12_001)
  })

  test('leave no transaction behind when the reader goes away', async () => {
    const customer = await newCustomer()
    await newOrder(customer)
    const gone = new Error('gone')
    await expect(walkOrders(customer, {}, 'en', () => Promise.reject(gone))).rejects.toBe(gone)
    expect(await held()).toBe(0)
    expect(await ordersOf(customer)).toHaveLength(1)
  })
})
