import 'server-only'
import { sql, type SQLWrapper } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Order } from '@/lib/billing/order/order.load'
import { preparedSql } from '@/lib/command/prepared'
import { newId } from '@/lib/kernel/id'

const given = (name: string) => sql.placeholder(name)

// Section, issuing seller and rate are those of the product on this day; the row keeps them. A card is no sale yet, so
// it is not taxed, whatever rate somebody gave its product; anything else waits for its rate.
const open = preparedSql(sql`
  insert into invoiceables (id, account_id, document, order_id, section, seller_id, tax_treatment, amount_fen, occurred_at)
  select ${given('id')}::uuid, ${given('accountId')}::uuid,
    case kind when 'card' then 'card' else 'order' end, ${given('orderId')}::uuid, section, seller_id,
    case kind when 'card' then 'not-taxed' else coalesce(trim_scale(tax_rate)::text, 'unset') end, ${given('amountFen')}::bigint, ${given('occurredAt')}::timestamptz
  from products where code = ${given('productCode')}`)

const rateOf = (productCode: SQLWrapper | string) =>
  sql`hashtextextended('tax rate of: ' || ${productCode}, 0)`

const keepRate = preparedSql(sql`select pg_advisory_xact_lock_shared(${rateOf(given('productCode'))})`)

/** Waits for the payments that are at a product's rate; whoever pays next waits for this write and sees what it set. */
export async function lockRate(tx: Tx, productCode: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${rateOf(productCode)})`)
}

/** What a paid order leaves to be invoiced, where its invoice is asked for on payment. Nothing where it is not. */
export async function openInvoiceable(tx: Tx, order: Order, paidAt: Date): Promise<void> {
  if (order.invoiceBasis !== 'payment') return
  const { productCode } = order
  await Promise.all([
    keepRate(tx, { productCode }),
    open(tx, {
      id: newId(),
      accountId: order.accountId,
      orderId: order.id,
      amountFen: String(order.amountFen),
      occurredAt: paidAt.toISOString(),
      productCode,
    }),
  ])
}
