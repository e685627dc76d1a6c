import 'server-only'
import { command } from '@/lib/command/command'
import { mailedLinkInput } from './account.input'
import { stageLink } from './stage-link.step'

/** Mails a link to choose a new password. The answer says nothing of whether the address is known. */
export const requestPasswordReset = command({
  name: 'user.request-password-reset',
  by: 'stranger',
  input: mailedLinkInput,
  async run({ tx }, input) {
    return { userId: await stageLink(tx, 'reset-password', input) }
  },
  audit: (_input, { userId }) => ({ subject: userId }),
})
