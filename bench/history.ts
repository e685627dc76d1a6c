import type postgres from 'postgres'
import { fillTables } from './fill-tables'

const ACCOUNTS = 1_000
const PAID_ORDERS = 20_000
const FILLED = ['orders', 'order_events', 'payments', 'packages', 'ledger_transactions', 'ledger_entries']

/**
 * Some 250,000 rows as two years of business would leave them. On empty tables Postgres keeps to sequential scans for
 * its foreign-key checks and goes on doing so, which no deployment in use ever sees.
 */
export async function plantHistory(owner: postgres.Sql): Promise<string[]> {
  await owner`insert into users (id, email, name, email_verified_at)
    select uuidv7(), 'person' || n || '@bench.example', '陈思远', now() from generate_series(1, ${ACCOUNTS}) n`
  await owner`insert into accounts (id, number, kind, name, created_at)
    select uuidv7(), 'C' || lpad(n::text, 9, '0'), 'enterprise', '客户 ' || n, now() - interval '2 years'
    from generate_series(1, ${ACCOUNTS}) n`
  await owner`insert into members (account_id, user_id, role)
    select a.id, u.id, 'owner' from accounts a join users u on u.email = 'person' || right(a.number, 9)::int || '@bench.example'`
  await owner`insert into ledger_accounts (id, account_id, ledger, balance_fen)
    select uuidv7(), id, ledger, 0 from accounts, unnest(array['cash', 'gift', 'receivable']) ledger`
  await fillTables(owner, FILLED, async () => {
    await plantOrders(owner, PAID_ORDERS, null)
    await plantPaid(owner)
  })
  await owner.unsafe('vacuum analyze')
  const accounts = await owner<{ id: string }[]>`select id from accounts order by number`
  return accounts.map((account) => account.id)
}

export type Due = { orderId: string; outTradeNo: string; amountFen: string }

/** Orders with an open attempt at WeChat Pay each, spread over all accounts or all of one. */
export async function plantOrders(
  owner: postgres.Sql,
  count: number,
  accountId: string | null,
): Promise<Due[]> {
  const [last] = await owner<{ count: number }[]>`select count(*)::int as count from orders`
  const base = last?.count ?? 0
  await owner`insert into orders (id, number, account_id, kind, status, product_code, quantity, unit_price_fen, amount_fen,
      invoice_basis, policy_version, agreement_code, agreement_version, placed_by, placed_at, expires_at)
    select uuidv7(), '20250101' || lpad((${base}::int + n)::text, 8, '0'), m.account_id, 'package', 'pending-payment', 'auth',
      1 + n % 200, 5000, 5000 * (1 + n % 200), 'payment', 1, 'privacy', 1, m.user_id, now(), now() + interval '1 day'
    from generate_series(1, ${count}) n
    join (select *, row_number() over (order by account_id) - 1 as position, count(*) over () as all_of_them
      from members where ${accountId}::uuid is null or account_id = ${accountId}) m on m.position = n % m.all_of_them`
  const fresh = owner`number > '20250101' || lpad(${String(base)}, 8, '0')`
  await owner`insert into order_events (id, account_id, order_id, verb, status, user_id, at)
    select uuidv7(), account_id, id, verb, 'pending-payment', placed_by, now()
    from orders, unnest(array['place', 'start-payment']) verb where ${fresh}`
  return owner<
    Due[]
  >`insert into payments (id, account_id, order_id, channel, out_trade_no, status, amount_fen, description,
      device, pay_url, started_at, expires_at, next_query_at)
    select uuidv7(), account_id, id, 'wechatpay', number || 'A', 'open', amount_fen, '认证服务', 'desktop',
      'weixin://wxpay/bizpayurl?pr=' || number, now(), now() + interval '2 hours', now() + interval '1 hour'
    from orders where ${fresh} returning order_id as "orderId", out_trade_no as "outTradeNo", amount_fen as "amountFen"`
}

/** Everything that settling leaves behind, for all orders there are, written set by set. */
async function plantPaid(owner: postgres.Sql): Promise<void> {
  await owner`update orders set status = 'paid', paid_at = placed_at, paid_channel = 'wechatpay'`
  await owner`update payments set status = 'settled', settled_at = started_at, next_query_at = null,
    channel_trade_no = 'T' || out_trade_no`
  await owner`insert into order_events (id, account_id, order_id, verb, status, channel, at)
    select uuidv7(), account_id, id, 'settle', 'paid', 'wechatpay', placed_at from orders`
  await owner`insert into packages (id, account_id, order_id, product_code, units, remaining_units, valid_from, expires_at)
    select uuidv7(), account_id, id, 'auth', quantity * 1000, quantity * 1000, placed_at, placed_at + interval '3 years' from orders`
  await owner`insert into payment_notices (id, channel, notice_id, source, kind, out_trade_no, channel_trade_no, amount_fen,
      happened_at, payload, applied_at, outcome)
    select uuidv7(), 'wechatpay', 'N' || out_trade_no, 'notice', 'paid', out_trade_no, 'T' || out_trade_no, amount_fen,
      now(), '{}', now(), 'settled' from payments`
  await owner`insert into ledger_transactions (id, number, account_id, kind, amount_fen, channel, order_id, order_number,
      product_code, remark_en, remark_zh, occurred_at)
    select uuidv7(), number, account_id, 'payment', amount_fen, 'wechatpay', id, number, 'auth', 'Authentication', '认证服务', paid_at
    from orders`
  await owner`insert into ledger_entries (transaction_id, account_id, ledger, amount_fen)
    select id, account_id, ledger, side * amount_fen
    from ledger_transactions, unnest(array['clearing.wechatpay', 'deferred-revenue'], array[-1, 1]) as entry (ledger, side)`
  await owner`insert into audit_log (command, actor_kind, account_id, subject_id, detail, at)
    select command, 'system', account_id, id, '{}', now()
    from orders, unnest(array['order.place', 'payment.open', 'payment.store-notice', 'payment.settle']) command`
}
