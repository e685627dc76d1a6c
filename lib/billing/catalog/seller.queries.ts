import 'server-only'
import { asc, count, desc, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { products, sellers } from '@/db/schema/catalog'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { notFound } from '@/lib/kernel/refusal'

export type SellerView = {
  id: string
  code: string
  nameEn: string
  nameZh: string
  isPlatform: boolean
  products: number
}

/** Who sells: the platform first, then its providers by code. */
export async function listSellers(actor: StaffActor): Promise<SellerView[]> {
  return read(actor, (tx) => selectSellers(tx).orderBy(desc(sellers.isPlatform), asc(sellers.code)))
}

/** Not found for an unknown id. */
export async function getSeller(actor: StaffActor, id: string): Promise<SellerView> {
  const [row] = await read(actor, (tx) => selectSellers(tx).where(eq(sellers.id, id)))
  if (!row) throw notFound()
  return row
}

function selectSellers(tx: Tx) {
  return tx
    .select({
      id: sellers.id,
      code: sellers.code,
      nameEn: sellers.nameEn,
      nameZh: sellers.nameZh,
      isPlatform: sellers.isPlatform,
      products: count(products.code),
    })
    .from(sellers)
    .leftJoin(products, eq(products.sellerId, sellers.id))
    .groupBy(sellers.id)
    .$dynamic()
}
