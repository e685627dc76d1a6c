import 'server-only'
import { eq } from 'drizzle-orm'
import { staff, users } from '@/db/schema/account'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { inviteStaffInput } from './account.input'
import { admitPerson, stageInvitation } from './admit-person.step'
import { endSessions } from './end-sessions.step'

/**
 * Gives a person a staff role and mails a link to set a password. A person known already keeps name, password and
 * memberships, and signs in anew. Throws `staff.already` where the role is held.
 */
export const inviteStaff = command({
  name: 'staff.invite',
  by: 'system',
  input: inviteStaffInput,
  async run({ tx }, { email, name, role, locale }) {
    const userId = await admitPerson(tx, { email, name: name ?? email.split('@', 1)[0] ?? email, locale })
    // Locked, so that two invitations of one person add their roles one after the other.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update')
    const [held] = await tx
      .select({ roles: staff.roles })
      .from(staff)
      .where(eq(staff.userId, userId))
      .for('no key update')
    if (held?.roles.includes(role)) throw new Refusal('staff.already')
    const roles = [...(held?.roles ?? []), role]
    await tx
      .insert(staff)
      .values({ userId, roles })
      .onConflictDoUpdate({ target: staff.userId, set: { roles } })
    // The token in a browser names the side its person works on; a new sign-in renews it.
    if (!held) await endSessions(tx, userId)
    await stageInvitation(tx, userId)
    return { userId }
  },
  audit: ({ role }, { userId }) => ({ subject: userId, detail: { role } }),
})
