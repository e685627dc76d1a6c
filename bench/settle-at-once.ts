import type postgres from 'postgres'
import { newId, newNumber } from '@/lib/kernel/id'
import type { NoticeOf } from './settle-notice'

/** What a round trip costs: everything in one statement and one transaction, by a connection that is in its role already. */
export async function settleAtOnce(sql: postgres.Sql, notice: NoticeOf): Promise<void> {
  const mail = { kind: 'order-paid' }
  const [done] = await sql`
    with stored as (
      insert into payment_notices (id, channel, notice_id, source, kind, out_trade_no, channel_trade_no, amount_fen,
        happened_at, payload, applied_at, outcome)
      values (${newId()}, ${notice.channel}, ${notice.noticeId}, ${notice.source}, ${notice.kind}, ${notice.outTradeNo},
        ${notice.channelTradeNo}, ${String(notice.amountFen)}, ${notice.happenedAt.toISOString()}::timestamptz, ${notice.payload},
        clock_timestamp(), 'settled')
      returning *
    ), paid as (
      update orders o set status = 'paid', paid_at = stored.happened_at, paid_channel = 'wechatpay'
      from stored, payments p
      where p.out_trade_no = stored.out_trade_no and o.id = p.order_id and p.amount_fen = stored.amount_fen
        and o.status = 'pending-payment'
      returning o.*, p.id as payment_id, stored.id as notice_id, stored.channel_trade_no
    ), moved as (
      insert into order_events (id, account_id, order_id, verb, status, channel, at)
      select ${newId()}::uuid, account_id, id, 'settle', 'paid', 'wechatpay', paid_at from paid
    ), settled as (
      update payments set status = 'settled', settled_at = paid.paid_at, channel_trade_no = paid.channel_trade_no, next_query_at = null
      from paid where payments.id = paid.payment_id
    ), granted as (
      insert into packages (id, account_id, order_id, product_code, units, remaining_units, valid_from, expires_at)
      select ${newId()}::uuid, account_id, id, product_code, quantity * 1000, quantity * 1000, paid_at, paid_at + interval '3 years'
      from paid
    ), audited as (
      insert into audit_log (command, actor_kind, account_id, subject_id, detail, at)
      select command, 'system', account_id, subject, '{"outcome":"settled"}', paid_at
      from paid, unnest(array['payment.store-notice', 'payment.settle'], array[notice_id, id]) as entry (command, subject)
    )
    select paid.id, stage(array['send-mail'], array[${JSON.stringify(mail)}::text]),
      post_transaction(${newId()}::uuid, ${newNumber('2025-01-01')}::text, account_id, 'payment', amount_fen, 'wechatpay', paid.id,
        paid.number, product_code, 'Authentication, ' || quantity * 1000, '认证服务 ' || quantity * 1000 || ' 次', paid_at,
        array['clearing.wechatpay', 'deferred-revenue'], array[-amount_fen, amount_fen])
    from paid`
  if (!done) throw new Error(`${notice.outTradeNo} was not settled`)
}
