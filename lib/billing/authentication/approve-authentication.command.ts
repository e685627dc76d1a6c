import 'server-only'
import { command } from '@/lib/command/command'
import { submissionInput } from './authentication.input'
import { decideAuthentication, lockToDecide } from './decide-authentication.step'

/** The account is who it says: this submission is in force from now on, in place of the former one. */
export const approveAuthentication = command({
  name: 'authentication.approve',
  by: 'admin.authentications.decide',
  input: submissionInput,
  async run({ tx, actor, now }, { authenticationId }) {
    const submission = await lockToDecide(tx, actor, authenticationId)
    await decideAuthentication(tx, submission, {
      verb: 'approve',
      decidedBy: actor.userId,
      decidedAt: now,
    })
    return { accountId: submission.accountId, kind: submission.kind, doubts: submission.doubts }
  },
  audit: ({ authenticationId }, { accountId, kind, doubts }) => ({
    subject: authenticationId,
    account: accountId,
    detail: { kind, doubts: doubts.join(' ') },
  }),
})
