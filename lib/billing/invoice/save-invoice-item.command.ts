import 'server-only'
import { eq } from 'drizzle-orm'
import { invoiceItems, sellerInvoicing } from '@/db/schema/invoice'
import { lockProduct } from '@/lib/billing/catalog/catalog.load'
import { setTaxRate } from '@/lib/billing/catalog/set-tax-rate.step'
import { command } from '@/lib/command/command'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { NOT_TAXED } from './kind.rules'
import { saveInvoiceItemInput } from './seller-invoicing.input'

/**
 * What a product is called on invoices, its tax code and its rate, which is one of its seller's. What was paid before
 * keeps the rate of its day. A stored-value card, and nothing else, lies outside the tax.
 */
export const saveInvoiceItem = command({
  name: 'catalog.set-invoice-item',
  by: 'admin.catalog.write',
  input: saveInvoiceItemInput,
  async run({ tx }, { productCode, ...item }) {
    const product = await lockProduct(tx, productCode)
    const [seller] = await tx
      .select({ rates: sellerInvoicing.rates })
      .from(sellerInvoicing)
      .where(eq(sellerInvoicing.sellerId, product.sellerId))
    if (!seller) throw new Refusal('seller.invoicing-unset')
    const notTaxed = item.taxTreatment === NOT_TAXED
    if (notTaxed !== (product.kind === 'card'))
      throw new InvalidInput({ taxTreatment: notTaxed ? 'rate-card-only' : 'rate-card' })
    if (!notTaxed && !seller.rates.includes(item.taxTreatment))
      throw new InvalidInput({ taxTreatment: 'rate-not-allowed' })
    const [former] = await tx.select().from(invoiceItems).where(eq(invoiceItems.productCode, productCode))
    const changed =
      former?.name !== item.name ||
      former.taxCode !== item.taxCode ||
      former.taxTreatment !== item.taxTreatment
    if (changed) {
      await tx
        .insert(invoiceItems)
        .values({ productCode, ...item })
        .onConflictDoUpdate({ target: invoiceItems.productCode, set: item })
      await setTaxRate(tx, productCode, notTaxed ? null : item.taxTreatment)
    }
    return { productCode, changed }
  },
  audit: ({ productCode, name, taxCode, taxTreatment }, { changed }) =>
    changed ? { detail: { productCode, name, taxCode, taxTreatment } } : null,
})
