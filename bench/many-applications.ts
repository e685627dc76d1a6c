import type postgres from 'postgres'
import { fillTables } from './fill-tables'
import { plantManyOrders } from './many-rows'

/** How many documents each account's applications claim: more than a list shows, and what the sums on top go over. */
const DOCUMENTS = 1_000

/** So many applications of each account over the last two years: most of them issued, some in each other state. */
export async function plantManyApplications(
  owner: postgres.Sql,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  await plantManyOrders(owner, new Map([...counts.keys()].map((accountId) => [accountId, DOCUMENTS])))
  await fillTables(owner, ['invoiceables', 'invoice_applications'], async () => {
    await owner`insert into invoiceables (id, account_id, document, order_id, section, seller_id, tax_treatment, amount_fen,
        invoiced_fen, occurred_at)
      select uuidv7(), o.account_id, 'order', o.id, p.section, p.seller_id, '0.06', o.amount_fen,
        case when right(o.number, 1) = '0' then 0 else o.amount_fen end, o.paid_at
      from orders o join products p on p.code = o.product_code where o.status = 'paid'`
    for (const [accountId, count] of counts) await plantApplicationsOf(owner, accountId, count)
  })
}

async function plantApplicationsOf(owner: postgres.Sql, accountId: string, count: number): Promise<void> {
  await owner`insert into invoice_applications (id, number, account_id, status, kind, section, seller_id, amount_fen, title, delivery,
      lines, remark, policy_version, submitted_by, submitted_at, due_at, delivery_due_at, reject_reason, issued_at)
    select uuidv7(), upper(right(${accountId}, 8)) || lpad(n::text, 8, '0'), ${accountId}, status, 'e_general', 'own',
      (select seller_id from products where code = 'auth'), 5000 * (1 + n % 200), '{"kind":"enterprise","name":"杭州云杉科技有限公司"}',
      '{"by":"mail","email":"finance@many.example"}', '[]', '', 1, (select user_id from members where account_id = ${accountId}),
      at, at + interval '1 day', at + interval '3 days', case status when 'rejected' then '抬头有误' end,
      case status when 'issued' then at + interval '1 hour' end
    from (
      select n, case n % 20 when 1 then 'under-review' when 2 then 'rejected' when 3 then 'withdrawn' else 'issued' end as status,
        date_trunc('milliseconds', now() - interval '2 years' * (n::float8 / ${count})) as at
      from generate_series(1, ${count}::int) n
    ) submitted`
}
