import 'server-only'
import { unseal, Unsealable } from '@/lib/auth/seal'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { submissionInput } from './authentication.input'
import { lockToDecide } from './decide-authentication.step'

/** Shows the reviewer a person's whole ID number. It writes nothing but who looked, which is why it is a command. */
export const revealIdNumber = command({
  name: 'authentication.reveal-id-number',
  by: 'admin.authentications.decide',
  input: submissionInput,
  async run({ tx, actor }, { authenticationId }) {
    const { accountId, idNumberSealed } = await lockToDecide(tx, actor, authenticationId)
    if (!idNumberSealed) throw notFound()
    return { accountId, idNumber: opened(idNumberSealed, accountId) }
  },
  audit: ({ authenticationId }, { accountId }) => ({ subject: authenticationId, account: accountId }),
})

/** After the key was changed nobody can open it any more; the customer has to submit again. */
function opened(sealed: Buffer, accountId: string): string {
  try {
    return unseal(sealed, accountId)
  } catch (error) {
    if (error instanceof Unsealable) throw new Refusal('authentication.unreadable')
    throw error
  }
}
