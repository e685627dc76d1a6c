import 'server-only'
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceApplications, invoiceItems, sellerInvoicing } from '@/db/schema/invoice'
import { loadProductCodes } from '@/lib/billing/catalog/catalog.load'
import { command } from '@/lib/command/command'
import { InvalidInput } from '@/lib/kernel/refusal'
import { lockTaxNumber } from './asking-seller.load'
import { NOT_TAXED } from './kind.rules'
import { saveSellerInvoicingInput } from './seller-invoicing.input'

/**
 * What stands on a seller's invoices and how each kind is issued, for what is approved from now on. A rate that one of
 * its products is taxed at stays among those allowed, and its number stays while a channel is at one of its invoices.
 */
export const saveSellerInvoicing = command({
  name: 'seller.set-invoicing',
  by: 'admin.sellers.write',
  input: saveSellerInvoicingInput,
  async run({ tx }, { sellerId, perInvoice, ...given }) {
    const codes = await loadProductCodes(tx, sellerId)
    await checkRatesInUse(tx, codes, given.rates)
    const [former] = await tx
      .select()
      .from(sellerInvoicing)
      .where(eq(sellerInvoicing.sellerId, sellerId))
      .for('no key update')
    if (former && former.taxpayerId !== given.taxpayerId) await checkNoneAtChannel(tx, sellerId)
    const wanted = { ...given, perInvoiceFen: perInvoice }
    await tx
      .insert(sellerInvoicing)
      .values({ sellerId, ...wanted })
      .onConflictDoUpdate({ target: sellerInvoicing.sellerId, set: wanted })
    return { sellerId, changes: differences(former, wanted) }
  },
  audit: (_input, { sellerId, changes }) =>
    Object.keys(changes).length > 0 ? { subject: sellerId, detail: changes } : null,
})

async function checkRatesInUse(tx: Tx, productCodes: readonly string[], rates: readonly string[]) {
  if (productCodes.length === 0) return
  const items = await tx
    .select({ rate: invoiceItems.taxTreatment })
    .from(invoiceItems)
    .where(
      and(inArray(invoiceItems.productCode, [...productCodes]), ne(invoiceItems.taxTreatment, NOT_TAXED)),
    )
  if (items.some(({ rate }) => !rates.includes(rate))) throw new InvalidInput({ rates: 'rates-in-use' })
}

/** A channel is asked in the seller's name: what it was asked under another number it has never heard of, and issues. */
async function checkNoneAtChannel(tx: Tx, sellerId: string): Promise<void> {
  await lockTaxNumber(tx, sellerId)
  const rows = await tx
    .select({ id: invoiceApplications.id })
    .from(invoiceApplications)
    .where(
      and(
        eq(invoiceApplications.sellerId, sellerId),
        eq(invoiceApplications.channel, 'nuonuo'),
        inArray(invoiceApplications.status, ['issuing', 'issue-failed', 'return-requested']),
      ),
    )
    .limit(1)
  if (rows.length > 0) throw new InvalidInput({ taxpayerId: 'taxpayer-id-at-channel' })
}

type Kept = Omit<typeof sellerInvoicing.$inferInsert, 'sellerId'>

/** What changes and to what, for the log; of the account its end alone. */
function differences(former: Kept | undefined, wanted: Kept): Record<string, string> {
  const shown = (field: string, value: unknown) =>
    field === 'bankAccount' ? `…${String(value).slice(-4)}` : written(value)
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(([field, value]) => written(former?.[field as keyof Kept]) !== written(value))
      .map(([field, value]) => [field, shown(field, value)]),
  )
}

/** As text that can be compared, whatever the order in which the database keeps the keys of an object. */
function written(value: unknown): string {
  if (Array.isArray(value)) return [...(value as unknown[])].map(String).sort().join(' ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, one]) => `${key}=${String(one)}`)
      .sort()
      .join(' ')
  return String(value)
}
