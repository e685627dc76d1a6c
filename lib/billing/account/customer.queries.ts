import 'server-only'
import { and, asc, count, desc, eq, exists, max, or, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { accountNotes, accounts, members, sessions, users, type accountKinds } from '@/db/schema/account'
import type { StaffActor } from '@/lib/auth/actor'
import type { MemberRole } from '@/lib/auth/permissions'
import { systemNow } from '@/lib/command/clock'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Cursor, type Page } from '@/lib/command/page'
import { read } from '@/lib/command/read'
import { notFound } from '@/lib/kernel/refusal'

export type AccountKind = (typeof accountKinds)[number]

export type CustomerRow = {
  id: string
  at: Date
  number: string
  name: string
  kind: AccountKind
  members: number
  /** The first of its owners; null for an account that has lost all of them. */
  ownerName: string | null
}

export type CustomerFilter = {
  kind?: AccountKind | undefined
  search?: string | undefined
  cursor: Cursor | null
}

const columns = {
  id: accounts.id,
  at: accounts.createdAt,
  number: accounts.number,
  name: accounts.name,
  kind: accounts.kind,
}

/** By name or number, or by the address of one of its members. */
function searched(tx: Tx, search: string | undefined): SQL | undefined {
  const addressed = containing(search, users.email)
  return (
    addressed &&
    or(
      containing(search, accounts.name, accounts.number),
      exists(
        tx
          .select({ one: sql`1` })
          .from(members)
          .innerJoin(users, eq(users.id, members.userId))
          .where(and(eq(members.accountId, accounts.id), addressed)),
      ),
    )
  )
}

/** Every account, newest first. */
export async function listCustomers(
  actor: StaffActor,
  filter: CustomerFilter,
): Promise<Page<CustomerRow> & { count: number }> {
  return read(actor, async (tx) => {
    const where = and(filter.kind && eq(accounts.kind, filter.kind), searched(tx, filter.search))
    const { after, order } = keyset(filter.cursor, accounts.createdAt, accounts.id)
    const rows = await tx
      .select({
        ...columns,
        members: sql<number>`(select count(*)::int from members m where m.account_id = accounts.id)`,
        ownerName: sql<string | null>`(select u.name from members m join users u on u.id = m.user_id
          where m.account_id = accounts.id and m.role = 'owner' order by m.created_at, m.user_id limit 1)`,
      })
      .from(accounts)
      .where(and(where, after))
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
    return { ...cutPage(rows, filter.cursor), count: await countUpTo(tx, accounts, where) }
  })
}

export type CustomerMember = {
  userId: string
  name: string
  email: string
  role: MemberRole
  joinedAt: Date
  emailVerified: boolean
  disabled: boolean
  /** Null for somebody who has never signed in. */
  lastSignInAt: Date | null
  /** Browsers signed in at this moment. */
  openSessions: number
}

export type CustomerView = Omit<CustomerRow, 'members' | 'ownerName'> & { members: CustomerMember[] }

/** One account with its people, who joined first first. Not found for what is none. */
export async function getCustomer(actor: StaffActor, id: string): Promise<CustomerView> {
  return read(actor, async (tx) => {
    const [account] = await tx.select(columns).from(accounts).where(eq(accounts.id, id))
    if (!account) throw notFound()
    return { ...account, members: await membersOf(tx, id) }
  })
}

async function membersOf(tx: Tx, accountId: string): Promise<CustomerMember[]> {
  const open = sql`${sessions.endedAt} is null and ${sessions.expiresAt} > ${systemNow().toISOString()}::timestamptz`
  const rows = await tx
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: members.role,
      joinedAt: members.createdAt,
      emailVerifiedAt: users.emailVerifiedAt,
      disabledAt: users.disabledAt,
      lastSignInAt: max(sessions.createdAt),
      openSessions: sql<number>`count(${sessions.userId}) filter (where ${open})::int`,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(sessions, eq(sessions.userId, members.userId))
    .where(eq(members.accountId, accountId))
    .groupBy(members.accountId, members.userId, users.id)
    .orderBy(asc(members.createdAt), asc(users.id))
  return rows.map(({ emailVerifiedAt, disabledAt, ...row }) => ({
    ...row,
    emailVerified: emailVerifiedAt !== null,
    disabled: disabledAt !== null,
  }))
}

export type AccountNote = { id: string; at: Date; text: string; writtenByName: string }

const NOTES_SHOWN = 50

/** The newest notes about an account, and how many there are. */
export async function listAccountNotes(
  actor: StaffActor,
  accountId: string,
): Promise<{ rows: AccountNote[]; count: number }> {
  return read(actor, async (tx) => {
    const rows = await tx
      .select({
        id: accountNotes.id,
        at: accountNotes.writtenAt,
        text: accountNotes.text,
        writtenByName: users.name,
      })
      .from(accountNotes)
      .innerJoin(users, eq(users.id, accountNotes.writtenBy))
      .where(eq(accountNotes.accountId, accountId))
      .orderBy(desc(accountNotes.writtenAt), desc(accountNotes.id))
      .limit(NOTES_SHOWN)
    const [all] = await tx
      .select({ count: count() })
      .from(accountNotes)
      .where(eq(accountNotes.accountId, accountId))
    return { rows, count: all?.count ?? 0 }
  })
}
