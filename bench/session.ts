import { encode } from 'next-auth/jwt'
import type postgres from 'postgres'
import { cookieName, SESSION_SECONDS, writeClaims } from '@/lib/auth/token'
import { newId } from '@/lib/kernel/id'

/** Signs in the owner of an account: the row that a session is, and the cookie that names it. */
export async function signIn(owner: postgres.Sql, accountId: string): Promise<string> {
  const { NEXTAUTH_SECRET: secret = '', PORT: port = '' } = process.env
  const sid = newId()
  const [member] = await owner<{ userId: string }[]>`
    insert into sessions (id, user_id, account_id, expires_at)
    select ${sid}, user_id, account_id, now() + interval '12 hours' from members where account_id = ${accountId} and role = 'owner'
    returning user_id as "userId"`
  if (!member) throw new Error('an account without an owner')
  const token = writeClaims({ sid, userId: member.userId, area: 'portal' })
  return `${cookieName('session', port)}=${await encode({ token, secret, maxAge: SESSION_SECONDS })}`
}
