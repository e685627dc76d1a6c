import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { invoiceApplications } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { loadAskingSeller } from './asking-seller.load'
import { correctionInput } from './correction.input'
import { loadBlues, lockCorrection } from './correction.load'
import { VOID_TURN_SECONDS } from './correction.rules'

/**
 * Takes the next paper of a correction for oneself that its channel is to declare void: one at a time, so that nothing
 * else happens to it before the answer is written down. Null where none is due.
 */
export const claimVoid = command({
  name: 'correction.claim-void',
  by: 'system',
  input: correctionInput,
  async run({ tx }, { correctionId }) {
    const { application, correction } = await lockCorrection(tx, correctionId)
    if (application.channel !== 'nuonuo' || correction.method !== 'void') return null
    if (correction.status !== 'reversing') return null
    const { rows } = await loadBlues(tx, application.id)
    // What the channel has refused waits for a person, who has it asked again.
    const paper = rows.find(({ trouble }) => trouble === null)
    const seller = await loadAskingSeller(tx, application.sellerId)
    if (!paper || !seller) return null
    const taken = await tx
      .update(invoiceApplications)
      .set({ nextQueryAt: sql`now() + ${VOID_TURN_SECONDS} * interval '1 second'` })
      .where(
        sql`${eq(invoiceApplications.id, application.id)} and coalesce(${invoiceApplications.nextQueryAt} <= now(), true)`,
      )
      .returning({ turnUntil: invoiceApplications.nextQueryAt })
    const turnUntil = taken[0]?.turnUntil
    if (!turnUntil) return null
    const { id: invoiceId, code, number, requestNo, accountId } = paper
    return {
      turnUntil,
      paper: { invoiceId, code: code ?? '', number: number ?? '', requestNo },
      taxpayerId: seller.taxpayerId,
      applicationId: application.id,
      accountId,
    }
  },
  audit: (_input, claimed) =>
    claimed && {
      subject: claimed.applicationId,
      account: claimed.accountId,
      detail: { request: claimed.paper.requestNo },
    },
})
