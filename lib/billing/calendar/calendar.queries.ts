import 'server-only'
import { asc, between, sql } from 'drizzle-orm'
import { calendarDays } from '@/db/schema/calendar'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { dayOf } from '@/lib/kernel/calendar'

export type CalendarDay = typeof calendarDays.$inferSelect

/** The exceptions of a year, this one unless another is asked for, and every year that was announced. */
export async function getCalendarYear(actor: StaffActor, asked: number | null) {
  return read(actor, async (tx, now) => {
    const thisYear = Number(dayOf(now).slice(0, 4))
    const year = asked ?? thisYear
    const announced = await tx
      .selectDistinct({ year: sql<number>`extract(year from ${calendarDays.day})::int` })
      .from(calendarDays)
    const days = await tx
      .select()
      .from(calendarDays)
      .where(between(calendarDays.day, `${year}-01-01`, `${year}-12-31`))
      .orderBy(asc(calendarDays.day))
    return { year, thisYear, announced: announced.map((row) => row.year).sort((a, b) => a - b), days }
  })
}

/** The years whose exceptions were announced: what is due in another is an estimate. */
export async function listAnnouncedYears(actor: StaffActor): Promise<number[]> {
  const rows = await read(actor, (tx) =>
    tx.selectDistinct({ year: sql<number>`extract(year from ${calendarDays.day})::int` }).from(calendarDays),
  )
  return rows.map(({ year }) => year)
}
