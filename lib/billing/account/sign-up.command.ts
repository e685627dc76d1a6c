import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { accounts, members, users } from '@/db/schema/account'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { dayOf } from '@/lib/kernel/calendar'
import { newId, newNumber } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { signUpInput } from './account.input'
import { accountNameOf, limits } from './account.rules'
import { countAttempts } from './count-attempts.step'

/**
 * A new person with a new account of their own, and a mail to verify the address. An address already known gets
 * another mail instead and nothing else is written: whoever asks learns nothing. Throws `throttle.too-many`.
 */
export const signUp = command({
  name: 'account.sign-up',
  by: 'stranger',
  input: signUpInput,
  async run({ tx, now }, input) {
    const exceeded = await countAttempts(tx, [
      { limit: limits.mailPerEmail, of: input.email },
      { limit: limits.mailPerAddress, of: input.address },
    ])
    if (exceeded.includes(limits.mailPerAddress.name)) throw new Refusal('throttle.too-many')
    const created = await insertUser(tx, input)
    const userId = created ?? (await userIdOf(tx, input.email))
    const kind = created ? 'verify-email' : 'already-registered'
    const accountId = created ? await openAccount(tx, now, created, input) : null
    if (exceeded.length === 0) await stage(tx, { task: 'send-mail', payload: { key: newId(), kind, userId } })
    return { userId, accountId }
  },
  audit: ({ kind }, { userId, accountId }) => ({
    subject: userId,
    account: accountId,
    detail: { kind, known: accountId === null },
  }),
})

type Newcomer = {
  email: string
  name: string
  passwordHash: string
  locale: 'en' | 'zh-CN'
  kind: 'enterprise' | 'individual'
  accountName: string
}

/** Null where the address is taken; of several at once, the unique index lets one through. */
async function insertUser(tx: Tx, { email, name, passwordHash, locale }: Newcomer): Promise<string | null> {
  const [row] = await tx
    .insert(users)
    .values({ id: newId(), email, name, passwordHash, locale })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id })
  return row?.id ?? null
}

async function userIdOf(tx: Tx, email: string): Promise<string> {
  const [row] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
  if (!row) throw new Error('an address was taken and is not there')
  return row.id
}

async function openAccount(tx: Tx, now: Date, userId: string, newcomer: Newcomer): Promise<string> {
  const id = newId()
  const { kind } = newcomer
  await tx
    .insert(accounts)
    .values({ id, number: newNumber(dayOf(now)), kind, name: accountNameOf(newcomer), createdAt: now })
  await tx.insert(members).values({ accountId: id, userId, role: 'owner' })
  // The ledger is a later room, but an account without its three ledgers could not be posted to.
  await tx.execute(sql`
    insert into ledger_accounts (id, account_id, ledger, balance_fen)
    values (${newId()}, ${id}, 'cash', 0), (${newId()}, ${id}, 'gift', 0), (${newId()}, ${id}, 'receivable', 0)`)
  return id
}
