import * as z from 'zod/mini'
import { email, id, newPassword, notTheAddress, password, passwordHash } from './account.input'

const anotherOne = z.refine<{ currentPassword: string; password: string }>(
  (form) => form.password !== form.currentPassword,
  {
    path: ['password'],
    error: 'password-unchanged',
  },
)

/** What the form for one's own password sends; `email` is the person's, which the new one may not be. */
export const changePasswordForm = z
  .object({ currentPassword: password, password: newPassword, email })
  .check(notTheAddress, anotherOne)

export const attemptPasswordInput = z.object({ userId: id })

/** `verifiedHash` is the one the current password was compared with: the change counts only while it is in force. */
export const changePasswordInput = z.object({
  userId: id,
  sessionId: id,
  verifiedHash: passwordHash,
  passwordHash,
})
