import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices } from '@/db/schema/invoice'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import type { Application } from './application.load'
import { correctionInput } from './correction.input'
import { lockCorrection, type Correction } from './correction.load'
import { finishCorrection } from './finish-red.step'
import { reverseQuota } from './reverse-quota.step'

/** The office has declared an application's paper void in the tax bureau's own program. */
export const recordVoid = command({
  name: 'correction.record-void',
  by: 'admin.invoices.decide',
  input: correctionInput,
  async run({ tx, actor, now }, { correctionId }) {
    const locked = await lockCorrection(tx, correctionId)
    await checkNoMember(tx, actor, locked.correction.accountId)
    if (locked.application.channel === 'nuonuo') throw new Refusal('correction.by-channel')
    await declareVoid(tx, locked, actor.userId, now)
    return locked
  },
  audit: (_input, { application, correction }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number },
  }),
})

/** The channel has declared an application's paper void. */
export const tellVoid = command({
  name: 'correction.tell-void',
  by: 'system',
  input: correctionInput,
  async run({ tx, now }, { correctionId }) {
    const locked = await lockCorrection(tx, correctionId)
    await declareVoid(tx, locked, null, now)
    return locked
  },
  audit: (_input, { application, correction }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number },
  }),
})

/** Void is another fact than reversed: the paper keeps its number and never gets a red one. */
async function declareVoid(
  tx: Tx,
  { application, correction }: { application: Application; correction: Correction },
  userId: string | null,
  now: Date,
): Promise<void> {
  if (correction.method !== 'void' || correction.status !== 'reversing')
    throw new Refusal('correction.changed-meanwhile')
  await tx
    .update(invoices)
    .set({ status: 'voided' })
    .where(
      and(
        eq(invoices.applicationId, application.id),
        eq(invoices.colour, 'blue'),
        eq(invoices.status, 'issued'),
      ),
    )
  await reverseQuota(tx, { application, correction, lines: [], whole: true, now })
  await finishCorrection(tx, { application, correction }, true, { userId, now })
}
