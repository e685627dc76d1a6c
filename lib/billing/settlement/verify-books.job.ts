import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { findLedgerDifferences, type BookDifference } from '@/lib/billing/ledger/ledger.queries'
import { findSettlementDifferences } from './settlement.queries'

/** Orders equal payments equal ledger; entries sum to zero; balances equal their entries. Names what does not. */
export async function verifyBooks(): Promise<{ checked: number; differences: BookDifference[] }> {
  const ledger = await findLedgerDifferences(SYSTEM)
  const settlement = await findSettlementDifferences(SYSTEM)
  return {
    checked: ledger.checked + settlement.checked,
    differences: [...ledger.differences, ...settlement.differences],
  }
}
