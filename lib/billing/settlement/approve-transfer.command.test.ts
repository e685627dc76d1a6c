import { describe, expect, test } from 'vitest'
import type { StaffActor } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newStaff, owner, refusalOf } from '@/tests/support/database'
import { confirm, fundsOf, newTransfer, orderRow, seenNow } from '@/tests/support/transfers'
import { approveTransfer } from './approve-transfer.command'

const approve = async (staff: StaffActor, transferId: string) =>
  approveTransfer(staff, { transferId, seen: await seenNow(transferId) })

const stateOf = async (transferId: string) => {
  const [row] = await owner<{ status: string; four_eyes: string }[]>`
    select status, four_eyes from transfers where id = ${transferId}`
  return row
}

/** Does something while these are the only ones of the back office who may decide. */
async function onlyWith<T>(people: readonly StaffActor[], work: () => Promise<T>): Promise<T> {
  const ids = people.map((person) => person.userId)
  const others = await owner`update users set disabled_at = now() where disabled_at is null and id in (
      select user_id from staff where 'finance' = any (roles) and not user_id = any (${ids})) returning id`
  try {
    return await work()
  } finally {
    await owner`update users set disabled_at = null where id = any (${others.map((row) => String(row['id']))})`
  }
}

describe('four eyes', () => {
  test('above the threshold a second person ends what the first one began', async () => {
    const customer = await newCustomer()
    const [first, second] = [await newStaff('finance'), await newStaff('finance')]
    const { orderId, transferId } = await newTransfer(customer, '800')
    expect(await confirm(first, transferId, '40000.00')).toMatchObject({ fourEyes: 'needed', outcome: null })
    expect(await stateOf(transferId)).toEqual({ status: 'checking', four_eyes: 'needed' })
    expect((await orderRow(orderId)).status).toBe('awaiting-confirmation')
    expect(await fundsOf(orderId)).toEqual([])
    expect(await refusalOf(approve(first, transferId))).toBe('four-eyes.same-person')
    expect(await approve(second, transferId)).toMatchObject({ outcome: 'paid' })
    expect((await orderRow(orderId)).status).toBe('paid')
    const [row] = await owner`select confirmed_by, approved_by from transfers where id = ${transferId}`
    expect(row).toEqual({ confirmed_by: first.userId, approved_by: second.userId })
    const [audit] = await owner`select user_id, detail from audit_log
      where subject_id = ${transferId} and command = 'transfer.approve' and refusal is null`
    expect(audit).toEqual({ user_id: second.userId, detail: { orderId, outcome: 'paid' } })
  })

  test('of twenty confirmations at once one is the first person’s', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => newStaff('finance')))
    const { transferId } = await newTransfer(await newCustomer(), '800')
    const made = await Promise.allSettled(people.map((staff) => confirm(staff, transferId, '40000.00')))
    expect(made.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    expect(await stateOf(transferId)).toEqual({ status: 'checking', four_eyes: 'needed' })
  })

  test('twenty approvals at once take effect once', async () => {
    const [first, second] = [await newStaff('finance'), await newStaff('finance')]
    const { orderId, transferId } = await newTransfer(await newCustomer(), '800')
    await confirm(first, transferId, '40000.00')
    const seen = await seenNow(transferId)
    const made = await Promise.allSettled(
      Array.from({ length: 20 }, () => approveTransfer(second, { transferId, seen })),
    )
    expect(made.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    expect(await fundsOf(orderId)).toEqual(['payment 4000000'])
  })

  test('a large transfer is not several small ones: the day of an account counts', async () => {
    const customer = await newCustomer()
    const [first, second] = [await newStaff('finance'), await newStaff('finance')]
    const [one, two, three] = [
      await newTransfer(customer, '400'),
      await newTransfer(customer, '200'),
      await newTransfer(customer, '1'),
    ]
    // ¥20,000 and ¥10,000 reach the ¥30,000 of a day, and do not exceed them.
    expect(await confirm(first, one.transferId, '20000.00')).toMatchObject({ fourEyes: 'not-needed' })
    expect(await confirm(second, two.transferId, '10000.00')).toMatchObject({ fourEyes: 'not-needed' })
    expect(await confirm(first, three.transferId, '50.00')).toMatchObject({ fourEyes: 'needed' })
    // Another account, and another day of this one, begin anew.
    const stranger = await newTransfer(await newCustomer(), '1')
    expect(await confirm(first, stranger.transferId, '50.00')).toMatchObject({ fourEyes: 'not-needed' })
    await owner`update transfers set confirmed_at = confirmed_at - interval '1 day'
      where account_id = ${customer.accountId} and status = 'confirmed'`
    const four = await newTransfer(customer, '1')
    expect(await confirm(first, four.transferId, '50.00')).toMatchObject({ fourEyes: 'not-needed' })
  })

  test('two at once cannot both stay below the threshold', async () => {
    for (let round = 0; round < 4; round++) {
      const customer = await newCustomer()
      const people = [await newStaff('finance'), await newStaff('finance')]
      const transfers = [await newTransfer(customer, '400'), await newTransfer(customer, '400')]
      const made = await Promise.all(
        people.map((staff, at) => confirm(staff, transfers[at]?.transferId ?? '', '20000.00')),
      )
      expect(made.map((each) => each.fourEyes).sort()).toEqual(['needed', 'not-needed'])
    }
  })

  test('while nobody else could check, the rule is waived and the row says so', async () => {
    const alone = await newStaff('finance')
    const { orderId, transferId } = await newTransfer(await newCustomer(), '800')
    await onlyWith([alone], async () => {
      expect(await confirm(alone, transferId, '40000.00')).toMatchObject({
        fourEyes: 'waived',
        outcome: 'paid',
      })
    })
    expect(await stateOf(transferId)).toEqual({ status: 'confirmed', four_eyes: 'waived' })
    expect((await orderRow(orderId)).status).toBe('paid')
  })

  test('somebody left alone meanwhile ends it alone', async () => {
    const [first, second] = [await newStaff('finance'), await newStaff('finance')]
    const { transferId } = await newTransfer(await newCustomer(), '800')
    await confirm(first, transferId, '40000.00')
    await onlyWith([first], async () => {
      expect(await approve(first, transferId)).toMatchObject({ outcome: 'paid' })
    })
    expect(second.userId).not.toBe(first.userId)
    expect(await stateOf(transferId)).toEqual({ status: 'confirmed', four_eyes: 'waived' })
  })

  test('the database itself refuses one person alone', async () => {
    const first = await newStaff('finance')
    await newStaff('finance')
    const { transferId } = await newTransfer(await newCustomer(), '800')
    await confirm(first, transferId, '40000.00')
    for (const approver of [null, first.userId])
      await expect(
        owner`update transfers set status = 'confirmed', outcome = 'paid', approved_by = ${approver} where id = ${transferId}`,
      ).rejects.toMatchObject({ constraint_name: 'transfers_two_people' })
  })
})

