import 'server-only'
import { and, asc, eq, inArray, ne, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { accounts, members, users } from '@/db/schema/account'
import { authentications } from '@/db/schema/authentication'
import { files } from '@/db/schema/file'
import type { StaffActor } from '@/lib/auth/actor'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Cursor, type Page } from '@/lib/command/page'
import { read } from '@/lib/command/read'
import { notFound } from '@/lib/kernel/refusal'
import type { LicenceView } from './authentication.queries'
import { loadAuthentication, type AuthenticatedAs } from './authentication.load'
import type { AuthenticationKind, AuthenticationStatus } from './authentication.rules'

export type ReviewRow = {
  id: string
  kind: AuthenticationKind
  status: AuthenticationStatus
  legalName: string
  accountName: string
  doubts: string[]
  submittedAt: Date
  dueAt: Date
  decidedAt: Date | null
}

const columns = {
  id: authentications.id,
  kind: authentications.kind,
  status: authentications.status,
  legalName: authentications.legalName,
  accountName: accounts.name,
  doubts: authentications.doubts,
  submittedAt: authentications.submittedAt,
  dueAt: authentications.dueAt,
  decidedAt: authentications.decidedAt,
}

const open = eq(authentications.status, 'under-review')
const decided = ne(authentications.status, 'under-review')

/** By the name submitted, the account's own name and number, or the taxpayer number. */
function searched(search: string | undefined): SQL | undefined {
  const account = containing(search, accounts.name, accounts.number)
  return or(
    containing(search, authentications.legalName, authentications.taxpayerId),
    account && sql`${authentications.accountId} in (select id from accounts where ${account})`,
  )
}

/** A queue is worked off: nobody looks further ahead than this. */
const QUEUE_LENGTH = 200

/** What waits for a reviewer, the most urgent first. */
export async function listReviewQueue(
  actor: StaffActor,
  search?: string,
): Promise<{ rows: ReviewRow[]; now: Date }> {
  return read(actor, async (tx, now) => {
    const rows = await tx
      .select(columns)
      .from(authentications)
      .innerJoin(accounts, eq(accounts.id, authentications.accountId))
      .where(and(open, searched(search)))
      .orderBy(asc(authentications.dueAt), asc(authentications.id))
      .limit(QUEUE_LENGTH)
    return { rows, now }
  })
}

/** What was decided, the latest first. */
export async function listDecidedAuthentications(
  actor: StaffActor,
  filter: { search?: string | undefined; cursor: Cursor | null },
): Promise<Page<ReviewRow & { at: Date }> & { count: number }> {
  return read(actor, async (tx) => {
    const where = and(decided, searched(filter.search))
    const { after, order } = keyset(filter.cursor, authentications.decidedAt, authentications.id)
    const rows = await tx
      .select(columns)
      .from(authentications)
      .innerJoin(accounts, eq(accounts.id, authentications.accountId))
      .where(and(where, after))
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
    const dated = rows.map((row) => ({ ...row, at: row.decidedAt ?? row.submittedAt }))
    return { ...cutPage(dated, filter.cursor), count: await countUpTo(tx, authentications, where) }
  })
}

/** How many submissions wait for a reviewer, and how many of them too long. */
export async function countUnderReview(actor: StaffActor): Promise<{ count: number; overdue: number }> {
  return read(actor, async (tx, now) => {
    const overdue = sql`${authentications.dueAt} < ${now.toISOString()}::timestamptz`
    const [row] = await tx
      .select({
        count: sql<number>`count(*)::int`,
        overdue: sql<number>`count(*) filter (where ${overdue})::int`,
      })
      .from(authentications)
      .where(open)
    return row ?? { count: 0, overdue: 0 }
  })
}

export type ReviewView = ReviewRow & {
  accountId: string
  accountNumber: string
  taxpayerId: string | null
  idNumberLast4: string | null
  /** Whether the whole ID number is still there to be looked at. */
  sealed: boolean
  licence: LicenceView | null
  submittedBy: { name: string; email: string }
  decidedBy: string | null
  rejectReason: string | null
  replacedAt: Date | null
  /** What is in force of the account; the submission itself once it was approved. */
  inForce: AuthenticatedAs | null
  /** Other accounts that are authenticated, or want to be, with the same taxpayer number. */
  elsewhere: { accountId: string; accountName: string; status: AuthenticationStatus }[]
  /** Whether the actor is a member of the account, and so may not decide. */
  ownAccount: boolean
  now: Date
}

const deciders = alias(users, 'deciders')

/** One submission with all the evidence for a decision. Not found for an unknown id. */
export async function getReview(actor: StaffActor, id: string): Promise<ReviewView> {
  return read(actor, async (tx, now) => {
    const [row] = await tx
      .select({
        ...columns,
        accountId: accounts.id,
        accountNumber: accounts.number,
        taxpayerId: authentications.taxpayerId,
        idNumberLast4: authentications.idNumberLast4,
        sealed: sql<boolean>`${authentications.idNumberSealed} is not null`,
        licence: { id: files.id, name: files.name, type: files.type, size: files.size },
        submittedBy: { name: users.name, email: users.email },
        decidedBy: deciders.name,
        rejectReason: authentications.rejectReason,
        replacedAt: authentications.replacedAt,
      })
      .from(authentications)
      .innerJoin(accounts, eq(accounts.id, authentications.accountId))
      .innerJoin(users, eq(users.id, authentications.submittedBy))
      .leftJoin(deciders, eq(deciders.id, authentications.decidedBy))
      .leftJoin(files, eq(files.id, authentications.licenceId))
      .where(eq(authentications.id, id))
    if (!row) throw notFound()
    const own = await tx
      .select({ role: members.role })
      .from(members)
      .where(and(eq(members.accountId, row.accountId), eq(members.userId, actor.userId)))
    return {
      ...row,
      inForce: await loadAuthentication(tx, row.accountId),
      elsewhere: await sameNumberElsewhere(tx, row),
      ownAccount: own.length > 0,
      now,
    }
  })
}

/** Two accounts of one company are nothing wrong, but somebody has to look at them. */
async function sameNumberElsewhere(
  tx: Tx,
  { accountId, taxpayerId }: { accountId: string; taxpayerId: string | null },
) {
  if (taxpayerId === null) return []
  return tx
    .select({ accountId: accounts.id, accountName: accounts.name, status: authentications.status })
    .from(authentications)
    .innerJoin(accounts, eq(accounts.id, authentications.accountId))
    .where(
      and(
        eq(authentications.taxpayerId, taxpayerId),
        ne(authentications.accountId, accountId),
        inArray(authentications.status, ['authenticated', 'under-review']),
      ),
    )
    .orderBy(asc(authentications.submittedAt))
    .limit(10)
}
