import { sql } from 'drizzle-orm'
import { check, date, pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import { everyRow, oneOf, portalRole, sellerRole, staffRole, systemRole, word } from '../columns'

export const dayKinds = ['holiday', 'make-up'] as const

/** The announced exceptions to working days, editable; `announced_years` says for which years they are complete. */
export const calendarDays = pgTable(
  'calendar_days',
  { day: date('day').primaryKey(), kind: word('kind', dayKinds).notNull(), source: text('source').notNull() },
  (table) => [
    check('calendar_days_kind_known', oneOf(table.kind, dayKinds)),
    pgPolicy('calendar_days_read', { for: 'select', to: [portalRole, sellerRole], using: sql`true` }),
    everyRow('calendar_days', staffRole),
    everyRow('calendar_days', systemRole),
  ],
).enableRLS()
