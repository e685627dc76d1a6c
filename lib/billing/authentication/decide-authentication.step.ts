import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { authentications } from '@/db/schema/authentication'
import type { StaffActor } from '@/lib/auth/actor'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { stage } from '@/lib/command/outbox'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { lockAuthentication, type Authentication } from './authentication.load'
import { authenticationLife } from './authentication.rules'

/**
 * Locks what somebody is to decide on. Refuses with `staff.own-account`, and with `authentication.decided-meanwhile`
 * where it was decided on already.
 */
export async function lockToDecide(tx: Tx, actor: StaffActor, id: string): Promise<Authentication> {
  const submission = await lockAuthentication(tx, id)
  if (!submission) throw notFound()
  await checkNoMember(tx, actor, submission.accountId)
  if (!authenticationLife.can('approve', submission.status))
    throw new Refusal('authentication.decided-meanwhile')
  return submission
}

type Decision = { decidedBy: string; decidedAt: Date } & (
  { verb: 'approve' } | { verb: 'reject'; rejectReason: string }
)

/** Ends the review of a locked submission: the sealed ID number goes, its last four characters stay, and a mail is owed. */
export async function decideAuthentication(
  tx: Tx,
  { id, accountId, status }: Authentication,
  { verb, ...set }: Decision,
): Promise<void> {
  const to = authenticationLife.next(verb, status)
  if (to === null) throw new Refusal('authentication.decided-meanwhile')
  if (verb === 'approve') await replaceFormer(tx, accountId, set.decidedAt)
  const moved = await tx
    .update(authentications)
    .set({ status: to, ...set, idNumberSealed: null })
    .where(and(eq(authentications.id, id), eq(authentications.status, status)))
    .returning({ id: authentications.id })
  if (moved.length !== 1) throw new Refusal('authentication.decided-meanwhile')
  const kind = verb === 'approve' ? 'authentication-approved' : 'authentication-rejected'
  await stage(tx, { task: 'send-mail', payload: { key: `${kind}:${id}`, kind, authenticationId: id } })
}

/** The former one gives way in the moment in which the next one comes into force; what was issued under it keeps it. */
async function replaceFormer(tx: Tx, accountId: string, at: Date): Promise<void> {
  const { from, to } = authenticationLife.verbs.replace
  await tx
    .update(authentications)
    .set({ status: to, replacedAt: at })
    .where(and(eq(authentications.accountId, accountId), eq(authentications.status, from[0])))
}
