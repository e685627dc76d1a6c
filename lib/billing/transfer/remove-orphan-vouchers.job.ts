import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { ORPHAN_HOURS } from '@/lib/billing/file/file.rules'
import { removeUpload } from '@/lib/billing/file/remove-upload.command'
import { listOrphanVouchers } from './transfer.queries'

const BATCH = 200

/** Removes vouchers of another day that nobody submitted. */
export async function removeOrphanVouchers(): Promise<{ removed: number }> {
  let removed = 0
  for (const fileId of await listOrphanVouchers(SYSTEM, ORPHAN_HOURS, BATCH))
    if (await removeUpload(SYSTEM, { fileId })) removed++
  return { removed }
}
