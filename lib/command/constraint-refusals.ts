import 'server-only'
import { Refusal, type RefusalCode } from '@/lib/kernel/refusal'
import { DatabaseFailure } from './database-failure'

/** Constraints that two people can meet honestly, and what they are told. Any other violation is a bug. */
const refusals: Readonly<Record<string, RefusalCode>> = {
  archives_one_under_way: 'archive.under-way',
  payments_pkey: 'order.id-reused',
  payments_one_open_per_order: 'order.changed-meanwhile',
  payments_one_settled_per_order: 'order.changed-meanwhile',
  corrections_pkey: 'correction.id-reused',
  corrections_one_live: 'correction.under-way',
  invoices_digital_number_unique: 'invoice.number-used',
  invoices_number_unique: 'invoice.number-used',
  issuing_batch_lines_waiting_once: 'workbook.taken-meanwhile',
  refunds_pkey: 'refund.id-reused',
  titles_one_default: 'title.changed-meanwhile',
  sending_addresses_one_default: 'address.changed-meanwhile',
  transfers_pkey: 'order.id-reused',
  transfers_voucher_once: 'transfer.voucher-used',
  transfers_one_live_per_order: 'transfer.already-submitted',
  bank_entries_ref_once: 'transfer.bank-ref-used',
}

/** The refusal an error means, or null where it is a bug or an outage. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  const code = refusals[violatedUnique(error) ?? '']
  return code ? new Refusal(code) : null
}

/** The UNIQUE constraint that refused a second row, or null for any other error. */
export function violatedUnique(error: unknown): string | null {
  return error instanceof DatabaseFailure && error.code === '23505' ? error.constraint : null
}

/**
 * Whether the same transaction may simply run again: Postgres chose it as a deadlock's victim, or another press of the
 * same form wrote the same id at the same moment. ON CONFLICT looks at its own index alone, so such a press may meet the
 * one of account and id instead; the second time it finds the row.
 */
export function isWorthRepeating(error: unknown): boolean {
  const isDeadlock = error instanceof DatabaseFailure && error.code === '40P01'
  return isDeadlock || (violatedUnique(error)?.endsWith('_tenant') ?? false)
}
