import { randomUUID } from 'node:crypto'
import type { FreshAccount } from './accounts'
import { database } from './product'

/**
 * Orders of so many thousands of authentications, ¥50.00 each, that were paid before the journey begins and may be
 * invoiced: by their rows alone, since ordering and paying have journeys of their own. Returns their numbers.
 */
export async function payBeforehand({ accountId }: FreshAccount, ...thousands: number[]): Promise<string[]> {
  const sql = database()
  const numbers: string[] = []
  for (const quantity of thousands) {
    const id = randomUUID()
    const number = `20260101${id.slice(0, 8).toUpperCase()}`
    await sql`insert into orders (id, number, account_id, kind, status, product_code, quantity, unit_price_fen, amount_fen,
        invoice_basis, policy_version, agreement_code, agreement_version, placed_by, placed_at, expires_at, paid_at, paid_channel)
      select ${id}, ${number}, ${accountId}, 'package', 'paid', 'auth', ${quantity}::int, 5000, ${quantity * 5000}, 'payment',
        max(p.version), 'privacy', 1, (select user_id from members where account_id = ${accountId} limit 1),
        business_now(), business_now(), business_now(), 'wechatpay' from policies p`
    await sql`insert into invoiceables (id, account_id, document, order_id, section, seller_id, tax_treatment, amount_fen, occurred_at)
      select ${randomUUID()}, ${accountId}, 'order', ${id}, 'own', seller_id, '0.06', ${quantity * 5000}, business_now()
      from products where code = 'auth'`
    numbers.push(number)
  }
  return numbers
}
