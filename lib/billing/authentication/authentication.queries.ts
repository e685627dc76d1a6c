import 'server-only'
import { desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { users } from '@/db/schema/account'
import { authentications } from '@/db/schema/authentication'
import { files } from '@/db/schema/file'
import type { Locale, MemberActor, SystemActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { loadAuthentication, type AuthenticatedAs } from './authentication.load'
import type { AuthenticationKind, AuthenticationStatus } from './authentication.rules'

export type LicenceView = { id: string; name: string; type: string; size: number }

/** What an account submitted about itself, and what became of it. */
export type SubmissionView = {
  id: string
  kind: AuthenticationKind
  status: AuthenticationStatus
  legalName: string
  taxpayerId: string | null
  idNumberLast4: string | null
  licence: LicenceView | null
  submittedBy: string
  submittedAt: Date
  dueAt: Date
  decidedAt: Date | null
  rejectReason: string | null
  replacedAt: Date | null
}

const submitters = alias(users, 'submitters')
const MOST_SHOWN = 50

/** The authentication in force of the actor's account; null where there is none. */
export async function findAuthentication(actor: MemberActor): Promise<AuthenticatedAs | null> {
  return read(actor, (tx) => loadAuthentication(tx, actor.accountId))
}

/** Everything the actor's account submitted, newest first, and business now. */
export async function listSubmissions(
  actor: MemberActor,
): Promise<{ submissions: SubmissionView[]; now: Date }> {
  return read(actor, async (tx, now) => {
    const rows = await tx
      .select({
        id: authentications.id,
        kind: authentications.kind,
        status: authentications.status,
        legalName: authentications.legalName,
        taxpayerId: authentications.taxpayerId,
        idNumberLast4: authentications.idNumberLast4,
        licence: { id: files.id, name: files.name, type: files.type, size: files.size },
        submittedBy: submitters.name,
        submittedAt: authentications.submittedAt,
        dueAt: authentications.dueAt,
        decidedAt: authentications.decidedAt,
        rejectReason: authentications.rejectReason,
        replacedAt: authentications.replacedAt,
      })
      .from(authentications)
      .leftJoin(files, eq(files.id, authentications.licenceId))
      .leftJoin(submitters, eq(submitters.id, authentications.submittedBy))
      .where(eq(authentications.accountId, actor.accountId))
      .orderBy(desc(authentications.submittedAt), desc(authentications.id))
      .limit(MOST_SHOWN)
    // Somebody who has left the account is not read by it any more.
    const submissions = rows.map((row) => ({ ...row, submittedBy: row.submittedBy ?? '' }))
    return { submissions, now }
  })
}

/** What the mail about a decision tells, and to whom: the person who submitted; null for one disabled since. */
export type Decided = {
  receiver: { email: string; name: string; locale: Locale; disabledAt: Date | null }
  legalName: string
  rejectReason: string | null
  /** Whether another one is in force: a renewal was rejected then. */
  formerStays: boolean
}

export async function findDecided(actor: SystemActor, id: string): Promise<Decided | null> {
  return read(actor, async (tx) => {
    const [row] = await tx
      .select({
        receiver: {
          email: users.email,
          name: users.name,
          locale: users.locale,
          disabledAt: users.disabledAt,
        },
        accountId: authentications.accountId,
        legalName: authentications.legalName,
        rejectReason: authentications.rejectReason,
      })
      .from(authentications)
      .innerJoin(users, eq(users.id, authentications.submittedBy))
      .where(eq(authentications.id, id))
    if (!row || row.receiver.disabledAt !== null) return null
    const { accountId, ...decided } = row
    const inForce = await loadAuthentication(tx, accountId)
    return { ...decided, formerStays: decided.rejectReason !== null && inForce !== null }
  })
}
