import 'server-only'
import { calendarDays } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { addDayInput } from './calendar.input'
import { isWeekend } from './calendar.rules'

/** One more exception to the working days of a year that was announced. What is due already stays due as it is. */
export const addCalendarDay = command({
  name: 'calendar.add-day',
  by: 'admin.catalog.write',
  input: addDayInput,
  async run({ tx, actor }, { day, kind }) {
    if (kind === 'make-up' && !isWeekend(day)) throw new InvalidInput({ day: 'make-up-on-weekday' })
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
