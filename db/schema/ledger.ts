import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import {
  authRole,
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
  tenantPolicies,
  word,
} from '../columns'
import { accounts } from './account'

/** Ledgers of a customer: they keep a balance under their row's lock. */
/** Those that every account has from its first day. */
export const accountLedgers = ['cash', 'gift', 'receivable'] as const
export const customerLedgers = [...accountLedgers, 'card'] as const
/** Ledgers of the platform: sums of entries only, never a row that every payment would queue for. */
export const platformLedgers = [
  'clearing.wechatpay',
  'clearing.alipay',
  'clearing.corporate',
  'deferred-revenue',
  'suspense',
  'held-for-customers',
  'refund-payable',
] as const
export const ledgers = [...customerLedgers, ...platformLedgers] as const
export const fundKinds = [
  'payment',
  'top-up',
  'card',
  'part-payment',
  'excess',
  'refund',
  'refund-returned',
  'suspense',
  'suspense-assigned',
  'refund-sent',
] as const

export const ledgerAccounts = pgTable(
  'ledger_accounts',
  {
    id: id().primaryKey(),
    accountId: id('account_id')
      .notNull()
      .references(() => accounts.id),
    ledger: word('ledger', customerLedgers).notNull(),
    /** Of a stored-value card: which one. */
    cardId: id('card_id'),
    balanceFen: money('balance_fen').notNull(),
    sequence: integer('sequence').notNull().default(0),
  },
  (table) => [
    unique('ledger_accounts_one_each').on(table.accountId, table.ledger, table.cardId).nullsNotDistinct(),
    check('ledger_accounts_card_named', sql`(${table.ledger} = 'card') = (${table.cardId} is not null)`),
    unique('ledger_accounts_tenant').on(table.accountId, table.id),
    check('ledger_accounts_ledger_known', oneOf(table.ledger, customerLedgers)),
    check('ledger_accounts_not_below_zero', sql`${table.balanceFen} >= 0`),
    ...tenantPolicies('ledger_accounts', table.accountId),
    everyRow('ledger_accounts', authRole),
  ],
).enableRLS()

/** A fund transaction: what happened to money, as its customer reads it. Without an account it is the platform's alone. */
export const ledgerTransactions = pgTable(
  'ledger_transactions',
  {
    id: id().primaryKey(),
    number: text('number').notNull(),
    accountId: id('account_id').references(() => accounts.id),
    kind: word('kind', fundKinds).notNull(),
    amountFen: money('amount_fen').notNull(),
    channel: text('channel'),
    orderId: id('order_id'),
    orderNumber: text('order_number'),
    productCode: text('product_code'),
    remarkEn: text('remark_en').notNull(),
    remarkZh: text('remark_zh').notNull(),
    balanceAfterFen: money('balance_after_fen'),
    occurredAt: instant('occurred_at').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('ledger_transactions_number_unique').on(table.number),
    unique('ledger_transactions_tenant').on(table.accountId, table.id),
    index('ledger_transactions_page').on(table.accountId, table.occurredAt, table.id),
    // A rare kind or channel in an account of a million would be looked for in all of them.
    index('ledger_transactions_kind_page').on(table.accountId, table.kind, table.occurredAt, table.id),
    index('ledger_transactions_channel_page').on(table.accountId, table.channel, table.occurredAt, table.id),
    index('ledger_transactions_order').on(table.orderId),
    check('ledger_transactions_kind_known', oneOf(table.kind, fundKinds)),
    pgPolicy('ledger_transactions_portal', {
      for: 'select',
      to: portalRole,
      using: ownAccount(table.accountId),
    }),
    pgPolicy('ledger_transactions_staff', { for: 'select', to: staffRole, using: sql`true` }),
    pgPolicy('ledger_transactions_system', { for: 'select', to: systemRole, using: sql`true` }),
  ],
).enableRLS()

/** One side of a fund transaction. Credit positive; the entries of a transaction sum to zero. Append-only. */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: bigint('id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    transactionId: id('transaction_id')
      .notNull()
      .references(() => ledgerTransactions.id),
    accountId: id('account_id'),
    ledger: word('ledger', ledgers).notNull(),
    ledgerAccountId: id('ledger_account_id'),
    amountFen: money('amount_fen').notNull(),
    beforeFen: money('before_fen'),
    afterFen: money('after_fen'),
    sequence: integer('sequence'),
  },
  (table) => [
    index('ledger_entries_transaction').on(table.transactionId),
    uniqueIndex('ledger_entries_sequence').on(table.ledgerAccountId, table.sequence),
    foreignKey({
      name: 'ledger_entries_own_transaction',
      columns: [table.accountId, table.transactionId],
      foreignColumns: [ledgerTransactions.accountId, ledgerTransactions.id],
    }),
    foreignKey({
      name: 'ledger_entries_own_ledger_account',
      columns: [table.accountId, table.ledgerAccountId],
      foreignColumns: [ledgerAccounts.accountId, ledgerAccounts.id],
    }),
    check('ledger_entries_ledger_known', oneOf(table.ledger, ledgers)),
    check('ledger_entries_not_zero', sql`${table.amountFen} <> 0`),
    check(
      'ledger_entries_customer_side_has_balance',
      sql`(${table.ledger} in ('cash', 'gift', 'receivable', 'card')) = (${table.ledgerAccountId} is not null and ${table.afterFen} is not null and ${table.sequence} is not null)`,
    ),
    pgPolicy('ledger_entries_portal', { for: 'select', to: portalRole, using: ownAccount(table.accountId) }),
    pgPolicy('ledger_entries_staff', { for: 'select', to: staffRole, using: sql`true` }),
    pgPolicy('ledger_entries_system', { for: 'select', to: systemRole, using: sql`true` }),
  ],
).enableRLS()
