import 'server-only'
import { between } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { calendarDays } from '@/db/schema/calendar'
import { command } from '@/lib/command/command'
import type { Day } from '@/lib/kernel/calendar'
import { isWeekend } from '@/lib/kernel/working-days'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { addDayInput } from './calendar.input'

/** One more exception to the working days of a year that was announced. What is due already stays due as it is. */
export const addCalendarDay = command({
  name: 'calendar.add-day',
  by: 'admin.catalog.write',
  input: addDayInput,
  async run({ tx, actor }, { day, kind }) {
    if (kind === 'make-up' && !isWeekend(day)) throw new InvalidInput({ day: 'make-up-on-weekday' })
    if (!(await isAnnounced(tx, day))) throw new InvalidInput({ day: 'day-year-unannounced' })
    const written = await tx
      .insert(calendarDays)
      .values({ day, kind, source: actor.name })
      .onConflictDoNothing()
      .returning({ day: calendarDays.day })
    if (written.length === 0) throw new Refusal('calendar.day-known')
    return { day }
  },
  audit: ({ day, kind }) => ({ detail: { day, kind } }),
})

/** A year with any day in it counts as announced, so that one day alone would make its due dates look certain. */
async function isAnnounced(tx: Tx, day: Day): Promise<boolean> {
  const year = day.slice(0, 4)
  const rows = await tx
    .select({ day: calendarDays.day })
    .from(calendarDays)
    .where(between(calendarDays.day, `${year}-01-01`, `${year}-12-31`))
    .limit(1)
  return rows.length > 0
}
