import 'server-only'
import { command } from '@/lib/command/command'
import { mailedLinkInput } from './account.input'
import { stageLink } from './stage-link.step'

/** Mails another verification link. The answer says nothing of whether the address is known. */
export const resendVerification = command({
  name: 'user.resend-verification',
  by: 'stranger',
  input: mailedLinkInput,
  async run({ tx }, input) {
    return { userId: await stageLink(tx, 'verify-email', input) }
  },
  audit: (_input, { userId }) => ({ subject: userId }),
})
