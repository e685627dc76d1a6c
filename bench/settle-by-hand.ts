import type postgres from 'postgres'
import { newId, newNumber } from '@/lib/kernel/id'
import type { NoticeOf } from './settle-notice'

const HEAD =
  "begin isolation level read committed read write; select set_config('role', 'system', true), " +
  "set_config('app.account_id', '', true), set_config('app.user_id', '', true), business_now() as now"

type Row = Record<string, string | null>

/** The limit: what the product asks of the database for one notice, in the same order, with nothing around it. */
export async function settleByHand(sql: postgres.Sql, notice: NoticeOf): Promise<void> {
  const connection = await sql.reserve()
  try {
    await apply(connection, await store(connection, notice))
  } finally {
    connection.release()
  }
}

async function store(sql: postgres.ReservedSql, notice: NoticeOf): Promise<string> {
  const head = await sql.unsafe(HEAD).simple()
  const now = String((head as unknown as Row[][])[1]?.[0]?.['now'])
  const [stored] = await sql<{ id: string }[]>`
    insert into payment_notices (id, channel, notice_id, source, kind, out_trade_no, channel_trade_no, amount_fen,
      foreign_to, happened_at, payload)
    values (${newId()}, ${notice.channel}, ${notice.noticeId}, ${notice.source}, ${notice.kind}, ${notice.outTradeNo},
      ${notice.channelTradeNo}, ${String(notice.amountFen)}, ${notice.foreign},
      ${notice.happenedAt.toISOString()}::timestamptz + (select offset_ms * interval '1 millisecond' from business_clock),
      ${notice.payload})
    on conflict (channel, notice_id) do update set copies = payment_notices.copies + 1
    returning id, applied_at`
  const detail = JSON.stringify({
    channel: notice.channel,
    kind: notice.kind,
    outTradeNo: notice.outTradeNo,
    source: notice.source,
  })
  await audit(sql, 'payment.store-notice', null, stored?.id ?? null, detail, now)
  await sql.unsafe('commit').simple()
  return stored?.id ?? ''
}

async function audit(
  sql: postgres.ReservedSql,
  command: string,
  account: string | null,
  subject: string | null,
  detail: string,
  now: string,
): Promise<void> {
  await sql`insert into audit_log (command, actor_kind, user_id, account_id, subject_id, refusal, detail, at)
    values (${command}, 'system', null, ${account}, ${subject}, null, ${detail}::text::jsonb, ${now})`
}

async function apply(sql: postgres.ReservedSql, noticeId: string): Promise<void> {
  const head = await sql.unsafe(HEAD).simple()
  const now = String((head as unknown as Row[][])[1]?.[0]?.['now'])
  const [notice] = await sql<Row[]>`select * from payment_notices where id = ${noticeId} for no key update`
  const [order] = await sql<
    Row[]
  >`select * from orders where id = (select order_id from payments where out_trade_no =
    (select out_trade_no from payment_notices where id = ${noticeId})) for no key update`
  const [payment] = await sql<Row[]>`select * from payments where out_trade_no =
    (select out_trade_no from payment_notices where id = ${noticeId}) for no key update`
  const [product] = await sql<
    Row[]
  >`select * from products where code = (select product_code from orders where id =
    (select order_id from payments where out_trade_no =
      (select out_trade_no from payment_notices where id = ${noticeId})))`
  if (!notice || !order || !payment || !product) throw new Error('nothing to settle')
  const paidAt = new Date(String(notice['happened_at'])).toISOString()
  const { id, account_id: account = null } = order
  const units = String(Number(order['quantity']) * 1000)
  await sql`with moved as (
      update orders set status = 'paid', paid_at = ${paidAt}, paid_channel = 'wechatpay'
      where id = ${id ?? ''} and status = 'pending-payment' returning id, account_id
    )
    insert into order_events (id, account_id, order_id, verb, status, channel, user_id, at)
    select ${newId()}::uuid, account_id, id, 'settle', 'paid', 'wechatpay', null, ${paidAt}::timestamptz from moved
    returning id`
  await sql`update payments set
      status = case when id = ${payment['id'] ?? ''} then 'settled' else 'closed' end,
      settled_at = case when id = ${payment['id'] ?? ''} then ${paidAt}::timestamptz end,
      closed_at = case when id = ${payment['id'] ?? ''} then null else ${now}::timestamptz end,
      channel_trade_no = case when id = ${payment['id'] ?? ''} then ${notice['channel_trade_no'] ?? null} else channel_trade_no end,
      next_query_at = case when id = ${payment['id'] ?? ''} then null else now() end
    where id = ${payment['id'] ?? ''} or (order_id = ${id ?? ''} and status = 'open')`
  await sql`insert into packages (id, account_id, order_id, product_code, units, remaining_units, valid_from, expires_at)
    values (${newId()}, ${account}, ${id ?? ''}, 'auth', ${units}, ${units}, ${paidAt}, ${paidAt}::timestamptz + interval '3 years')`
  await sql`update payment_notices set applied_at = date_trunc('milliseconds', clock_timestamp()), outcome = 'settled'
    where id = ${noticeId}`
  const mail = JSON.stringify({ key: `order-paid:${id}`, kind: 'order-paid', orderId: id })
  await sql`select stage(${['send-mail']}::text[], ${[mail]}::text[])`
  await sql`select post_transaction(${newId()}, ${newNumber('2025-01-01')}, ${account}, 'payment', ${order['amount_fen'] ?? ''},
    'wechatpay', ${id ?? ''}, ${order['number'] ?? ''}, 'auth', ${`Authentication, ${units}`}, ${`认证服务 ${units} 次`}, ${paidAt},
    ${['clearing.wechatpay', 'deferred-revenue']}::text[], ${[`-${order['amount_fen']}`, order['amount_fen'] ?? '']}::bigint[])`
  await audit(sql, 'payment.settle', account, id ?? null, '{"outcome":"settled"}', now)
  await sql.unsafe('commit').simple()
}
