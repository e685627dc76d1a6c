import postgres from 'postgres'
import { afterAll, describe, expect, test } from 'vitest'
import { newPaidCard } from '@/tests/support/cards'
import {
  newAttempt,
  newCustomer,
  newOrder,
  newPaidOrder,
  newStaff,
  owner,
  paidNotice,
  receive,
} from '@/tests/support/database'
import { askRefund, newPaidPackage } from '@/tests/support/refunds'
import { newTransfer } from '@/tests/support/transfers'

/** The application's own login, without its code: what is left of the fence when somebody forgets a WHERE. */
const app = postgres(process.env['DATABASE_URL'] ?? '', {
  max: 4,
  // What is prepared on one connection may be executed on another, where a pooler stands between.
  prepare: false,
  onnotice: () => undefined,
})
afterAll(() => app.end())

const TENANT_TABLES = [
  'orders',
  'order_events',
  'payments',
  'packages',
  'cards',
  'ledger_accounts',
  'ledger_transactions',
  'ledger_entries',
  'transfers',
  'files',
  'refunds',
  'suspense',
]

/** A customer with a row in each of these tables: paid, too little paid, asked back, and by transfer. */
async function newTenant() {
  const customer = await newCustomer()
  await Promise.all([newPaidOrder(customer), newPaidCard(customer), newTransfer(customer)])
  const { orderId } = await newPaidPackage(customer)
  await askRefund(await newStaff('finance'), orderId, '1')
  await receive(paidNotice(await newAttempt(customer, await newOrder(customer)), { amountFen: 1n }))
  return customer
}

async function as<T>(
  role: string,
  accountId: string,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const result = await app.begin(async (tx) => {
    await tx`select set_config('role', ${role}, true), set_config('app.account_id', ${accountId}, true)`
    return work(tx)
  })
  return result as T
}

describe('row-level security', () => {
  test('every table is under it', async () => {
    const bare = await owner`select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relrowsecurity`
    expect(bare).toEqual([])
  })

  test('without entering a role every query fails', async () => {
    await expect(app`select from orders`).rejects.toThrow(/permission denied/)
    await expect(app`select from users`).rejects.toThrow(/permission denied/)
    await expect(
      app`insert into audit_log (command, actor_kind, detail, at) values ('x', 'system', '{}', now())`,
    ).rejects.toThrow(/permission denied/)
  })

  test.each(TENANT_TABLES)(
    'a customer sees no row of another account in %s, and some of its own',
    async (table) => {
      const [mine] = await Promise.all([newTenant(), newTenant()])
      const seen = await as(
        'portal',
        mine.accountId,
        (tx) => tx<{ account_id: string }[]>`select distinct account_id from ${tx(table)}`,
      )
      expect(seen.map((row) => row.account_id)).toEqual([mine.accountId])
      const nobody = await as('portal', '', (tx) => tx`select from ${tx(table)}`)
      expect(nobody).toHaveLength(0)
    },
  )

  test('a customer cannot write into another account, nor point at its rows', async () => {
    const mine = await newCustomer()
    const theirs = await newCustomer()
    const theirOrder = await newOrder(theirs)
    const event = (accountId: string) =>
      as(
        'portal',
        mine.accountId,
        (tx) => tx`
      insert into order_events (id, account_id, order_id, verb, status, at)
      values (gen_random_uuid(), ${accountId}, ${theirOrder}, 'cancel', 'cancelled', now())`,
      )
    await expect(event(theirs.accountId)).rejects.toThrow(/row-level security/)
    await expect(event(mine.accountId)).rejects.toThrow(/order_events_own_order/)
    const touched = await as(
      'portal',
      mine.accountId,
      (tx) => tx`update orders set status = 'cancelled' where id = ${theirOrder}`,
    )
    expect(touched.count).toBe(0)
  })

  test.each([
    ['pay its own order', `update orders set paid_at = now()`],
    ['change what was ordered', `update orders set amount_fen = 1`],
    [
      'grant itself a package',
      `insert into packages (id, account_id, order_id, product_code, units, remaining_units, valid_from, expires_at) select gen_random_uuid(), account_id, id, product_code, 1, 1, now(), now() + interval '1 day' from orders`,
    ],
    [
      'grant itself a card',
      `insert into cards (id, account_id, order_id, number, face_fen, granted_at) select gen_random_uuid(), account_id, id, 'x', 1, now() from orders`,
    ],
    ['fill a card', `update ledger_accounts set balance_fen = 1`],
    [
      'write to the ledger',
      `insert into ledger_entries (transaction_id, ledger, amount_fen) values (gen_random_uuid(), 'suspense', 1)`,
    ],
    [
      'post to the ledger',
      `select post_transaction(gen_random_uuid(), 'x', null, 'payment', 1, null, null, null, null, '', '', now(), '{}', '{}')`,
    ],
    ['read a password’s hash', `select password_hash from users`],
    ['read the audit log', `select * from audit_log`],
    ['read notices', `select * from payment_notices`],
    ['read the bank’s statement', `select * from bank_entries`],
    ['confirm its own transfer', `update transfers set status = 'confirmed'`],
    ['ask its money back', `insert into refunds (id) values (gen_random_uuid())`],
    ['approve a refund', `update refunds set status = 'approved'`],
    ['take money out of suspense', `update suspense set status = 'assigned'`],
    ['settle an attempt', `update payments set settled_at = now()`],
    ['read the outbox', `select * from outbox`],
    ['read mails', `select * from mails`],
    ['move the clock', `update business_clock set offset_ms = 1`],
  ])('a customer cannot %s', async (_what, statement) => {
    const mine = await newCustomer()
    await newOrder(mine)
    await expect(as('portal', mine.accountId, (tx) => tx.unsafe(statement))).rejects.toThrow(
      /permission denied/,
    )
  })

  test('a customer claims a transfer and nothing more of it', async () => {
    const mine = await newCustomer()
    const { transferId } = await newTransfer(mine)
    await owner`update transfers set status = 'rejected', rejected_by = ${mine.userId}, reject_reason = 'x', decided_at = now() where id = ${transferId}`
    const again = (status: string, received: string) =>
      as(
        'portal',
        mine.accountId,
        (tx) => tx`
      insert into transfers (id, account_id, order_id, payment_id, status, claimed_fen, voucher_id, voucher_sha256, submitted_by,
        submitted_at, due_at, received_fen)
      select gen_random_uuid(), account_id, order_id, payment_id, ${status}, claimed_fen, voucher_id, voucher_sha256, submitted_by,
        submitted_at, due_at, ${received}::bigint from transfers where id = ${transferId}`,
      )
    await expect(again('confirmed', '500000')).rejects.toThrow(/row-level security/)
    await expect(again('checking', '500000')).rejects.toThrow(/row-level security/)
  })

  test.each(['seller', 'auth'])('%s sees neither orders nor the ledger', async (role) => {
    for (const table of [...TENANT_TABLES, 'bank_entries', 'payment_notices', 'account_notes'])
      await expect(as(role, '', (tx) => tx`select from ${tx(table)}`)).rejects.toThrow(/permission denied/)
  })

  test('staff read everything and change nothing of what was ordered', async () => {
    const customer = await newCustomer()
    await newPaidOrder(customer)
    const seen = await as(
      'staff',
      '',
      (tx) => tx`select from orders where account_id = ${customer.accountId}`,
    )
    expect(seen).toHaveLength(1)
    await expect(as('staff', '', (tx) => tx`update orders set amount_fen = 1`)).rejects.toThrow(
      /permission denied/,
    )
  })
})

