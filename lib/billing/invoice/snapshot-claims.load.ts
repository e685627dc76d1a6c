import 'server-only'
import type { Tx } from '@/db/client'
import { loadOrderNames } from '@/lib/billing/order/order.load'
import { Refusal } from '@/lib/kernel/refusal'
import type { OpenDeficit } from './deficit.load'
import { loadItems, type Invoiceable } from './quota.load'
import { freeOf } from './quota.rules'
import type { ClaimSnapshot } from './snapshot.rules'

/** What an application claims as it stands on it: all that is free of each document, less the deficits it nets. */
export async function snapshotClaims(
  tx: Tx,
  chosen: readonly Invoiceable[],
  netted: readonly OpenDeficit[],
): Promise<ClaimSnapshot[]> {
  const claims = [
    ...chosen.map((row) => ({ ...row, invoiceableId: row.id, claimedFen: freeOf(row) })),
    ...netted.map((deficit) => ({ ...deficit, claimedFen: -deficit.amountFen })),
  ]
  const names = await loadOrderNames(
    tx,
    claims.map(({ orderId }) => orderId),
  )
  const items = await loadItems(
    tx,
    [...names.values()].map(({ productCode }) => productCode),
  )
  return claims.map(({ invoiceableId, orderId, taxTreatment, claimedFen }) => {
    const { number: orderNumber, productCode } = names.get(orderId) ?? { number: '', productCode: '' }
    const item = items.get(productCode)
    // An item that nobody has named cannot be issued; the office names it under the product.
    if (!item) throw new Refusal('invoice.item-unnamed')
    return {
      invoiceableId,
      orderId,
      orderNumber,
      itemName: item.name,
      taxCode: item.taxCode,
      taxTreatment,
      amountFen: String(claimedFen),
    }
  })
}
