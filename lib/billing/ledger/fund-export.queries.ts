import 'server-only'
import { desc } from 'drizzle-orm'
import { ledgerTransactions } from '@/db/schema/ledger'
import type { Locale, MemberActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { walkRows } from '@/lib/command/walk-rows'
import { matchingFunds, type FundFilter, type FundKind } from './ledger.queries'

/** A fund transaction as `walkRows` writes rows. */
export type FundRecord = {
  number: string
  at: string
  kind: FundKind
  amountFen: string
  balanceAfterFen: string | null
  channel: string | null
  orderNumber: string | null
  remark: string
}

/** Every fund transaction of the actor's account that the filter finds, newest first. */
export async function walkFundTransactions(
  actor: MemberActor,
  filter: Omit<FundFilter, 'cursor'>,
  locale: Locale,
  take: (records: readonly FundRecord[]) => Promise<void>,
): Promise<void> {
  const t = ledgerTransactions
  const cells = {
    number: t.number,
    at: t.occurredAt,
    kind: t.kind,
    amountFen: t.amountFen,
    balanceAfterFen: t.balanceAfterFen,
    channel: t.channel,
    orderNumber: t.orderNumber,
    remark: locale === 'en' ? t.remarkEn : t.remarkZh,
  }
  await read(actor, (tx) =>
    walkRows<FundRecord>(
      tx,
      cells,
      (columns) =>
        tx
          .select(columns)
          .from(t)
          .where(matchingFunds(actor.accountId, filter))
          .orderBy(desc(t.occurredAt), desc(t.id)),
      take,
    ),
  )
}
