import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { corrections } from '@/db/schema/invoice'
import { Refusal } from '@/lib/kernel/refusal'
import type { Correction } from './correction.load'
import { correctionLife, type CorrectionVerb } from './correction.rules'

/**
 * Moves a correction by a verb of its lifecycle. Throws `correction.changed-meanwhile` where the verb is not allowed or
 * somebody else was faster.
 */
export async function moveCorrection(
  tx: Tx,
  correction: Correction,
  verb: CorrectionVerb,
  set: Partial<typeof corrections.$inferInsert> = {},
): Promise<void> {
  const status = correctionLife.next(verb, correction.status)
  if (status === null) throw new Refusal('correction.changed-meanwhile')
  const rows = await tx
    .update(corrections)
    .set({ ...set, status })
    .where(and(eq(corrections.id, correction.id), eq(corrections.status, correction.status)))
    .returning({ id: corrections.id })
  if (rows.length !== 1) throw new Refusal('correction.changed-meanwhile')
}
