import type postgres from 'postgres'
import { newId } from '@/lib/kernel/id'
import { fillTables } from './fill-tables'

export const MANY = 1_000_000
export const FEW = 1_000

type Fill = (owner: postgres.Sql, counts: ReadonlyMap<string, number>) => Promise<void>

/** An account with very many rows and one beside it with few. */
export type LongAndShort = { long: string; short: string }

/** Plants both, so that one list can be held against the other. */
export async function plantLongAndShort(
  owner: postgres.Sql,
  rows: number,
  fill: Fill,
): Promise<LongAndShort> {
  const [long, short] = [await plantAccount(owner, 'long'), await plantAccount(owner, 'short')]
  await fill(owner, new Map([[long, rows]]).set(short, FEW))
  await owner.unsafe('vacuum analyze')
  return { long, short }
}

/** A customer of the measurement's own, with an owner to sign in as. */
async function plantAccount(owner: postgres.Sql, name: string): Promise<string> {
  const [userId, accountId] = [newId(), newId()]
  await owner`insert into users (id, email, name, email_verified_at)
    values (${userId}, ${`${name}@many.example`}, '林晓', now())`
  await owner`insert into accounts (id, number, kind, name, created_at) values (${accountId}, ${`M${name}`}, 'enterprise', '杭州云杉科技有限公司', now() - interval '2 years')`
  await owner`insert into members (account_id, user_id, role) values (${accountId}, ${userId}, 'owner')`
  await owner`insert into ledger_accounts (id, account_id, ledger, balance_fen)
    select uuidv7(), ${accountId}, ledger, 0 from unnest(array['cash', 'gift', 'receivable']) ledger`
  return accountId
}

/** So many orders of each account over the last two years: most of them paid, some in each other state. */
export async function plantManyOrders(
  owner: postgres.Sql,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  await fillTables(owner, ['orders'], async () => {
    for (const [accountId, count] of counts) await plantOrdersOf(owner, accountId, count)
  })
}

async function plantOrdersOf(owner: postgres.Sql, accountId: string, count: number): Promise<void> {
  await owner`insert into orders (id, number, account_id, kind, status, product_code, quantity, unit_price_fen, amount_fen,
      invoice_basis, policy_version, agreement_code, agreement_version, placed_by, placed_at, expires_at, paid_at, paid_channel, closed_at)
    select uuidv7(), ${accountId.slice(-8)} || lpad(n::text, 8, '0'), ${accountId}, 'package', status, 'auth', 1 + n % 200, 5000,
      5000 * (1 + n % 200), 'payment', 1, 'privacy', 1, (select user_id from members where account_id = ${accountId}),
      at, at + interval '1 day',
      case status when 'paid' then at + interval '1 minute' end,
      case status when 'paid' then case n % 3 when 0 then 'alipay' else 'wechatpay' end end,
      case when status in ('cancelled', 'expired') then at + interval '1 day' end
    from (
      select n, case n % 20 when 1 then 'pending-payment' when 2 then 'cancelled' when 3 then 'expired' else 'paid' end as status,
        date_trunc('milliseconds', now() - interval '2 years' * (n::float8 / ${count})) as at
      from generate_series(1, ${count}::int) n
    ) placed`
}

/** So many fund transactions of each account over the last two years, two entries each: mostly payments, some refunds. */
export async function plantManyFunds(
  owner: postgres.Sql,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  await fillTables(owner, ['ledger_transactions', 'ledger_entries'], async () => {
    for (const [accountId, count] of counts) await plantFundsOf(owner, accountId, count)
  })
}

async function plantFundsOf(owner: postgres.Sql, accountId: string, count: number): Promise<void> {
  const prefix = accountId.slice(-8)
  await owner`insert into ledger_transactions (id, number, account_id, kind, amount_fen, channel, order_id, order_number,
      product_code, remark_en, remark_zh, occurred_at)
    select uuidv7(), ${prefix} || lpad(n::text, 8, '0'), ${accountId}, case when n % 50 = 1 then 'refund' else 'payment' end,
      5000 * (1 + n % 200) * case when n % 50 = 1 then -1 else 1 end, case n % 3 when 0 then 'alipay' else 'wechatpay' end,
      uuidv7(), ${prefix} || lpad(n::text, 8, '0'), 'auth', 'Authentication, ' || (1 + n % 200) || ',000',
      '认证服务 ' || (1 + n % 200) || ',000 次', date_trunc('milliseconds', now() - interval '2 years' * (n::float8 / ${count}))
    from generate_series(1, ${count}::int) n`
  await owner`insert into ledger_entries (transaction_id, account_id, ledger, amount_fen)
    select id, account_id, ledger, side * amount_fen
    from ledger_transactions, unnest(array['clearing.wechatpay', 'deferred-revenue'], array[-1, 1]) as entry (ledger, side)
    where account_id = ${accountId}`
}
