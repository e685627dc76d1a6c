import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { users } from '@/db/schema/account'
import type { Locale } from '@/lib/auth/actor'
import { stage } from '@/lib/command/outbox'
import { newId } from '@/lib/kernel/id'

/**
 * The id of the person with this address, made where there is none. One who is known keeps name and password, but not
 * a password that came with an address nobody has proven: whoever set it may be somebody else.
 */
export async function admitPerson(
  tx: Tx,
  { email, name, locale }: { email: string; name: string; locale: Locale },
): Promise<string> {
  await tx
    .insert(users)
    .values({ id: newId(), email, name, locale })
    .onConflictDoNothing({ target: users.email })
  const [row] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
  if (!row) throw new Error('an address was taken and is not there')
  await tx.execute(sql`select forget_unproven_password(${row.id})`)
  return row.id
}

/** Stages the mail with the link by which a person of the back office sets a password. */
export async function stageInvitation(tx: Tx, userId: string): Promise<void> {
  await stage(tx, { task: 'send-mail', payload: { key: newId(), kind: 'invite-staff', userId } })
}
