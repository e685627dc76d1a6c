import { randomUUID } from 'node:crypto'
import { database } from './product'

export type FreshAccount = { accountId: string; email: string; name: string }

/**
 * An account of its own for a journey, opened behind the product's back: its owner signs in with the demo's password.
 * What the demo shows of itself stays as it is.
 */
export async function openAccount(kind: 'enterprise' | 'individual', name: string): Promise<FreshAccount> {
  const [accountId, userId] = [randomUUID(), randomUUID()]
  const email = `owner-${accountId.slice(0, 8)}@journey.example`
  const sql = database()
  await sql`insert into users (id, email, name, password_hash, email_verified_at)
    select ${userId}, ${email}, '钱多多', password_hash, now() from users where email = 'owner@acme.example'`
  await sql`insert into accounts (id, number, kind, name, created_at)
    values (${accountId}, ${`J${accountId.slice(0, 8)}`}, ${kind}, ${name}, now())`
  await sql`insert into members (account_id, user_id, role) values (${accountId}, ${userId}, 'owner')`
  for (const ledger of ['cash', 'gift', 'receivable'])
    await sql`insert into ledger_accounts (id, account_id, ledger, balance_fen)
      values (${randomUUID()}, ${accountId}, ${ledger}, 0)`
  return { accountId, email, name }
}

/** One more person of an account, who signs in with the demo's password. */
export async function addMember({ accountId }: FreshAccount, role: 'finance' | 'viewer'): Promise<string> {
  const userId = randomUUID()
  const email = `${role}-${userId.slice(0, 8)}@journey.example`
  await database()`insert into users (id, email, name, password_hash, email_verified_at)
    select ${userId}, ${email}, '周转', password_hash, now() from users where email = 'owner@acme.example'`
  await database()`insert into members (account_id, user_id, role) values (${accountId}, ${userId}, ${role})`
  return email
}
