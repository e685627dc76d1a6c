import 'server-only'
import { asc, eq, max, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { accounts, members, sessions, staff, users } from '@/db/schema/account'
import type { StaffActor } from '@/lib/auth/actor'
import type { StaffRole } from '@/lib/auth/permissions'
import { read } from '@/lib/command/read'
import { notFound } from '@/lib/kernel/refusal'
import { staffState, type StaffState } from './staff.rules'

export type StaffRow = {
  userId: string
  name: string
  email: string
  roles: readonly StaffRole[]
  sellerId: string | null
  state: StaffState
  /** Null for somebody who has never signed in. */
  lastSignInAt: Date | null
  createdAt: Date
}

export type StaffView = StaffRow & {
  /** Customers this person is a member of: on these they decide nothing. */
  accounts: { id: string; name: string }[]
}

/** Everybody of the back office: who can work first, then by name. */
export async function listStaff(actor: StaffActor): Promise<StaffRow[]> {
  return read(actor, async (tx) => {
    const rows = await selectStaff(tx).orderBy(
      sql`${users.disabledAt} is not null`,
      asc(users.name),
      asc(users.id),
    )
    return rows.map(rowOf)
  })
}

/** One person of the back office. Not found for anybody else. */
export async function getStaffPerson(actor: StaffActor, userId: string): Promise<StaffView> {
  return read(actor, async (tx) => {
    const [row] = await selectStaff(tx, userId)
    if (!row) throw notFound()
    const belongsTo = await tx
      .select({ id: accounts.id, name: accounts.name })
      .from(members)
      .innerJoin(accounts, eq(accounts.id, members.accountId))
      .where(eq(members.userId, userId))
      .orderBy(asc(accounts.name))
    return { ...rowOf(row), accounts: belongsTo }
  })
}

function selectStaff(tx: Tx, userId?: string) {
  return tx
    .select({
      userId: staff.userId,
      name: users.name,
      email: users.email,
      roles: staff.roles,
      sellerId: staff.sellerId,
      disabledAt: users.disabledAt,
      emailVerifiedAt: users.emailVerifiedAt,
      lastSignInAt: max(sessions.createdAt),
      createdAt: staff.createdAt,
    })
    .from(staff)
    .innerJoin(users, eq(users.id, staff.userId))
    .leftJoin(sessions, eq(sessions.userId, staff.userId))
    .where(userId === undefined ? undefined : eq(staff.userId, userId))
    .groupBy(staff.userId, users.id)
}

type Selected = Awaited<ReturnType<typeof selectStaff>>[number]

function rowOf({ disabledAt, emailVerifiedAt, ...row }: Selected): StaffRow {
  return { ...row, state: staffState({ disabledAt, emailVerifiedAt }) }
}
