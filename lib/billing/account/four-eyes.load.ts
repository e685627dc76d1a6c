import 'server-only'
import { and, arrayOverlaps, count, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { members, staff, users } from '@/db/schema/account'
import type { StaffActor } from '@/lib/auth/actor'
import { rolesHolding, type StaffPermission } from '@/lib/auth/permissions'
import { Refusal } from '@/lib/kernel/refusal'

/** How many people could decide with a permission at this moment: enabled, and bound to no seller. */
export async function loadHolders(tx: Tx, permission: StaffPermission): Promise<number> {
  const [row] = await tx
    .select({ holders: count() })
    .from(staff)
    .innerJoin(users, eq(users.id, staff.userId))
    .where(
      and(
        arrayOverlaps(staff.roles, rolesHolding(permission)),
        isNull(staff.sellerId),
        isNull(users.disabledAt),
        isNotNull(users.emailVerifiedAt),
      ),
    )
  return row?.holders ?? 0
}

/**
 * Whether a second person is needed, or waived while fewer than two hold the permission. Throws `four-eyes.same-person`
 * where it is needed and the one who decides is one of the makers.
 */
export async function checkFourEyes(
  tx: Tx,
  actor: StaffActor,
  permission: StaffPermission,
  makers: readonly (string | null)[],
): Promise<'needed' | 'waived'> {
  if ((await loadHolders(tx, permission)) < 2) return 'waived'
  if (makers.includes(actor.userId)) throw new Refusal('four-eyes.same-person')
  return 'needed'
}

/** Nobody decides on an account they are a member of. Throws `staff.own-account`. */
export async function checkNoMember(tx: Tx, actor: StaffActor, accountId: string | null): Promise<void> {
  if (accountId === null) return
  const rows = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.accountId, accountId), eq(members.userId, actor.userId)))
  if (rows.length > 0) throw new Refusal('staff.own-account')
}

/** The accounts that a member of staff belongs to: of many things at once, theirs are left to somebody else. */
export async function loadOwnAccounts(tx: Tx, actor: StaffActor): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ accountId: members.accountId })
    .from(members)
    .where(eq(members.userId, actor.userId))
  return new Set(rows.map(({ accountId }) => accountId))
}
