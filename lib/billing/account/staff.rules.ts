import type { RefusalCode } from '@/lib/kernel/refusal'

export const staffRoleNames = ['admin', 'reviewer', 'finance', 'support'] as const
export type StaffRoleName = (typeof staffRoleNames)[number]

/** Invited: the address was never proven, so nobody has signed in with it yet. */
export type StaffState = 'invited' | 'enabled' | 'disabled'

export function staffState(person: { disabledAt: Date | null; emailVerifiedAt: Date | null }): StaffState {
  if (person.disabledAt) return 'disabled'
  return person.emailVerifiedAt ? 'enabled' : 'invited'
}

/** A person of the back office as the rows say under the lock. */
export type StaffPerson = {
  userId: string
  roles: readonly StaffRoleName[]
  sellerId: string | null
  disabledAt: Date | null
  emailVerifiedAt: Date | null
}

/** Whether this person can administer at this moment: a bound or invited one cannot. */
function administers(person: StaffPerson): boolean {
  return person.roles.includes('admin') && person.sellerId === null && staffState(person) === 'enabled'
}

/**
 * Why `actor` may not change `target`; null where they may. Nobody changes their own record, and whoever does must
 * still administer: of two admins who take each other's place at once, the second finds the first gone.
 */
export function changeProblem(
  actorId: string,
  targetId: string,
  people: readonly StaffPerson[],
): RefusalCode | null {
  if (actorId === targetId) return 'staff.own-record'
  const others = people.filter((person) => person.userId !== targetId && administers(person))
  if (others.length === 0) return 'staff.last-admin'
  return others.some((person) => person.userId === actorId) ? null : 'actor.forbidden'
}

/** A bound reviewer sees one seller's applications and nothing else, so no other role goes with it. */
export function maySeeOneSellerOnly(roles: readonly StaffRoleName[]): boolean {
  return roles.length === 1 && roles[0] === 'reviewer'
}
