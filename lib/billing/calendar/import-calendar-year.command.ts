import 'server-only'
import { between } from 'drizzle-orm'
import { calendarDays } from '@/db/schema/calendar'
import { command } from '@/lib/command/command'
import { InvalidInput } from '@/lib/kernel/refusal'
import { importYearInput } from './calendar.input'
import { readAnnouncement } from './calendar.rules'

/** The announcement of a whole year, in place of what was kept for it. */
export const importCalendarYear = command({
  name: 'calendar.import-year',
  by: 'admin.catalog.write',
  input: importYearInput,
  async run({ tx, actor }, { year, announcement }) {
    const read = readAnnouncement(announcement)
    if ('problem' in read) throw new InvalidInput({ announcement: read.problem })
    const { days } = read
    if (days.some(({ day }) => !day.startsWith(year)))
      throw new InvalidInput({ announcement: 'announcement-other-year' })
    await tx.delete(calendarDays).where(between(calendarDays.day, `${year}-01-01`, `${year}-12-31`))
    await tx
      .insert(calendarDays)
      .values(days.map((one) => ({ ...one, source: actor.name })))
      .onConflictDoNothing()
    return { year, days: days.length }
  },
  audit: ({ year }, { days }) => ({ detail: { year, days } }),
})
