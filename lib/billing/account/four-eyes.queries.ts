import 'server-only'
import type { StaffActor } from '@/lib/auth/actor'
import type { StaffPermission } from '@/lib/auth/permissions'
import { read } from '@/lib/command/read'
import { loadHolders } from './four-eyes.load'

/** How many people could decide with a permission now; below two, four eyes are waived and the page says so. */
export async function countHolders(actor: StaffActor, permission: StaffPermission): Promise<number> {
  return read(actor, (tx) => loadHolders(tx, permission))
}
