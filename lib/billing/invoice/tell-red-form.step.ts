import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { redForms } from '@/db/schema/invoice'
import { Refusal } from '@/lib/kernel/refusal'
import type { Application } from './application.load'
import { correctionLife, standingOf, type RedFormState } from './correction.rules'
import type { Correction, RedForm } from './correction.load'
import { moveCorrection } from './move-correction.step'

export type FormReading = {
  state: RedFormState
  formNumber: string | null
  expiresAt: Date | null
  why: string | null
}

/**
 * What a form's state is now, as the channel or the office saw it. One that fell void leaves its correction stuck, for a
 * person to try again or give up. Throws `correction.changed-meanwhile` for a form that is over.
 */
export async function tellForm(
  tx: Tx,
  { correction, form }: { application: Application; correction: Correction; form: RedForm },
  reading: FormReading,
  now: Date,
): Promise<'applying' | 'waiting' | 'confirmed' | 'void'> {
  if (!form.live) throw new Refusal('correction.changed-meanwhile')
  const standing = standingOf(reading.state)
  const isVoid = standing === 'void'
  await tx
    .update(redForms)
    .set({
      state: reading.state,
      live: !isVoid,
      formNumber: reading.formNumber ?? form.formNumber,
      // Told with the form, and no more of interest once it is confirmed or over.
      expiresAt: standing === 'waiting' ? (reading.expiresAt ?? form.expiresAt) : null,
      trouble: reading.why,
      ...(reading.state === form.state ? {} : { stateAt: now }),
      // What is confirmed goes on at once.
      ...(isVoid ? { nextQueryAt: null } : {}),
      ...(standing === 'confirmed' && form.nextQueryAt !== null && form.state !== reading.state
        ? { nextQueryAt: sql`now()`, queries: 0 }
        : {}),
    })
    .where(eq(redForms.id, form.id))
  if (isVoid && correctionLife.can('stick', correction.status)) await moveCorrection(tx, correction, 'stick')
  return standing
}
