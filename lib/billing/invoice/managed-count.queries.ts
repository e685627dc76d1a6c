import 'server-only'
import { isNull } from 'drizzle-orm'
import { invoiceApplications, sendingAddresses, titles } from '@/db/schema/invoice'
import type { MemberActor } from '@/lib/auth/actor'
import { countUpTo } from '@/lib/command/keyset'
import { read } from '@/lib/command/read'

export type ManagedCounts = Record<'requested' | 'information' | 'addresses', number>

/** How much an account has of what Invoice Management keeps; 1,001 stands for more than a thousand. */
export async function countManaged(actor: MemberActor): Promise<ManagedCounts> {
  return read(actor, async (tx) => ({
    requested: await countUpTo(tx, invoiceApplications, undefined),
    information: await countUpTo(tx, titles, isNull(titles.deletedAt)),
    addresses: await countUpTo(tx, sendingAddresses, isNull(sendingAddresses.deletedAt)),
  }))
}
