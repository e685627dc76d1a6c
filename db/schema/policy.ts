import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import { authRole, id, instant, portalRole, recordedAt, sellerRole, staffRole, systemRole } from '../columns'

/** Every version of the billing policy; the one in force is the newest whose day has come. */
export const policies = pgTable(
  'policies',
  {
    version: integer('version').primaryKey(),
    effectiveAt: instant('effective_at').notNull(),
    preset: text('preset').notNull(),
    body: jsonb('body').notNull().$type<unknown>(),
    approvedBy: id('approved_by'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    check('policies_version_positive', sql`${table.version} > 0`),
    pgPolicy('policies_read', {
      for: 'select',
      to: [authRole, portalRole, staffRole, sellerRole, systemRole],
      using: sql`true`,
    }),
    pgPolicy('policies_write', { for: 'insert', to: systemRole, withCheck: sql`true` }),
  ],
).enableRLS()
