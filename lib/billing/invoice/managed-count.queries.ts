import 'server-only'
import { isNull } from 'drizzle-orm'
import { invoiceApplications, sendingAddresses, titles } from '@/db/schema/invoice'
import type { MemberActor } from '@/lib/auth/actor'
import { countUpTo } from '@/lib/command/keyset'
import { readAtOnce } from '@/lib/command/read'

export type ManagedCounts = Record<'requested' | 'information' | 'addresses', number>

/** How much an account has of what Invoice Management keeps; 1,001 stands for more than a thousand. */
export async function countManaged(actor: MemberActor): Promise<ManagedCounts> {
  const [requested, information, addresses] = await readAtOnce(actor, (tx) => [
    countUpTo(tx, invoiceApplications, undefined),
    countUpTo(tx, titles, isNull(titles.deletedAt)),
    countUpTo(tx, sendingAddresses, isNull(sendingAddresses.deletedAt)),
  ])
  return { requested, information, addresses }
}
