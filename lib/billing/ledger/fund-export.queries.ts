import 'server-only'
import { desc } from 'drizzle-orm'
import { ledgerTransactions } from '@/db/schema/ledger'
import type { Locale, MemberActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { businessMoment, inOneColumn, typedText, walkRows } from '@/lib/command/walk-rows'
import { matchingFunds, type FundFilter, type FundKind } from './ledger.queries'

/** A fund transaction as text: amounts are digits of fen, moments those of the business zone, nothing is empty. */
export type FundRecord = {
  number: string
  at: string
  kind: FundKind
  amountFen: string
  balanceAfterFen: string
  channel: string
  orderNumber: string
  remark: string
}

/** Every fund transaction of the actor's account that the filter finds, newest first. */
export async function walkFundTransactions(
  actor: MemberActor,
  filter: Omit<FundFilter, 'cursor'>,
  locale: Locale,
  take: (records: FundRecord[]) => Promise<void>,
): Promise<void> {
  const t = ledgerTransactions
  const cells = [
    t.number,
    businessMoment(t.occurredAt),
    t.kind,
    t.amountFen,
    t.balanceAfterFen,
    t.channel,
    t.orderNumber,
    typedText(locale === 'en' ? t.remarkEn : t.remarkZh),
  ]
  await read(actor, (tx) => {
    const query = tx
      .select(inOneColumn(cells))
      .from(t)
      .where(matchingFunds(actor.accountId, filter))
      .orderBy(desc(t.occurredAt), desc(t.id))
    return walkRows(tx, query, (rows) => take(rows.map(recordOf)))
  })
}

function recordOf(cells: string[]): FundRecord {
  const [number, at, kind, amountFen, balanceAfterFen, channel, orderNumber, remark] = cells as [
    string,
    string,
    FundKind,
    string,
    string,
    string,
    string,
    string,
  ]
  return { number, at, kind, amountFen, balanceAfterFen, channel, orderNumber, remark }
}
