import 'server-only'
import { and, eq } from 'drizzle-orm'
import { members, sessions } from '@/db/schema/account'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { switchAccountInput } from './account.input'

/** Lets a session work for another account of its person. Not found for an account of somebody else. */
export const switchAccount = command({
  name: 'session.switch-account',
  by: 'stranger',
  input: switchAccountInput,
  async run({ tx }, { sessionId, userId, accountId }) {
    const [member] = await tx
      .select({ role: members.role })
      .from(members)
      .where(and(eq(members.userId, userId), eq(members.accountId, accountId)))
    if (!member) throw notFound()
    const moved = await tx
      .update(sessions)
      .set({ accountId })
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
      .returning({ id: sessions.id })
    if (moved.length === 0) throw notFound()
  },
  audit: ({ userId, accountId }) => ({ subject: userId, account: accountId }),
})
