import 'server-only'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/account'
import { command } from '@/lib/command/command'
import { staffPersonInput } from './staff.input'
import { lockForChange } from './staff.load'

/** Lets a disabled person of the back office sign in again, with the roles they had. Throws as `disableStaff` does. */
export const enableStaff = command({
  name: 'staff.enable',
  by: 'admin.staff.write',
  input: staffPersonInput,
  async run({ tx, actor }, { userId }) {
    const person = await lockForChange(tx, actor, userId)
    if (person.disabledAt) await tx.update(users).set({ disabledAt: null }).where(eq(users.id, userId))
    return { userId, changed: person.disabledAt !== null }
  },
  audit: (_input, { userId, changed }) => (changed ? { subject: userId } : null),
})
