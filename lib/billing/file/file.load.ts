import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { files } from '@/db/schema/file'
import type { FilePurpose } from './file.rules'

type Upload = { id: string; sha256: string }

/** A voucher that was uploaded for the actor's account; null for any other id. */
export async function loadVoucher(tx: Tx, id: string): Promise<Upload | null> {
  return loadUpload(tx, id, 'voucher')
}

/** A business licence that was uploaded for the actor's account; null for any other id. */
export async function loadLicence(tx: Tx, id: string): Promise<Upload | null> {
  return loadUpload(tx, id, 'licence')
}

async function loadUpload(tx: Tx, id: string, purpose: FilePurpose): Promise<Upload | null> {
  const [row] = await tx
    .select({ id: files.id, sha256: files.sha256 })
    .from(files)
    .where(and(eq(files.id, id), eq(files.purpose, purpose)))
  return row ?? null
}
