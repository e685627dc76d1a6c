import { randomUUID } from 'node:crypto'
import type { FreshAccount } from './accounts'
import { database } from './product'

/** An account whose enterprise was authenticated before the journey begins. */
export async function authenticate({ accountId, name }: FreshAccount, taxpayerId: string): Promise<void> {
  const sql = database()
  const [file] =
    await sql`insert into files (id, account_id, purpose, name, type, sha256, size, content, uploaded_by)
    select ${randomUUID()}, ${accountId}, 'licence', 'l.png', 'image/png', ${randomUUID()}, 1, ${Buffer.from('x')}, m.user_id
    from members m where m.account_id = ${accountId} limit 1 returning id, uploaded_by`
  await sql`insert into authentications (id, account_id, kind, status, legal_name, taxpayer_id, licence_id, doubts, submitted_by,
      submitted_at, due_at, decided_by, decided_at)
    select ${randomUUID()}, ${accountId}, 'enterprise', 'authenticated', ${name}, ${taxpayerId}, ${file?.['id']}, '{}',
      ${file?.['uploaded_by']}, now(), now(), u.id, now()
    from users u where u.email = 'reviewer@billing.example'`
}
