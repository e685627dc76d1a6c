import 'server-only'
import { eq } from 'drizzle-orm'
import { staff } from '@/db/schema/account'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { admitPerson, stageInvitation } from './admit-person.step'
import { checkSellerKnown } from './staff.load'
import { endSessions } from './end-sessions.step'
import { inviteColleagueInput } from './staff.input'

/**
 * An admin takes somebody into the back office and mails them a link to set a password. A person known already keeps
 * name, password and memberships, and signs in anew. Throws `staff.exists` for one who is there already: roles are
 * changed on their page, where nobody can change their own.
 */
export const inviteColleague = command({
  name: 'staff.invite-colleague',
  by: 'admin.staff.write',
  input: inviteColleagueInput,
  async run({ tx }, { email, name, roles, sellerId, locale }) {
    await checkSellerKnown(tx, sellerId)
    const userId = await admitPerson(tx, { email, name, locale })
    const known = await tx.select({ userId: staff.userId }).from(staff).where(eq(staff.userId, userId))
    if (known.length > 0) throw new Refusal('staff.exists')
    // Of several invitations at once, the primary key lets one through.
    const admitted = await tx
      .insert(staff)
      .values({ userId, roles, sellerId })
      .onConflictDoNothing({ target: staff.userId })
      .returning({ userId: staff.userId })
    if (admitted.length === 0) throw new Refusal('staff.exists')
    // The token in a browser names the side its person works on; a new sign-in renews it.
    await endSessions(tx, userId)
    await stageInvitation(tx, userId)
    return { userId }
  },
  audit: ({ roles, sellerId }, { userId }) => ({
    subject: userId,
    detail: { roles: roles.join(', '), sellerId },
  }),
})
