import 'server-only'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/account'
import { systemNow } from '@/lib/command/clock'
import { command } from '@/lib/command/command'
import { endSessions } from './end-sessions.step'
import { staffPersonInput } from './staff.input'
import { lockForChange } from './staff.load'

/**
 * Shuts a person of the back office out: every session ends now, and no sign-in succeeds. Throws `staff.own-record`,
 * `staff.last-admin`, and `actor.forbidden` where the actor does not administer any more.
 */
export const disableStaff = command({
  name: 'staff.disable',
  by: 'admin.staff.write',
  input: staffPersonInput,
  async run({ tx, actor }, { userId }) {
    const person = await lockForChange(tx, actor, userId)
    if (person.disabledAt) return { userId, ended: null }
    // The person first: a sign-in at this moment has either opened its session before, or finds them disabled.
    await tx.update(users).set({ disabledAt: systemNow() }).where(eq(users.id, userId))
    return { userId, ended: await endSessions(tx, userId) }
  },
  audit: (_input, { userId, ended }) => (ended === null ? null : { subject: userId, detail: { ended } }),
})
