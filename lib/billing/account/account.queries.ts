import 'server-only'
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { accounts, members, oneTimeTokens, sessions, staff, users } from '@/db/schema/account'
import type { Locale, StrangerActor, SystemActor } from '@/lib/auth/actor'
import type { MemberRole, StaffRole } from '@/lib/auth/permissions'
import { hashSecret } from '@/lib/auth/secret'
import { systemNow } from '@/lib/command/clock'
import { read } from '@/lib/command/read'
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
  /** The account this session works for, as long as the person is still a member of it. */
  accountId: string | null
  memberships: Membership[]
  staff: { roles: readonly StaffRole[]; sellerId: string | null } | null
}

/** The session behind a token; null once it has ended, run out, or its person is disabled. */
export async function findSession(actor: StrangerActor, sessionId: string): Promise<LiveSession | null> {
  const rows = await read(actor, (tx) =>
    tx
      .select({
        accountId: sessions.accountId,
        user: users,
        staff: { roles: staff.roles, sellerId: staff.sellerId },
        role: members.role,
        account: accounts,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(staff, eq(staff.userId, users.id))
      .leftJoin(members, eq(members.userId, users.id))
      .leftJoin(accounts, eq(accounts.id, members.accountId))
      .where(
        and(
          eq(sessions.id, sessionId),
          isNull(sessions.endedAt),
          gt(sessions.expiresAt, systemNow()),
          isNull(users.disabledAt),
        ),
      )
      .orderBy(asc(members.createdAt), asc(members.accountId)),
  )
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
    accountId: memberships.find(({ accountId }) => accountId === first.accountId)?.accountId ?? null,
    memberships,
    staff: first.staff,
  }
}

/** Whether a mailed link still works: asked before the work of hashing a new password. */
export async function isLinkValid(
  actor: StrangerActor,
  secret: string,
  purpose: TokenPurpose,
): Promise<boolean> {
  const rows = await read(actor, (tx) =>
    tx
      .select({ userId: oneTimeTokens.userId })
      .from(oneTimeTokens)
      .where(
        and(
          eq(oneTimeTokens.hash, hashSecret(secret)),
          eq(oneTimeTokens.purpose, purpose),
          isNull(oneTimeTokens.usedAt),
          gt(oneTimeTokens.expiresAt, systemNow()),
        ),
      ),
  )
  return rows.length > 0
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
