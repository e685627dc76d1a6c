import type { Sql } from 'postgres'
import { seenAuthentication } from '@/lib/billing/invoice/seen.rules'

/** The authenticated title of an account, as the wizard sends it back. */
export async function seenTitleOf(sql: Sql, accountId: string): Promise<string> {
  const [row] = await sql<{ kind: 'enterprise' | 'individual'; name: string; taxpayerId: string | null }[]>`
    select kind, legal_name as name, taxpayer_id as "taxpayerId" from authentications
    where account_id = ${accountId} and status = 'authenticated'`
  if (!row) throw new Error('the account is not authenticated')
  return seenAuthentication(row)
}
