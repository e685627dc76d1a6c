import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceApplications, invoiceClaims } from '@/db/schema/invoice'
import { Refusal } from '@/lib/kernel/refusal'
import type { SubmitApplication } from './invoice.input'
import { tidied } from './printable.rules'
import { isAskedTitle, seenAddress } from './seen.rules'
import { typedDelivery } from './snapshot.load'
import type { DeliverySnapshot, TitleSnapshot } from './snapshot.rules'

/**
 * The application this form already made, whatever became of its title since; null for none. Refuses where its id was
 * used for something else, be it another title.
 */
export async function findPlaced(tx: Tx, input: SubmitApplication) {
  const [placed] = await tx
    .select()
    .from(invoiceApplications)
    .where(eq(invoiceApplications.id, input.applicationId))
  if (!placed) return null
  const claimed = await tx
    .select({ id: invoiceClaims.invoiceableId })
    .from(invoiceClaims)
    .where(eq(invoiceClaims.applicationId, placed.id))
  const ids = (all: readonly string[]) => [...new Set(all)].sort()
  const { kind, amountFen, remark } = placed
  const same =
    kind === input.kind &&
    String(amountFen) === input.seenAmountFen &&
    remark === tidied(input.remark) &&
    (placed.replacesId ?? '') === input.replacesId &&
    isDeepStrictEqual(ids(claimed.map(({ id }) => id)), ids(input.invoiceable)) &&
    isAskedTitle(placed.title as TitleSnapshot, input) &&
    isAskedDelivery(placed.delivery as DeliverySnapshot, input)
  if (!same) throw new Refusal('application.id-reused')
  return { applicationId: placed.id, number: placed.number }
}

function isAskedDelivery(delivery: DeliverySnapshot, input: SubmitApplication): boolean {
  const typed = typedDelivery(input)
  if (typed) return isDeepStrictEqual(delivery, typed)
  return delivery.by === 'courier' && seenAddress(delivery) === input.seenAddress
}
