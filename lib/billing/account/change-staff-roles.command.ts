import 'server-only'
import { eq } from 'drizzle-orm'
import { staff } from '@/db/schema/account'
import { command } from '@/lib/command/command'
import { changeStaffRolesInput } from './staff.input'
import { checkSellerKnown, lockForChange } from './staff.load'

/**
 * What a person of the back office may do from the next request on, and which seller a reviewer is bound to. Throws
 * `staff.own-record`, `staff.last-admin`, and `actor.forbidden` where the actor does not administer any more.
 */
export const changeStaffRoles = command({
  name: 'staff.change-roles',
  by: 'admin.staff.write',
  input: changeStaffRolesInput,
  async run({ tx, actor }, { userId, roles, sellerId }) {
    const person = await lockForChange(tx, actor, userId)
    await checkSellerKnown(tx, sellerId)
    const former = [...person.roles].sort().join(', ')
    const changed = former !== [...roles].sort().join(', ') || person.sellerId !== sellerId
    if (changed) await tx.update(staff).set({ roles, sellerId }).where(eq(staff.userId, userId))
    return { userId, changed, former, formerSellerId: person.sellerId }
  },
  audit: ({ roles, sellerId }, { userId, changed, former, formerSellerId }) =>
    changed
      ? { subject: userId, detail: { roles: roles.join(', '), former, sellerId, formerSellerId } }
      : null,
})
