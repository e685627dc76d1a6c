import 'server-only'
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import { accounts, members, oneTimeTokens, sessions, staff, users } from '@/db/schema/account'
import type { Locale, StrangerActor, SystemActor } from '@/lib/auth/actor'
import type { MemberRole, StaffRole } from '@/lib/auth/permissions'
import { hashSecret } from '@/lib/auth/secret'
import { systemNow } from '@/lib/command/clock'
import { prepared } from '@/lib/command/prepared'
import { read, readAtOnce } from '@/lib/command/read'
import type { TokenPurpose } from './account.rules'

export type Membership = {
  accountId: string
  accountNumber: string
  accountName: string
  accountKind: 'enterprise' | 'individual'
  role: MemberRole
}

/** A live session with its person as the rows say at this moment. */
export type LiveSession = {
  sessionId: string
  userId: string
  name: string
  email: string
  locale: Locale
  emailVerified: boolean
  /** As exact as SESSION_TOUCH_SECONDS. */
  lastUsedAt: Date
  /** The account this session works for, as long as the person is still a member of it. */
  accountId: string | null
  memberships: Membership[]
  staff: { roles: readonly StaffRole[]; sellerId: string | null } | null
}

const liveSession = prepared((tx) =>
  tx
    .select({
      accountId: sessions.accountId,
      lastUsedAt: sessions.lastUsedAt,
      user: {
        id: users.id,
        name: users.name,
        email: users.email,
        locale: users.locale,
        emailVerifiedAt: users.emailVerifiedAt,
      },
      staff: { roles: staff.roles, sellerId: staff.sellerId },
      role: members.role,
      account: { id: accounts.id, number: accounts.number, name: accounts.name, kind: accounts.kind },
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(staff, eq(staff.userId, users.id))
    .leftJoin(members, eq(members.userId, users.id))
    .leftJoin(accounts, eq(accounts.id, members.accountId))
    .where(
      and(
        eq(sessions.id, sql.placeholder('sessionId')),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, sql.placeholder('now')),
        isNull(users.disabledAt),
      ),
    )
    .orderBy(asc(members.createdAt), asc(members.accountId))
    .prepare('live_session'),
)

/** The session behind a token; null once it has ended, run out, or its person is disabled. */
export async function findSession(actor: StrangerActor, sessionId: string): Promise<LiveSession | null> {
  const values = { sessionId, now: systemNow().toISOString() }
  const [rows] = await readAtOnce(actor, (tx) => [liveSession(tx, values)])
  const [first] = rows
  if (!first) return null
  const memberships = rows.flatMap(({ account, role }) =>
    account && role
      ? [
          {
            accountId: account.id,
            accountNumber: account.number,
            accountName: account.name,
            accountKind: account.kind,
            role,
          },
        ]
      : [],
  )
  const { user } = first
  return {
    sessionId,
    userId: user.id,
    name: user.name,
    email: user.email,
    locale: user.locale,
    emailVerified: user.emailVerifiedAt !== null,
    lastUsedAt: first.lastUsedAt,
    accountId: memberships.find(({ accountId }) => accountId === first.accountId)?.accountId ?? null,
    memberships,
    staff: first.staff,
  }
}

/** The address of the person whose mailed link this is; null for one that does not work any more, or never did. */
export async function findLinkAddress(
  actor: StrangerActor,
  secret: string,
  purpose: TokenPurpose,
): Promise<string | null> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({ email: users.email })
      .from(oneTimeTokens)
      .innerJoin(users, eq(users.id, oneTimeTokens.userId))
      .where(
        and(
          eq(oneTimeTokens.hash, hashSecret(secret)),
          eq(oneTimeTokens.purpose, purpose),
          isNull(oneTimeTokens.usedAt),
          gt(oneTimeTokens.expiresAt, systemNow()),
        ),
      ),
  )
  return row?.email ?? null
}

export type Recipient = { userId: string; email: string; name: string; locale: Locale }

/** Whom a mail is for; null for a person who was disabled since it was staged. */
export async function findRecipient(actor: SystemActor, userId: string): Promise<Recipient | null> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({ userId: users.id, email: users.email, name: users.name, locale: users.locale })
      .from(users)
      .where(and(eq(users.id, userId), isNull(users.disabledAt))),
  )
  return row ?? null
}
