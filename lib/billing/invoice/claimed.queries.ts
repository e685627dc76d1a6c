import 'server-only'
import { eq, inArray } from 'drizzle-orm'
import { products } from '@/db/schema/catalog'
import { orders } from '@/db/schema/order'
import type { Actor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import type { ApplicationView } from './application.queries'

const ordered = {
  orderId: orders.id,
  kind: orders.kind,
  quantity: orders.quantity,
  productNameEn: products.nameEn,
  productNameZh: products.nameZh,
  unitZh: products.unitZh,
  paidAt: orders.paidAt,
}

export type ClaimedRow = Awaited<ReturnType<typeof listClaimed>>[number]

/** What an application claims, each with what was ordered. A seller's reviewer sees no orders, so there it is null. */
export async function listClaimed(actor: Actor, { claims }: Pick<ApplicationView, 'claims'>) {
  const ids = claims.map(({ orderId }) => orderId)
  const isBound = actor.kind === 'staff' && actor.sellerId !== null
  const found = isBound
    ? []
    : await read(actor, (tx) =>
        tx
          .select(ordered)
          .from(orders)
          .innerJoin(products, eq(products.code, orders.productCode))
          .where(inArray(orders.id, ids)),
      )
  return claims.map((claim) => ({
    ...claim,
    ordered: found.find(({ orderId }) => orderId === claim.orderId) ?? null,
  }))
}
