import postgres from 'postgres'
import { afterAll, expect, test } from 'vitest'
import type { StaffActor } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newStaff, owner } from '@/tests/support/database'

/** The application's own login, without its code: what is left of the fence when somebody forgets a check. */
const app = postgres(process.env['DATABASE_URL'] ?? '', {
  max: 2,
  // What is prepared on one connection may be executed on another, where a pooler stands between.
  prepare: false,
  onnotice: () => undefined,
})
afterAll(() => app.end())

async function asStaff(actor: StaffActor, statement: string): Promise<number> {
  const result = await app.begin(async (tx) => {
    await tx`select set_config('role', 'staff', true), set_config('app.user_id', ${actor.userId}, true)`
    return (await tx.unsafe(statement)).count
  })
  return result
}

const newUser = (fields: Record<string, string>) => {
  const all = { id: `'${newId()}'`, email: `'${newId()}@test.example'`, name: `'x'`, ...fields }
  return `insert into users (${Object.keys(all).join(', ')}) values (${Object.values(all).join(', ')})`
}

/** Somebody of the back office with a session. */
async function someone(): Promise<string> {
  const { userId } = await newStaff('support')
  await owner`insert into sessions (id, user_id, expires_at) values (${newId()}, ${userId}, now() + interval '1 hour')`
  return userId
}

test('an admin’s connection admits, changes and disables people of the back office', async () => {
  const [admin, userId] = [await newStaff('admin'), await someone()]
  expect(await asStaff(admin, newUser({}))).toBe(1)
  expect(await asStaff(admin, `update staff set roles = '{finance}' where user_id = '${userId}'`)).toBe(1)
  expect(await asStaff(admin, `update users set disabled_at = now() where id = '${userId}'`)).toBe(1)
  expect(await asStaff(admin, `update sessions set ended_at = now() where user_id = '${userId}'`)).toBe(1)
})

test.each(['finance', 'support', 'reviewer'] as const)(
  'a connection of %s does nothing of it',
  async (role) => {
    const [actor, userId] = [await newStaff(role), await someone()]
    await expect(asStaff(actor, newUser({}))).rejects.toThrow(/row-level security/)
    await expect(
      asStaff(actor, `insert into staff (user_id, roles) values ('${userId}', '{admin}')`),
    ).rejects.toThrow(/row-level security/)
    expect(await asStaff(actor, `update staff set roles = '{admin}' where user_id = '${actor.userId}'`)).toBe(
      0,
    )
    expect(await asStaff(actor, `update users set disabled_at = now() where id = '${userId}'`)).toBe(0)
    expect(await asStaff(actor, `update sessions set ended_at = now() where user_id = '${userId}'`)).toBe(0)
  },
)

test('neither does an admin who was disabled or bound to a seller', async () => {
  const [disabled, bound, userId] = [await newStaff('admin'), await newStaff('admin'), await someone()]
  await owner`update users set disabled_at = now() where id = ${disabled.userId}`
  await owner`update staff set seller_id = (select id from sellers limit 1) where user_id = ${bound.userId}`
  for (const actor of [disabled, bound])
    expect(await asStaff(actor, `update users set disabled_at = now() where id = '${userId}'`)).toBe(0)
})

test('an admin’s connection can neither change its own record nor make or disable a customer', async () => {
  const [admin, customer] = [await newStaff('admin'), await newCustomer()]
  await expect(
    asStaff(admin, `update staff set roles = '{admin,finance}' where user_id = '${admin.userId}'`),
  ).rejects.toThrow(/row-level security/)
  expect(await asStaff(admin, `update users set disabled_at = now() where id = '${customer.userId}'`)).toBe(0)
  await expect(asStaff(admin, newUser({ password_hash: `'x'` }))).rejects.toThrow(/row-level security/)
  await expect(asStaff(admin, newUser({ email_verified_at: 'now()' }))).rejects.toThrow(/row-level security/)
})

test.each([
  ['set a password', `update users set password_hash = 'x'`],
  ['read one', `select password_hash from users`],
  ['read which sessions there are', `select id from sessions`],
  ['rename a product’s code', `update products set code = 'x'`],
  ['change an agreement', `update agreements set body_en = 'x'`],
  ['delete an agreement', `delete from agreements`],
  ['make a seller another', `update sellers set code = 'x'`],
])('an admin’s connection cannot %s', async (_what, statement) => {
  await expect(asStaff(await newStaff('admin'), statement)).rejects.toThrow(/permission denied/)
})

test('what has been in force is not rewritten by any connection of the back office', async () => {
  const admin = await newStaff('admin')
  expect(await asStaff(admin, `update prices set unit_price_fen = 1 where product_code = 'auth'`)).toBe(0)
  expect(await asStaff(admin, `delete from prices where product_code = 'auth'`)).toBe(0)
  await expect(
    asStaff(
      admin,
      `insert into prices (product_code, effective_at, unit_price_fen) values ('auth', now(), 1)`,
    ),
  ).rejects.toThrow(/row-level security/)
  await expect(
    asStaff(
      admin,
      `insert into agreements (code, version, effective_on, title_en, title_zh, body_en, body_zh)
        values ('privacy', 999, '2021-01-01', 'x', 'x', 'x', 'x')`,
    ),
  ).rejects.toThrow(/row-level security/)
})
