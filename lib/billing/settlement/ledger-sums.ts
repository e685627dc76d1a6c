import 'server-only'
import { sql } from 'drizzle-orm'

const LIVE = sql`('requested', 'approved', 'processing', 'abnormal')`
const FOREIGN = sql`('wrong-seller', 'wrong-app', 'wrong-currency')`

/** The ledger against what each of its platform-side ledgers stands for. Credit is positive, so what came in is negative. */
export const ledgerSums = sql`
  select 'suspense equals the ledger' as what, 'suspense' as id, s.total::text as expected, e.total::text as found
  from (
    select coalesce(sum(amount_fen), 0) as total from suspense
    where reason not in ${FOREIGN} and status not in ('assigned', 'refunded')
  ) s, (select coalesce(sum(amount_fen), 0) as total from ledger_entries where ledger = 'suspense') e
  where s.total <> e.total
  union all
  select 'held for a customer equals what orders and refunds hold', a.id::text, coalesce(h.total, 0)::text,
    coalesce(e.total, 0)::text
  from accounts a left join (
    select account_id, sum(amount_fen) as total from ledger_entries where ledger = 'held-for-customers' group by 1
  ) e on e.account_id = a.id left join (
    select account_id, sum(fen) as total from (
      select account_id, held_fen as fen from orders where held_fen <> 0
      union all
      select account_id, amount_fen from refunds
      where (reason = 'excess' and status in ${LIVE}) or (reason = 'part-payment' and status = 'approved')
    ) held group by 1
  ) h on h.account_id = a.id
  where coalesce(h.total, 0) <> coalesce(e.total, 0)
  union all
  select 'payable refunds are live refunds of top-ups and cards', a.id::text, coalesce(r.total, 0)::text, coalesce(e.total, 0)::text
  from accounts a left join (
    select account_id, sum(amount_fen) as total from ledger_entries where ledger = 'refund-payable' group by 1
  ) e on e.account_id = a.id left join (
    select r.account_id, sum(r.amount_fen) as total from refunds r join orders o on o.id = r.order_id
    where o.kind in ('top-up', 'card') and r.reason = 'asked' and r.status in ${LIVE} group by 1
  ) r on r.account_id = a.id
  where coalesce(r.total, 0) <> coalesce(e.total, 0)
  union all
  select 'refunds of an order are in the ledger once', o.id::text, coalesce(r.total, 0)::text, coalesce(t.total, 0)::text
  from orders o left join (
    select r.order_id, sum(r.amount_fen) as total from refunds r join orders o on o.id = r.order_id
    where r.suspense_id is null and r.reason in ('asked', 'console')
      and (r.status = 'done' or (o.kind in ('top-up', 'card') and r.status in ${LIVE})) group by 1
  ) r on r.order_id = o.id left join (
    select order_id, -sum(amount_fen) as total from ledger_transactions
    where kind in ('refund', 'refund-returned') group by 1
  ) t on t.order_id = o.id
  where coalesce(r.total, 0) <> coalesce(t.total, 0)
  union all
  select 'money received and sent back equals the ledger', 'clearing.' || way.name, (way.sent - way.received)::text,
    e.total::text
  from (
    select name,
      (select coalesce(sum(amount_fen), 0) from payments where channel = name and status = 'settled' and name <> 'corporate')
      + (select coalesce(sum(amount_fen), 0) from suspense where channel = name and reason not in ${FOREIGN})
      + (select coalesce(sum(received_fen), 0) from transfers where status = 'confirmed' and name = 'corporate') as received,
      (select coalesce(sum(amount_fen), 0) from refunds
        where status = 'done' and route = case name when 'corporate' then 'bank' else name end) as sent
    from unnest(array['wechatpay', 'alipay', 'corporate']) as name
  ) way, lateral (
    select coalesce(sum(amount_fen), 0) as total from ledger_entries where ledger = 'clearing.' || way.name
  ) e
  where e.total <> way.sent - way.received`
