import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import {
  everyRow,
  id,
  instant,
  money,
  oneOf,
  ownAccount,
  portalRole,
  recordedAt,
  staffRole,
  systemRole,
  word,
} from '../columns'
import { users } from './account'
import { files } from './file'
import { orders } from './order'
import { fourEyesStates, payments } from './payment'

export const transferStatuses = ['awaiting', 'checking', 'confirmed', 'rejected'] as const
/** What confirmed money did: pay the order, a part of it, more than it, or one that was paid already. */
export const transferOutcomes = ['paid', 'part', 'over', 'double'] as const

/** A corporate bank payment as its customer claims it, with the voucher. A claim is no proof: finance confirms it. */
export const transfers = pgTable(
  'transfers',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    orderId: id('order_id').notNull(),
    /** The attempt whose number is the remittance remark. */
    paymentId: id('payment_id').notNull(),
    status: word('status', transferStatuses).notNull(),
    /** What was due when the voucher was submitted. */
    claimedFen: money('claimed_fen').notNull(),
    voucherId: id('voucher_id').notNull(),
    voucherSha256: text('voucher_sha256').notNull(),
    submittedBy: id('submitted_by')
      .notNull()
      .references(() => users.id),
    submittedAt: instant('submitted_at').notNull(),
    dueAt: instant('due_at').notNull(),
    /** What the first person read in the bank's own system. */
    receivedFen: money('received_fen'),
    receivedOn: date('received_on'),
    payerName: text('payer_name'),
    payerAccount: text('payer_account'),
    bankRef: text('bank_ref'),
    /** The text the bank shows. */
    remark: text('remark'),
    outcome: word('outcome', transferOutcomes),
    fourEyes: word('four_eyes', fourEyesStates),
    confirmedBy: id('confirmed_by').references(() => users.id),
    confirmedAt: instant('confirmed_at'),
    approvedBy: id('approved_by').references(() => users.id),
    decidedAt: instant('decided_at'),
    rejectedBy: id('rejected_by').references(() => users.id),
    rejectReason: text('reject_reason'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    unique('transfers_tenant').on(table.accountId, table.id),
    uniqueIndex('transfers_one_live_per_order')
      .on(table.orderId)
      .where(sql`status in ('awaiting', 'checking')`),
    // One slip proves one transfer, whoever submits it.
    uniqueIndex('transfers_voucher_once')
      .on(table.voucherSha256)
      .where(sql`status <> 'rejected'`),
    index('transfers_order').on(table.orderId),
    index('transfers_queue').on(table.status, table.dueAt, table.id),
    index('transfers_decided_page')
      .on(table.decidedAt, table.id)
      .where(sql`decided_at is not null`),
    index('transfers_confirmed_of_account')
      .on(table.accountId, table.confirmedAt)
      .where(sql`confirmed_at is not null`),
    foreignKey({
      name: 'transfers_own_order',
      columns: [table.accountId, table.orderId],
      foreignColumns: [orders.accountId, orders.id],
    }),
    foreignKey({
      name: 'transfers_own_payment',
      columns: [table.accountId, table.paymentId],
      foreignColumns: [payments.accountId, payments.id],
    }),
    foreignKey({
      name: 'transfers_own_voucher',
      columns: [table.accountId, table.voucherId],
      foreignColumns: [files.accountId, files.id],
    }),
    check('transfers_status_known', oneOf(table.status, transferStatuses)),
    check('transfers_outcome_known', oneOf(table.outcome, transferOutcomes)),
    check(
      'transfers_confirmed_has_outcome',
      sql`(${table.status} = 'confirmed') = (${table.outcome} is not null)`,
    ),
    check('transfers_claimed_positive', sql`${table.claimedFen} > 0`),
    check(
      'transfers_confirmed_says_what',
      sql`${table.status} not in ('checking', 'confirmed') or (${table.receivedFen} > 0 and ${table.receivedOn} is not null and ${table.payerName} is not null and ${table.confirmedBy} is not null and ${table.confirmedAt} is not null and ${table.fourEyes} is not null)`,
    ),
    check(
      'transfers_two_people',
      sql`${table.status} <> 'confirmed' or ${table.fourEyes} <> 'needed' or (${table.approvedBy} is not null and ${table.approvedBy} <> ${table.confirmedBy})`,
    ),
    check(
      'transfers_rejected_says_why',
      sql`(${table.status} = 'rejected') = (${table.rejectReason} is not null)`,
    ),
    // A customer claims and does no more.
    pgPolicy('transfers_portal', { for: 'select', to: portalRole, using: ownAccount(table.accountId) }),
    pgPolicy('transfers_portal_claims', {
      for: 'insert',
      to: portalRole,
      withCheck: sql`${ownAccount(table.accountId)} and ${table.status} = 'awaiting' and ${table.confirmedBy} is null`,
    }),
    everyRow('transfers', staffRole),
    everyRow('transfers', systemRole),
  ],
).enableRLS()

export const bankEntryStatuses = ['expected', 'paired'] as const

/** One line of a bank statement. `expected` is one that a person has read at the bank and no import has shown yet. */
export const bankEntries = pgTable(
  'bank_entries',
  {
    id: id().primaryKey(),
    status: word('status', bankEntryStatuses).notNull(),
    accountId: id('account_id').notNull(),
    orderId: id('order_id').notNull(),
    transferId: id('transfer_id').notNull(),
    /** Ours, as the policy of the day names it. */
    ownAccount: text('own_account').notNull(),
    direction: word('direction', ['credit', 'debit']).notNull(),
    bookedOn: date('booked_on').notNull(),
    amountFen: money('amount_fen').notNull(),
    currency: text('currency').notNull(),
    payerName: text('payer_name').notNull(),
    payerAccount: text('payer_account'),
    bankRef: text('bank_ref'),
    remark: text('remark').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('bank_entries_one_per_transfer').on(table.transferId),
    uniqueIndex('bank_entries_ref_once')
      .on(table.ownAccount, table.bankRef)
      .where(sql`bank_ref is not null`),
    index('bank_entries_page').on(table.bookedOn, table.id),
    foreignKey({
      name: 'bank_entries_own_transfer',
      columns: [table.accountId, table.transferId],
      foreignColumns: [transfers.accountId, transfers.id],
    }),
    check('bank_entries_status_known', oneOf(table.status, bankEntryStatuses)),
    check('bank_entries_amount_positive', sql`${table.amountFen} > 0`),
    everyRow('bank_entries', staffRole),
    everyRow('bank_entries', systemRole),
  ],
).enableRLS()
