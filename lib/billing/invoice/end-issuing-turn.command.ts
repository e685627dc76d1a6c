import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceApplications, invoices } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { lockApplication, type Application } from './application.load'
import { askDelaySeconds } from './channel.rules'
import { turnInput, type TurnOutcome } from './issuing.input'
import { moveApplication } from './move-application.step'

/**
 * Ends a turn at a channel: notes what it said, and when it is asked next. An application has failed when the channel
 * says so of one of its invoices and nothing is unknown of the others; until then it is still issuing.
 */
export const endIssuingTurn = command({
  name: 'invoice.end-issuing-turn',
  by: 'system',
  input: turnInput,
  async run({ tx, now }, { applicationId, turn, outcomes }) {
    const application = await lockApplication(tx, applicationId)
    if (application.status !== 'issuing' || application.queries !== turn) return null
    for (const outcome of outcomes) await noteTrouble(tx, outcome)
    const failed = outcomes.find(({ kind }) => kind === 'failed')
    const open = outcomes.find(({ kind }) => kind !== 'failed')
    if (failed && !open) await fail(tx, application, failed, now)
    else await askAgain(tx, application, outcomes)
    return { accountId: application.accountId, failed: failed !== undefined && !open }
  },
  audit: ({ applicationId, turn }, ended) =>
    ended && { subject: applicationId, account: ended.accountId, detail: { turn, failed: ended.failed } },
})

async function noteTrouble(tx: Tx, { invoiceId, trouble }: TurnOutcome): Promise<void> {
  await tx
    .update(invoices)
    .set({ trouble })
    .where(and(eq(invoices.id, invoiceId), eq(invoices.status, 'pending')))
}

async function fail(tx: Tx, application: Application, { trouble }: TurnOutcome, at: Date): Promise<void> {
  // The channel's words are for the office; the customer's history says that it failed, and no more.
  await moveApplication(tx, application, 'fail', { at, userId: null, set: { trouble, nextQueryAt: null } })
}

async function askAgain(
  tx: Tx,
  { id, queries }: Application,
  outcomes: readonly TurnOutcome[],
): Promise<void> {
  const trouble = outcomes.find((outcome) => outcome.trouble !== null)?.trouble ?? null
  const nextQueryAt = sql`now() + ${askDelaySeconds(queries)} * interval '1 second'`
  await tx.update(invoiceApplications).set({ trouble, nextQueryAt }).where(eq(invoiceApplications.id, id))
}