describe('transfer.approve', () => {
  test('what the first person entered can be entered anew: then the other one is the first', async () => {
    const [first, second] = [await newStaff('finance'), await newStaff('finance')]
    const { orderId, transferId } = await newTransfer(await newCustomer(), '800')
    await confirm(first, transferId, '40000.00')
    const before = await seenNow(transferId)
    await confirm(second, transferId, '39990.00', { seen: before })
    expect(await refusalOf(approve(second, transferId))).toBe('four-eyes.same-person')
    // A page that shows what was entered first approves nothing else.
    expect(await refusalOf(approveTransfer(first, { transferId, seen: before }))).toBe(
      'transfer.decided-meanwhile',
    )
    expect(await approve(first, transferId)).toMatchObject({ outcome: 'part' })
    expect(await orderRow(orderId)).toEqual({ status: 'pending-payment', held: '3999000' })
  })

  test('nothing is approved that nobody confirmed, or that was decided on', async () => {
    const [first, second] = [await newStaff('finance'), await newStaff('finance')]
    const { transferId } = await newTransfer(await newCustomer())
    expect(await refusalOf(approve(second, transferId))).toBe('transfer.decided-meanwhile')
    await confirm(first, transferId, '5000.00')
    expect(await refusalOf(approve(second, transferId))).toBe('transfer.decided-meanwhile')
    expect(await refusalOf(approveTransfer(second, { transferId: newId(), seen: '' }))).toBe(
      'object.not-found',
    )
  })

  test('only finance approves, and nobody on an account of their own', async () => {
    const customer = await newCustomer()
    const [first, second] = [await newStaff('finance'), await newStaff('finance')]
    const { transferId } = await newTransfer(customer, '800')
    await confirm(first, transferId, '40000.00')
    expect(await refusalOf(approve(await newStaff('admin'), transferId))).toBe('actor.forbidden')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${second.userId}, 'owner')`
    expect(await refusalOf(approve(second, transferId))).toBe('staff.own-account')
    const [refused] = await owner`select user_id, refusal from audit_log
      where command = 'transfer.approve' and user_id = ${second.userId}`
    expect(refused).toEqual({ user_id: second.userId, refusal: 'staff.own-account' })
  })
})
