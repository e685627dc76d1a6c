import 'server-only'
import { inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { mails } from '@/db/schema/mail'
import { ABOUT_INVOICES } from './mail-kind'

/** Removes the mails about applications, by the ids that their keys name: they hold who was invoiced and where it went. */
export async function removeMailsAbout(tx: Tx, ids: readonly string[]): Promise<void> {
  const keys = ids.flatMap((id) => ABOUT_INVOICES.map((kind) => `${kind}:${id}`))
  await tx.delete(mails).where(inArray(mails.key, keys))
}
