import 'server-only'
import { and, eq } from 'drizzle-orm'
import { members } from '@/db/schema/account'
import type { StaffActor } from '@/lib/auth/actor'
import { loadAuthentication, type AuthenticatedAs } from '@/lib/billing/authentication/authentication.load'
import { read } from '@/lib/command/read'

export type TitleEvidence = {
  /** What a title is held against; null where nothing is in force. */
  authentication: AuthenticatedAs | null
  /** False for a seller's reviewer, who sees no customers. */
  told: boolean
  /** Whether the actor is a member of the account, and so may not decide. */
  ownAccount: boolean
}

/** Who the account of an application really is, for its reviewer. */
export async function getTitleEvidence(actor: StaffActor, accountId: string): Promise<TitleEvidence> {
  const told = actor.sellerId === null
  return read(actor, async (tx) => {
    const own = await tx
      .select({ role: members.role })
      .from(members)
      .where(and(eq(members.accountId, accountId), eq(members.userId, actor.userId)))
    const authentication = told ? await loadAuthentication(tx, accountId) : null
    return { authentication, told, ownAccount: own.length > 0 }
  })
}
