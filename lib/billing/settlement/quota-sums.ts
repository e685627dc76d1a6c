import 'server-only'
import { sql } from 'drizzle-orm'

const RESERVING = sql`('under-review', 'issuing', 'issue-failed')`
const ISSUED = sql`('issued', 'shipped', 'return-requested')`

/** The quota against what applications claim of it, what refunds hold of it, and what invoices and red ones say. */
const claimSums = sql`
  select 'reserved is what undecided applications claim' as what, i.id::text, coalesce(c.claimed, 0)::text as expected,
    i.reserved_fen::text as found
  from invoiceables i left join (
    select c.invoiceable_id, sum(c.amount_fen) as claimed from invoice_claims c
    join invoice_applications a on a.id = c.application_id and a.status in ${RESERVING} where c.live group by 1
  ) c on c.invoiceable_id = i.id
  where i.reserved_fen <> coalesce(c.claimed, 0)
  union all
  select 'invoiced and held are what issued applications claim and nobody reversed', i.id::text,
    coalesce(c.invoiced || ' and ' || c.held, '0 and 0'), i.invoiced_fen || ' and ' || i.held_fen
  from invoiceables i left join (
    select c.invoiceable_id, sum(c.amount_fen - c.reversed_fen - c.held_fen) as invoiced, sum(c.held_fen) as held
    from invoice_claims c join invoice_applications a on a.id = c.application_id and a.status in ${ISSUED}
    where c.live group by 1
  ) c on c.invoiceable_id = i.id
  where (i.invoiced_fen, i.held_fen) is distinct from (coalesce(c.invoiced, 0), coalesce(c.held, 0))
  union all
  select 'held is what refunds hold', i.id::text, coalesce(r.held, 0)::text, i.held_fen::text
  from invoiceables i left join (
    select invoiceable_id, sum(held_fen) as held from quota_refunds group by 1
  ) r on r.invoiceable_id = i.id
  where i.held_fen <> coalesce(r.held, 0)
  union all
  select 'a claim lives as long as its application', c.application_id::text, (not c.live)::text, a.status
  from invoice_claims c join invoice_applications a on a.id = c.application_id
  where c.live <> (a.status not in ('rejected', 'withdrawn', 'returned'))
  union all
  select 'an application is what it claims less what it nets', a.id::text,
    (coalesce(c.claimed, 0) - coalesce(d.netted, 0))::text, a.amount_fen::text
  from invoice_applications a left join (
    select application_id, sum(amount_fen) as claimed from invoice_claims where live group by 1
  ) c on c.application_id = a.id left join (
    select claimed_by, sum(amount_fen) as netted from deficits group by 1
  ) d on d.claimed_by = a.id
  where a.status not in ('rejected', 'withdrawn', 'returned')
    and a.amount_fen <> coalesce(c.claimed, 0) - coalesce(d.netted, 0)`

// With void paper a correction is the last of its application, which is returned then.
const invoiceSums = sql`
  select 'an application that was issued is its blue invoices' as what, a.id::text, a.amount_fen::text as expected,
    coalesce(i.total, 0)::text as found
  from invoice_applications a left join (
    select application_id, sum(amount_fen) as total from invoices where colour = 'blue' and status <> 'pending' group by 1
  ) i on i.application_id = a.id
  where a.status in ('issued', 'shipped', 'return-requested', 'returned') and a.amount_fen <> coalesce(i.total, 0)
  union all
  select 'a blue invoice is reversed by its red ones', b.id::text, coalesce(r.total, 0)::text, b.reversed_fen::text
  from invoices b left join (
    select reverses_id, -sum(amount_fen) as total from invoices where colour = 'red' and status = 'issued' group by 1
  ) r on r.reverses_id = b.id
  where b.colour = 'blue' and (b.reversed_fen <> coalesce(r.total, 0) or (b.status = 'reversed') <> (b.reversed_fen = b.amount_fen))
  union all
  select 'nothing refunded stays invoiceable', o.id::text,
    'at most ' || (o.amount_fen - o.refunded_fen - o.refunding_fen), q.invoiceable::text
  from orders o join (
    select i.order_id, sum(i.amount_fen - i.held_fen) - coalesce(sum(d.netted), 0) as invoiceable
    from invoiceables i left join (
      select invoiceable_id, sum(amount_fen) as netted from deficits
      where settled_at is null or claimed_by is not null group by 1
    ) d on d.invoiceable_id = i.id
    group by 1
  ) q on q.order_id = o.id
  where q.invoiceable > o.amount_fen - o.refunded_fen - o.refunding_fen
  union all
  select 'an application under correction has one that lives', a.id::text, 'one', coalesce(c.status, 'none')
  from invoice_applications a left join corrections c
    on c.application_id = a.id and c.status in ('requested', 'reversing', 'stuck')
  where (a.status = 'return-requested') <> (c.id is not null)
  union all
  select 'a correction that is done is its red invoices and its void paper', c.id::text, c.amount_fen::text, (coalesce(r.total, 0) + coalesce(v.total, 0))::text
  from corrections c left join (
    select f.correction_id, -sum(i.amount_fen) as total from red_forms f
    join invoices i on i.id = f.red_invoice_id and i.status = 'issued' where f.live group by 1
  ) r on r.correction_id = c.id left join (
    select application_id, sum(amount_fen) as total from invoices where status = 'voided' group by 1
  ) v on v.application_id = c.application_id and not exists (
    select from corrections l where l.application_id = c.application_id and l.requested_at > c.requested_at
  )
  where c.status = 'done' and c.amount_fen <> coalesce(r.total, 0) + coalesce(v.total, 0)`

export const quotaSums = sql`${claimSums} union all ${invoiceSums}`
