import { sql } from 'drizzle-orm'
import type { OwnerTx } from '@/db/owner'
import { invoiceItems, sellerInvoicing } from '@/db/schema/invoice'
import { NOT_TAXED } from '@/lib/billing/invoice/kind.rules'
import { parseYuan } from '@/lib/kernel/money'
import { DEMO_CARD } from './catalog'

/** What stands on the sellers' invoices, what products are called there, and what of the history may be invoiced. */
export async function plantInvoicing(tx: OwnerTx): Promise<void> {
  await tx.insert(invoiceItems).values([
    { productCode: 'auth', name: '认证服务费', taxCode: '3040205000000000000', taxTreatment: '0.06' },
    { productCode: 'sms', name: '短信服务费', taxCode: '3040205000000000000', taxTreatment: '0.06' },
    {
      productCode: DEMO_CARD.code,
      name: '预付卡销售',
      taxCode: '6010000000000000000',
      taxTreatment: NOT_TAXED,
    },
  ])
  const sellers = await tx.execute(sql`select id, code from sellers`)
  for (const { id, code } of sellers)
    await tx.insert(sellerInvoicing).values({
      sellerId: String(id),
      ...(code === 'platform' ? platform : dbMaker),
      rates: ['0.06'],
    })
  await tx.execute(sql`
    insert into invoiceables (id, account_id, document, order_id, section, seller_id, tax_treatment, amount_fen, occurred_at)
    select gen_random_uuid(), o.account_id, case o.kind when 'card' then 'card' else 'order' end, o.id, p.section, p.seller_id,
      case o.kind when 'card' then 'not-taxed' else coalesce(trim_scale(p.tax_rate)::text, 'unset') end, o.amount_fen - o.refunded_fen - o.refunding_fen, o.paid_at
    from orders o join products p on p.code = o.product_code
    where o.paid_at is not null and o.invoice_basis = 'payment'`)
  // Each refund had lowered what it gives back of.
  await tx.execute(sql`
    insert into quota_refunds (refund_id, invoiceable_id, account_id, lowered_fen, held_fen, deficit_fen)
    select r.id, i.id, i.account_id, r.amount_fen, 0, 0
    from refunds r join invoiceables i on i.order_id = r.order_id
    where r.reason in ('asked', 'console') and r.suspense_id is null and r.status not in ('declined', 'closed')`)
}

const platform = {
  legalName: '云账科技（上海）有限公司',
  taxpayerId: '91310115MA1K4A9T3H',
  address: '上海市浦东新区张江路 88 号',
  phone: '021-55550100',
  bankName: '招商银行股份有限公司上海分行营业部',
  bankAccount: '121938475610302',
  clerk: '林晓',
  perInvoiceFen: parseYuan('1000000.00'),
  channels: {
    ...{ e_general: 'nuonuo', e_special: 'nuonuo' },
    ...{ paper_general: 'nuonuo', paper_special: 'nuonuo' },
  },
}

const dbMaker = {
  ...platform,
  legalName: '数匠（北京）数据库有限公司',
  taxpayerId: '91110108MA01C8JP2P',
  address: '北京市海淀区中关村大街 1 号',
  phone: '010-65001234',
  clerk: '周然',
  // It prints at its own desk.
  channels: { e_general: 'nuonuo', e_special: 'nuonuo' },
}
