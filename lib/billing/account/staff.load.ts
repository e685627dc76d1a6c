import 'server-only'
import { arrayContains, asc, eq, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { staff, users } from '@/db/schema/account'
import type { StaffActor } from '@/lib/auth/actor'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { changeProblem, type StaffPerson } from './staff.rules'

/**
 * A person of the back office, locked to be changed. Every admin is locked with them, in the order of their ids, so
 * that changes which could leave nobody to administer wait for each other. Throws the refusals of `changeProblem`.
 */
export async function lockForChange(tx: Tx, actor: StaffActor, userId: string): Promise<StaffPerson> {
  const concerned = or(eq(staff.userId, userId), arrayContains(staff.roles, ['admin']))
  await tx
    .select({ userId: staff.userId })
    .from(staff)
    .where(concerned)
    .orderBy(asc(staff.userId))
    .for('no key update')
  // Asked anew: what the lock waited for has been committed meanwhile.
  const people = await tx
    .select({
      userId: staff.userId,
      roles: staff.roles,
      sellerId: staff.sellerId,
      disabledAt: users.disabledAt,
      emailVerifiedAt: users.emailVerifiedAt,
    })
    .from(staff)
    .innerJoin(users, eq(users.id, staff.userId))
    .where(concerned)
  const problem = changeProblem(actor.userId, userId, people)
  if (problem) throw new Refusal(problem)
  const person = people.find((one) => one.userId === userId)
  if (!person) throw notFound()
  return person
}

/** Sellers belong to a later room, so only their table's own word is asked. Null binds to nobody. */
export async function checkSellerKnown(tx: Tx, sellerId: string | null): Promise<void> {
  if (sellerId === null) return
  const rows = await tx.execute(sql`select from sellers where id = ${sellerId}`)
  if (rows.length === 0) throw notFound()
}
