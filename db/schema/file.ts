import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { bytes, id, oneOf, recordedAt, tenantPolicies, word } from '../columns'
import { accounts, users } from './account'

export const filePurposes = ['voucher', 'licence'] as const
export const fileTypes = ['image/jpeg', 'image/png', 'application/pdf'] as const

/** What a customer uploaded, checked by its content. Its id is random, since an address must not be guessed. */
export const files = pgTable(
  'files',
  {
    id: id().primaryKey(),
    accountId: id('account_id')
      .notNull()
      .references(() => accounts.id),
    purpose: word('purpose', filePurposes).notNull(),
    name: text('name').notNull(),
    type: word('type', fileTypes).notNull(),
    /** Of the file as it was sent: an image is kept re-encoded. */
    sha256: text('sha256').notNull(),
    size: integer('size').notNull(),
    content: bytes('content').notNull(),
    uploadedBy: id('uploaded_by')
      .notNull()
      .references(() => users.id),
    uploadedAt: recordedAt('uploaded_at'),
  },
  (table) => [
    unique('files_tenant').on(table.accountId, table.id),
    check('files_purpose_known', oneOf(table.purpose, filePurposes)),
    check('files_type_known', oneOf(table.type, fileTypes)),
    // 4 MB as uploaded; a re-encoded image may come out a little larger.
    check('files_size_within', sql`${table.size} > 0 and octet_length(${table.content}) <= 8 * 1024 * 1024`),
    ...tenantPolicies('files', table.accountId),
  ],
).enableRLS()
