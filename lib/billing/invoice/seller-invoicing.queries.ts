import 'server-only'
import { eq } from 'drizzle-orm'
import { invoiceItems, sellerInvoicing } from '@/db/schema/invoice'
import { products } from '@/db/schema/catalog'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import type { IssuingChannel } from './channel.rules'
import { channelFor, issuingChannels } from './channel.rules'
import { kinds, type InvoiceKind } from './kind.rules'

/** What stands on a seller's invoices, and by which way each kind is issued; null where nobody has said. */
export async function findSellerInvoicing(actor: StaffActor, sellerId: string) {
  const [row] = await read(actor, (tx) =>
    tx.select().from(sellerInvoicing).where(eq(sellerInvoicing.sellerId, sellerId)),
  )
  if (!row) return null
  const channels = Object.fromEntries(
    kinds.map((kind) => [kind, channelFor(row.channels, kind, issuingChannels)]),
  )
  return { ...row, channels: channels as Record<InvoiceKind, IssuingChannel> }
}

/** What a product is called on invoices, and the rates that its seller may use. */
export async function getInvoiceItem(actor: StaffActor, productCode: string) {
  return read(actor, async (tx) => {
    const [item] = await tx.select().from(invoiceItems).where(eq(invoiceItems.productCode, productCode))
    const [seller] = await tx
      .select({ rates: sellerInvoicing.rates })
      .from(products)
      .innerJoin(sellerInvoicing, eq(sellerInvoicing.sellerId, products.sellerId))
      .where(eq(products.code, productCode))
    return { item: item ?? null, rates: seller?.rates ?? null }
  })
}
