import { describe, expect, test } from 'vitest'
import { placeOrder } from '@/lib/billing/order/place-order.command'
import { cancelOrder } from '@/lib/billing/settlement/cancel-order.command'
import { newCustomer, newOrder, newStaff, orderForm, owner, refusalOf } from '@/tests/support/database'
import { listAuditRows } from './audit.queries'
import { sealAudit } from './seal-audit'
import { verifyAudit } from './verify-audit'

/** Changes a row as somebody with the whole database in hand could: the trigger switched off for a moment. */
async function tamper(change: () => Promise<unknown>): Promise<void> {
  await owner`alter table audit_log disable trigger user`
  await change()
  await owner`alter table audit_log enable trigger user`
}

describe('the audit log', () => {
  test('a staff refusal is noted although nothing else was written', async () => {
    const staff = await newStaff('admin')
    expect(await refusalOf(placeOrder(staff, orderForm()))).toBe('actor.forbidden')
    const { rows } = await listAuditRows(staff, { refusedOnly: true })
    expect(rows[0]).toMatchObject({
      command: 'order.place',
      refusal: 'actor.forbidden',
      userName: staff.name,
    })
  })

  test('a refused member writes nothing', async () => {
    const customer = await newCustomer()
    const form = orderForm({ unitPriceFen: '1' })
    await refusalOf(placeOrder(customer, form))
    expect(await owner`select from audit_log where account_id = ${customer.accountId}`).toHaveLength(0)
  })

  test('rows are append-only, for the owner too', async () => {
    await newOrder(await newCustomer())
    await expect(owner`update audit_log set command = 'x'`).rejects.toThrow(/append-only/)
    await expect(owner`delete from audit_log`).rejects.toThrow(/append-only/)
    await expect(owner`truncate audit_log`).rejects.toThrow(/append-only/)
  })

  test('sealed blocks verify; a changed, a removed and a slipped-in row are each found', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    await cancelOrder(customer, { orderId })
    const seal = await sealAudit()
    expect(seal?.rows).toBeGreaterThan(0)
    expect((await verifyAudit()).differences).toEqual([])
    const [row] = await owner<
      { id: string; detail: unknown }[]
    >`select * from audit_log where subject_id = ${orderId} order by id limit 1`
    if (!row) throw new Error('no audit row')
    await tamper(() => owner`update audit_log set command = 'order.forged' where id = ${row.id}`)
    expect((await verifyAudit()).differences.map((each) => each.what)).toEqual(['root of the block'])
    await tamper(() => owner`update audit_log set command = 'order.place' where id = ${row.id}`)
    expect((await verifyAudit()).differences).toEqual([])
    await tamper(
      () => owner`insert into audit_log (transaction_id, command, actor_kind, detail, at)
      select transaction_id, 'order.slipped-in', 'system', '{}', now() from audit_log where id = ${row.id}`,
    )
    expect((await verifyAudit()).differences.map((each) => each.what)).toEqual(['rows in the block'])
    await tamper(() => owner`delete from audit_log where command = 'order.slipped-in'`)
    expect((await verifyAudit()).differences).toEqual([])
  })

  test('ten sealers at once make one chain', async () => {
    await newOrder(await newCustomer())
    await Promise.all(Array.from({ length: 10 }, () => sealAudit()))
    expect((await verifyAudit()).differences).toEqual([])
  })
})
