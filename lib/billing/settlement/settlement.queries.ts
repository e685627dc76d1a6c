import 'server-only'
import { sql } from 'drizzle-orm'
import type { Actor } from '@/lib/auth/actor'
import type { BookDifference } from '@/lib/billing/ledger/ledger.queries'
import { read } from '@/lib/command/read'
import { ledgerSums } from './ledger-sums'
import { quotaSums } from './quota-sums'
import { refundSums } from './refund-sums'

/** Orders, their payments, their packages and their cards. */
const orderSums = sql`
  select 'paid order has one settled payment of its amount' as what, o.id::text,
    o.amount_fen::text as expected, coalesce(sum(p.amount_fen)::text, 'none') as found
  from orders o left join payments p on p.order_id = o.id and p.status = 'settled'
  where o.paid_at is not null
  group by o.id having sum(p.amount_fen) is distinct from o.amount_fen
  union all
  select 'settled payment belongs to a paid order', p.id::text, 'paid', o.status
  from payments p join orders o on o.id = p.order_id
  where p.status = 'settled' and o.paid_at is null
  union all
  select 'paid order is in the ledger once', o.id::text, o.amount_fen::text, coalesce(sum(t.amount_fen)::text, 'none')
  from orders o left join ledger_transactions t on t.order_id = o.id and t.kind in ('payment', 'top-up', 'card')
  where o.paid_at is not null
  group by o.id having sum(t.amount_fen) is distinct from o.amount_fen
  union all
  select 'ledger payment belongs to a paid order', t.id::text, 'paid', coalesce(o.status, 'no order')
  from ledger_transactions t left join orders o on o.id = t.order_id
  where t.kind in ('payment', 'top-up', 'card') and o.paid_at is null
  union all
  select 'paid package order has its package', o.id::text, (o.quantity::bigint * 1000)::text,
    coalesce(k.units::text, 'none')
  from orders o left join packages k on k.order_id = o.id
  where o.kind = 'package' and o.paid_at is not null and k.units is distinct from o.quantity::bigint * 1000
  union all
  select 'package belongs to a paid order', k.id::text, 'paid', o.status
  from packages k join orders o on o.id = k.order_id where o.paid_at is null
  union all
  select 'paid card order has its card', o.id::text, o.amount_fen::text, coalesce(c.face_fen::text, 'none')
  from orders o left join cards c on c.order_id = o.id
  where o.kind = 'card' and o.paid_at is not null and c.face_fen is distinct from o.amount_fen
  union all
  select 'card belongs to a paid card order and has its ledger', c.id::text, 'paid card', o.status || ' ' || o.kind
  from cards c join orders o on o.id = c.order_id left join ledger_accounts l on l.card_id = c.id
  where o.paid_at is null or o.kind <> 'card' or l.id is null
  union all
  select 'order is as refunded as its status says', o.id::text,
    case when o.refunded_fen = 0 then 'paid' when o.refunded_fen < o.amount_fen then 'partially-refunded' else 'refunded' end,
    o.status
  from orders o
  where o.paid_at is not null and o.status <>
    case when o.refunded_fen = 0 then 'paid' when o.refunded_fen < o.amount_fen then 'partially-refunded' else 'refunded' end`

/** What does not agree between orders, payments, packages, transfers, refunds, suspense, the quota and the ledger. */
export async function findSettlementDifferences(
  actor: Actor,
): Promise<{ checked: number; differences: BookDifference[] }> {
  return read(actor, async (tx) => {
    const found = await tx.execute(
      sql`${orderSums} union all ${refundSums} union all ${ledgerSums} union all ${quotaSums}`,
    )
    const [counted] = await tx.execute(sql`
      select ((select count(*) from orders) + (select count(*) from refunds) + (select count(*) from suspense)
        + (select count(*) from invoiceables))::int as count`)
    const count = counted?.['count']
    return {
      checked: typeof count === 'number' ? count : 0,
      differences: [...found] as unknown as BookDifference[],
    }
  })
}
