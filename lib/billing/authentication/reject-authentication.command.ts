import 'server-only'
import { command } from '@/lib/command/command'
import { rejectAuthenticationInput } from './authentication.input'
import { decideAuthentication, lockToDecide } from './decide-authentication.step'

/** Turns a submission down, with the reason the customer reads. What was in force before stays so. */
export const rejectAuthentication = command({
  name: 'authentication.reject',
  by: 'admin.authentications.decide',
  input: rejectAuthenticationInput,
  async run({ tx, actor, now }, { authenticationId, reason }) {
    const submission = await lockToDecide(tx, actor, authenticationId)
    await decideAuthentication(tx, submission, {
      verb: 'reject',
      rejectReason: reason,
      decidedBy: actor.userId,
      decidedAt: now,
    })
    return { accountId: submission.accountId, kind: submission.kind }
  },
  // The reason stands in the submission: a reviewer may have quoted what the customer typed.
  audit: ({ authenticationId }, { accountId, kind }) => ({
    subject: authenticationId,
    account: accountId,
    detail: { kind },
  }),
})
