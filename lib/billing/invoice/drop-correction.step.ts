import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { redForms } from '@/db/schema/invoice'
import type { Application } from './application.load'
import type { Correction } from './correction.load'
import { moveApplication } from './move-application.step'
import { moveCorrection } from './move-correction.step'

export type Dropped = {
  verb: 'cancel-return' | 'refuse-return'
  userId: string | null
  now: Date
  reason?: string
}

/**
 * A correction comes to nothing: its application rests again where it rested before. A form that waits at a channel is
 * taken back there; one that the office entered itself, by the office.
 */
export async function dropCorrection(
  tx: Tx,
  application: Application,
  correction: Correction,
  { verb, userId, now, reason }: Dropped,
): Promise<void> {
  const refused = { decidedBy: userId, decidedAt: now, refuseReason: reason ?? null }
  await moveCorrection(
    tx,
    correction,
    verb === 'refuse-return' ? 'refuse' : 'cancel',
    verb === 'refuse-return' ? refused : {},
  )
  if (correction.status !== 'requested') await dropForms(tx, application, correction)
  await moveApplication(tx, application, verb, {
    at: now,
    userId,
    ...(reason === undefined ? {} : { detail: reason }),
  })
}

/** Nobody waits for these any more. A form with its red invoice stays as it is. */
export async function dropForms(tx: Tx, { channel }: Application, { id }: Correction): Promise<void> {
  const pending = sql`exists (select from invoices red where red.id = ${redForms.redInvoiceId} and red.status = 'pending')`
  const open = and(eq(redForms.correctionId, id), eq(redForms.live, true), pending)
  const asked = sql`${redForms.askedAt} is not null`
  const byChannel = { nextQueryAt: sql`case when ${asked} then now() end`, live: asked }
  await tx
    .update(redForms)
    .set(channel === 'nuonuo' ? byChannel : { live: false, nextQueryAt: null })
    .where(open)
}