describe('the ledger’s door', () => {
  const post = (ledgers: string[], amounts: string[], account: string | null = null) =>
    as(
      'system',
      '',
      (tx) => tx`
    select post_transaction(gen_random_uuid(), ${`T${String(Math.random()).slice(2, 17)}`}, ${account}, 'payment', 100, null, null, null, null, 'r', 'r', now(), ${ledgers}::text[], ${amounts}::bigint[])`,
    )

  test.each([
    ['not to zero', ['clearing.alipay', 'suspense'], ['100', '-99']],
    ['a single side', ['suspense'], ['0']],
    ['nothing', [], []],
    ['sides without amounts', ['suspense', 'clearing.alipay'], ['0']],
  ])('refuses entries that sum %s', async (_what, ledgers, amounts) => {
    await expect(post(ledgers, amounts)).rejects.toThrow(/sum to zero/)
  })

  test('keeps balances with before, after and sequence, and never below zero', async () => {
    const { accountId } = await newCustomer()
    await post(['clearing.alipay', 'cash'], ['-100', '100'], accountId)
    await post(['cash', 'gift'], ['-40', '40'], accountId)
    const entries = await owner`select ledger, before_fen, after_fen, sequence from ledger_entries
      where account_id = ${accountId} and ledger_account_id is not null order by id`
    expect(entries).toEqual([
      { ledger: 'cash', before_fen: '0', after_fen: '100', sequence: 1 },
      { ledger: 'cash', before_fen: '100', after_fen: '60', sequence: 2 },
      { ledger: 'gift', before_fen: '0', after_fen: '40', sequence: 1 },
    ])
    await expect(post(['cash', 'suspense'], ['-61', '61'], accountId)).rejects.toThrow(
      /ledger_accounts_not_below_zero/,
    )
    await clear(accountId)
  })

  test('twenty at once leave the balance that their sum says', async () => {
    const { accountId } = await newCustomer()
    await Promise.all(
      Array.from({ length: 20 }, () => post(['clearing.alipay', 'cash'], ['-5', '5'], accountId)),
    )
    const [cash] =
      await owner`select balance_fen, sequence from ledger_accounts where account_id = ${accountId} and ledger = 'cash'`
    expect(cash).toEqual({ balance_fen: '100', sequence: 20 })
    await clear(accountId)
  })

  test('entries and transactions are append-only, for the owner too', async () => {
    await newPaidOrder(await newCustomer())
    await expect(owner`update ledger_entries set amount_fen = 1`).rejects.toThrow(/append-only/)
    await expect(owner`delete from ledger_transactions`).rejects.toThrow(/append-only/)
  })
})

/** These postings have no order; out of the way, so that the books of the whole file still agree with its orders. */
async function clear(accountId: string): Promise<void> {
  await owner`alter table ledger_entries disable trigger user`
  await owner`alter table ledger_transactions disable trigger user`
  await owner`delete from ledger_entries where account_id = ${accountId}`
  await owner`delete from ledger_transactions where account_id = ${accountId}`
  await owner`update ledger_accounts set balance_fen = 0, sequence = 0 where account_id = ${accountId}`
  await owner`alter table ledger_entries enable trigger user`
  await owner`alter table ledger_transactions enable trigger user`
}
