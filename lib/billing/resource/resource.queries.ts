import 'server-only'
import { and, asc, desc, eq, gt, sql } from 'drizzle-orm'
import { orders } from '@/db/schema/order'
import { products } from '@/db/schema/catalog'
import { packages } from '@/db/schema/resource'
import type { Actor, MemberActor, StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'

export type PackageView = {
  id: string
  orderId: string
  orderNumber: string
  units: bigint
  remainingUnits: bigint
  validFrom: Date
  /** Exclusive end. */
  expiresAt: Date
  valid: boolean
}

const PACKAGES_SHOWN = 200

/** The packages of one product, those that still count first, earliest expiry first. */
export async function listPackages(actor: MemberActor, productCode: string): Promise<PackageView[]> {
  return read(actor, (tx, now) => {
    const valid = sql<boolean>`${packages.expiresAt} > ${now.toISOString()}::timestamptz`
    return tx
      .select({
        id: packages.id,
        orderId: packages.orderId,
        orderNumber: orders.number,
        units: packages.units,
        remainingUnits: packages.remainingUnits,
        validFrom: packages.validFrom,
        expiresAt: packages.expiresAt,
        valid,
      })
      .from(packages)
      .innerJoin(orders, eq(orders.id, packages.orderId))
      .where(and(eq(packages.accountId, actor.accountId), eq(packages.productCode, productCode)))
      .orderBy(desc(valid), asc(packages.expiresAt), asc(packages.id))
      .limit(PACKAGES_SHOWN)
  })
}

export type AccountPackage = Omit<PackageView, 'valid' | 'validFrom'> & {
  productNameEn: string
  productNameZh: string
  unitZh: string
}

/** The packages of one account that have units left and still count, earliest expiry first, for staff. */
export async function listAccountPackages(actor: StaffActor, accountId: string): Promise<AccountPackage[]> {
  return read(actor, (tx, now) =>
    tx
      .select({
        id: packages.id,
        orderId: packages.orderId,
        orderNumber: orders.number,
        productNameEn: products.nameEn,
        productNameZh: products.nameZh,
        unitZh: products.unitZh,
        units: packages.units,
        remainingUnits: packages.remainingUnits,
        expiresAt: packages.expiresAt,
      })
      .from(packages)
      .innerJoin(orders, eq(orders.id, packages.orderId))
      .innerJoin(products, eq(products.code, packages.productCode))
      .where(
        and(eq(packages.accountId, accountId), gt(packages.remainingUnits, 0n), gt(packages.expiresAt, now)),
      )
      .orderBy(asc(packages.expiresAt), asc(packages.id))
      .limit(PACKAGES_SHOWN),
  )
}

export type OrderPackage = Pick<PackageView, 'units' | 'remainingUnits' | 'expiresAt'> & {
  /** Asked back: not usable, and not gone before the refund is done. */
  lockedUnits: bigint
  refundedUnits: bigint
}

/** The package that an order brought, or null before it was paid. */
export async function findOrderPackage(actor: Actor, orderId: string): Promise<OrderPackage | null> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        units: packages.units,
        remainingUnits: packages.remainingUnits,
        lockedUnits: packages.lockedUnits,
        refundedUnits: packages.refundedUnits,
        expiresAt: packages.expiresAt,
      })
      .from(packages)
      .where(eq(packages.orderId, orderId)),
  )
  return row ?? null
}

export type ResourceSummary = {
  productCode: string
  family: string
  nameEn: string
  nameZh: string
  unitZh: string
  units: bigint
  remainingUnits: bigint
  /** Those with units left, as the next expiry: the end of a package that is used up matters to nobody. */
  packages: number
  /** When the next of them ends; null without one. */
  nextExpiryAt: Date | null
}

/** What is left of every resource family that is sold as packages, counting valid packages only. */
export async function listResources(actor: MemberActor): Promise<ResourceSummary[]> {
  const rows = await read(actor, (tx, now) =>
    tx
      .select({
        productCode: products.code,
        family: products.family,
        nameEn: products.nameEn,
        nameZh: products.nameZh,
        unitZh: products.unitZh,
        units: sql<string>`coalesce(sum(${packages.units}), 0)`,
        remainingUnits: sql<string>`coalesce(sum(${packages.remainingUnits}), 0)`,
        packages: sql<number>`count(*) filter (where ${packages.remainingUnits} > 0)::int`,
        nextExpiryAt: sql<
          string | null
        >`min(${packages.expiresAt}) filter (where ${packages.remainingUnits} > 0)`,
      })
      .from(products)
      .leftJoin(
        packages,
        and(
          eq(packages.productCode, products.code),
          eq(packages.accountId, actor.accountId),
          gt(packages.expiresAt, now),
        ),
      )
      .where(eq(products.kind, 'package'))
      .groupBy(products.code)
      .orderBy(asc(products.position)),
  )
  return rows.map((row) => ({
    ...row,
    units: BigInt(row.units),
    remainingUnits: BigInt(row.remainingUnits),
    nextExpiryAt: row.nextExpiryAt === null ? null : new Date(row.nextExpiryAt),
  }))
}
