import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { fundKinds } from '@/db/schema/ledger'
import { dayOf } from '@/lib/kernel/calendar'
import { newId, newNumber } from '@/lib/kernel/id'
import type { Money } from '@/lib/kernel/money'
import type { Posting } from './ledger.rules'

export type FundFact = {
  /** Null for money that belongs to no customer yet. */
  accountId: string | null
  kind: (typeof fundKinds)[number]
  amountFen: Money
  channel: string | null
  order: { id: string; number: string } | null
  productCode: string | null
  remarkEn: string
  remarkZh: string
  occurredAt: Date
  postings: readonly Posting[]
}

/**
 * The one door to the ledger: writes the fund transaction and its entries, which must sum to zero. Comes last in a
 * command, so that balances are locked the shortest. Returns the transaction's id.
 */
export async function postTransaction(tx: Tx, fact: FundFact): Promise<string> {
  const id = newId()
  const ledgers = sql.param(fact.postings.map((posting) => posting.ledger))
  const amounts = sql.param(fact.postings.map((posting) => String(posting.amountFen)))
  await tx.execute(sql`select post_transaction(
    ${id}, ${newNumber(dayOf(fact.occurredAt))}, ${fact.accountId}, ${fact.kind}, ${String(fact.amountFen)}, ${fact.channel},
    ${fact.order?.id ?? null}, ${fact.order?.number ?? null}, ${fact.productCode}, ${fact.remarkEn}, ${fact.remarkZh},
    ${fact.occurredAt.toISOString()}, ${ledgers}::text[], ${amounts}::bigint[])`)
  return id
}
