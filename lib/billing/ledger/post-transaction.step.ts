import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { fundKinds } from '@/db/schema/ledger'
import { preparedSql } from '@/lib/command/prepared'
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

const given = (
  name: keyof FundFact | 'id' | 'number' | 'orderId' | 'orderNumber' | 'ledgers' | 'amounts' | 'cards',
) => sql.placeholder(name)

const values = sql`${given('id')}, ${given('number')}, ${given('accountId')}, ${given('kind')}, ${given('amountFen')},
  ${given('channel')}, ${given('orderId')}, ${given('orderNumber')}, ${given('productCode')}, ${given('remarkEn')},
  ${given('remarkZh')}, ${given('occurredAt')}, ${given('ledgers')}::text[], ${given('amounts')}::bigint[]`

const post = preparedSql(sql`select post_transaction(${values})`)
// Apart, so that a posting without a card carries one value less.
const postOnCards = preparedSql(sql`select post_transaction(${values}, ${given('cards')}::uuid[])`)

/**
 * The one door to the ledger: writes the fund transaction and its entries, which must sum to zero. Comes last in a
 * command, so that balances are locked the shortest. A side of the ledger 'card' names its card. Returns the
 * transaction's id.
 */
export async function postTransaction(tx: Tx, fact: FundFact): Promise<string> {
  const id = newId()
  const cards = fact.postings.map((posting) => posting.cardId ?? null)
  const onCards = cards.some((card) => card !== null)
  await (onCards ? postOnCards : post)(tx, {
    ...(onCards ? { cards } : {}),
    id,
    number: newNumber(dayOf(fact.occurredAt)),
    accountId: fact.accountId,
    kind: fact.kind,
    amountFen: String(fact.amountFen),
    channel: fact.channel,
    orderId: fact.order?.id ?? null,
    orderNumber: fact.order?.number ?? null,
    productCode: fact.productCode,
    remarkEn: fact.remarkEn,
    remarkZh: fact.remarkZh,
    occurredAt: fact.occurredAt.toISOString(),
    ledgers: fact.postings.map((posting) => posting.ledger),
    amounts: fact.postings.map((posting) => String(posting.amountFen)),
  })
  return id
}
