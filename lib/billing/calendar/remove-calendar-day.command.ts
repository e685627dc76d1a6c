import 'server-only'
import { eq } from 'drizzle-orm'
import { calendarDays } from '@/db/schema/calendar'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { removeDayInput } from './calendar.input'

/** Takes an exception out: the day is what its weekday says. A year without any day counts as not announced. */
export const removeCalendarDay = command({
  name: 'calendar.remove-day',
  by: 'admin.catalog.write',
  input: removeDayInput,
  async run({ tx }, { day }) {
    const gone = await tx
      .delete(calendarDays)
      .where(eq(calendarDays.day, day))
      .returning({ kind: calendarDays.kind })
    if (!gone[0]) throw new Refusal('calendar.day-unknown')
    return { day, kind: gone[0].kind }
  },
  audit: ({ day }, { kind }) => ({ detail: { day, kind } }),
})
