import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { ORPHAN_HOURS } from '@/lib/billing/file/file.rules'
import { removeUpload } from '@/lib/billing/file/remove-upload.command'
import { eachOf } from '@/lib/command/each-of'
import { listOrphanVouchers } from './transfer.queries'

const BATCH = 200

/** Removes vouchers of another day that nobody submitted. */
export async function removeOrphanVouchers(): Promise<{ removed: number; failed: number }> {
  const orphans = await listOrphanVouchers(SYSTEM, ORPHAN_HOURS, BATCH)
  const { done, failed } = await eachOf(
    'remove-uploads',
    orphans,
    async (fileId) => (await removeUpload(SYSTEM, { fileId })) !== null,
  )
  return { removed: done, failed }
}
