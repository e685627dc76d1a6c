import 'server-only'
import { sql } from 'drizzle-orm'

const LIVE = sql`('requested', 'approved', 'processing', 'abnormal')`

/**
 * Refunds against what counts them: orders, packages, suspense. A refund made at a gateway's console may be more than
 * an order has left; then the order counts what it can, and the customer owes the rest.
 */
export const refundSums = sql`
  select 'what is asked back of an order is its live refunds' as what, o.id::text, coalesce(r.live, 0)::text as expected,
    o.refunding_fen::text as found
  from orders o left join (
    select order_id, sum(amount_fen) as live from refunds where reason = 'asked' and status in ${LIVE} group by 1
  ) r on r.order_id = o.id
  where o.refunding_fen <> coalesce(r.live, 0)
  union all
  select 'what was refunded of an order is its refunds done', o.id::text,
    least(coalesce(r.done, 0), o.amount_fen - o.refunding_fen)::text, o.refunded_fen::text
  from orders o left join (
    select order_id, sum(amount_fen) as done from refunds
    where reason in ('asked', 'console') and suspense_id is null and status = 'done' group by 1
  ) r on r.order_id = o.id
  where o.refunded_fen <> least(coalesce(r.done, 0), o.amount_fen - o.refunding_fen)
  union all
  select 'locked units are those of live refunds', k.id::text, coalesce(r.locked, 0)::text, k.locked_units::text
  from packages k left join (
    select order_id, sum(locked_units) as locked from refunds where reason = 'asked' and status in ${LIVE} group by 1
  ) r on r.order_id = k.order_id
  where k.locked_units <> coalesce(r.locked, 0)
  union all
  select 'refunded units are those of refunds done', k.id::text, coalesce(r.gone, 0)::text, k.refunded_units::text
  from packages k left join (
    select order_id, sum(locked_units) as gone from refunds where status = 'done' group by 1
  ) r on r.order_id = k.order_id
  where k.refunded_units <> coalesce(r.gone, 0)
  union all
  select 'money in suspense holds its order', o.id::text, coalesce(s.waiting, 0)::text, o.suspended_fen::text
  from orders o left join (
    select order_id, sum(amount_fen) as waiting from suspense
    where status in ('open', 'assigning') and reason not in ('wrong-seller', 'wrong-app', 'wrong-currency') group by 1
  ) s on s.order_id = o.id
  where o.suspended_fen <> coalesce(s.waiting, 0)
  union all
  select 'suspense on its way back has its refund', s.id::text, s.status, coalesce(string_agg(r.status, ' '), 'no refund')
  from suspense s left join refunds r on r.suspense_id = s.id and r.status not in ('declined', 'closed')
  where s.status in ('refunding', 'refunded')
  group by s.id
  having count(r.id) filter (
    where r.amount_fen = s.amount_fen and (r.status = 'done') = (s.status = 'refunded')
  ) <> 1
  union all
  select 'a refund of suspense has its entry on the way back', r.id::text, 'refunding or refunded', s.status
  from refunds r join suspense s on s.id = r.suspense_id
  where r.status not in ('declined', 'closed') and s.status not in ('refunding', 'refunded')`
