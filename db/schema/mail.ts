import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { everyRow, id, instant, recordedAt, systemRole, word } from '../columns'
import { locales } from './account'

/** Every mail this product wrote. Sent once per `key`; without a provider the row itself is the mailbox. */
export const mails = pgTable(
  'mails',
  {
    id: id().primaryKey(),
    key: text('key').notNull(),
    kind: text('kind').notNull(),
    toEmail: text('to_email').notNull(),
    locale: word('locale', locales).notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html').notNull(),
    /** Files that go out with it, `{ name, fileId, size }` each: their content stays where it is kept. */
    attachments: jsonb('attachments')
      .notNull()
      .$type<unknown>()
      .default(sql`'[]'::jsonb`),
    providerId: text('provider_id'),
    sentAt: instant('sent_at'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('mails_once').on(table.key),
    index('mails_page').on(table.recordedAt, table.id),
    everyRow('mails', systemRole),
  ],
).enableRLS()
