import * as z from 'zod/mini'
import { parseDay, type Day } from '@/lib/kernel/calendar'
import { readAnnouncement } from './calendar.rules'

const day = z.pipe(
  z.string().check(
    z.trim(),
    z.refine((typed) => parseDay(typed) !== null && typed >= '2000' && typed < '3000', 'day-invalid'),
  ),
  z.transform((typed: string) => typed as Day),
)
const kind = z.enum(['holiday', 'make-up'], 'day-kind-required')

export const addDayInput = z.object({ day, kind })
export const removeDayInput = z.object({ day })

export const importYearInput = z.object({
  year: z.string().check(z.trim(), z.regex(/^2\d{3}$/, 'year-invalid')),
  announcement: z.string().check(z.maxLength(20_000, 'announcement-long'), (context) => {
    const read = readAnnouncement(context.value)
    if ('problem' in read)
      context.issues.push({ code: 'custom', message: read.problem, input: context.value })
  }),
})
