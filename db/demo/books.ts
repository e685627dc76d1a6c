import { sql } from 'drizzle-orm'
import type { OwnerTx } from '@/db/owner'
import { cards } from '@/db/schema/benefit'
import { auditLog } from '@/db/schema/command'
import { files } from '@/db/schema/file'
import { orderEvents, orders } from '@/db/schema/order'
import { paymentNotices, payments, refunds, suspense } from '@/db/schema/payment'
import { packages } from '@/db/schema/resource'
import { bankEntries, transfers } from '@/db/schema/transfer'
import type { FundFact } from '@/lib/billing/ledger/post-transaction.step'
import { dayOf } from '@/lib/kernel/calendar'
import type { Dice } from './dice'

/** The rows of a history while it is being told; written at once at its end. */
export type Books = {
  orders: (typeof orders.$inferInsert)[]
  events: (typeof orderEvents.$inferInsert)[]
  payments: (typeof payments.$inferInsert)[]
  notices: (typeof paymentNotices.$inferInsert)[]
  suspense: (typeof suspense.$inferInsert)[]
  refunds: (typeof refunds.$inferInsert)[]
  packages: (typeof packages.$inferInsert)[]
  cards: (typeof cards.$inferInsert)[]
  files: (typeof files.$inferInsert)[]
  transfers: (typeof transfers.$inferInsert)[]
  bankEntries: (typeof bankEntries.$inferInsert)[]
  facts: FundFact[]
  audit: (typeof auditLog.$inferInsert)[]
}

export const emptyBooks = (): Books => ({
  orders: [],
  events: [],
  payments: [],
  notices: [],
  suspense: [],
  refunds: [],
  packages: [],
  cards: [],
  files: [],
  transfers: [],
  bankEntries: [],
  facts: [],
  audit: [],
})

/** Writes the whole history: a statement per table, and the ledger through its one door. */
export async function writeBooks(tx: OwnerTx, books: Books, dice: Dice): Promise<void> {
  await tx.insert(orders).values(books.orders)
  await tx.insert(orderEvents).values(books.events)
  await tx.insert(payments).values(books.payments)
  await tx.insert(paymentNotices).values(books.notices)
  await tx.insert(suspense).values(books.suspense)
  await tx.insert(refunds).values(books.refunds)
  await tx.insert(packages).values(books.packages)
  if (books.cards.length > 0) await tx.insert(cards).values(books.cards)
  await tx.insert(files).values(books.files)
  await tx.insert(transfers).values(books.transfers)
  await tx.insert(bankEntries).values(books.bankEntries)
  await postFacts(tx, books.facts, dice)
  const told = [...books.audit].sort((a, b) => a.at.getTime() - b.at.getTime())
  await tx.insert(auditLog).values(told)
}

/** Each posting goes through the same function as in daily work, so that it is refused where it does not balance. */
async function postFacts(tx: OwnerTx, facts: readonly FundFact[], dice: Dice): Promise<void> {
  const rows = [...facts]
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
    .map((fact) => ({
      id: dice.idAt(fact.occurredAt),
      number: dayOf(fact.occurredAt).replaceAll('-', '') + dice.letters(8),
      account: fact.accountId,
      kind: fact.kind,
      amount: String(fact.amountFen),
      channel: fact.channel,
      order_id: fact.order?.id ?? null,
      order_number: fact.order?.number ?? null,
      product: fact.productCode,
      remark_en: fact.remarkEn,
      remark_zh: fact.remarkZh,
      occurred: fact.occurredAt.toISOString(),
      ledgers: fact.postings.map((posting) => posting.ledger),
      amounts: fact.postings.map((posting) => String(posting.amountFen)),
      cards: fact.postings.map((posting) => posting.cardId ?? null),
    }))
  await tx.execute(sql`
    select post_transaction(id, number, account, kind, amount, channel, order_id, order_number, product, remark_en,
      remark_zh, occurred, ledgers, amounts, cards)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as fact (id uuid, number text, account uuid, kind text,
      amount bigint, channel text, order_id uuid, order_number text, product text, remark_en text, remark_zh text,
      occurred timestamptz, ledgers text[], amounts bigint[], cards uuid[])`)
}
