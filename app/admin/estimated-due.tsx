import type { ReactNode } from 'react'
import { pageWords } from '@/app/(portal)/page-words'
import { DueText } from '@/components/billing/due-text'
import type { StaffActor } from '@/lib/auth/actor'
import { listAnnouncedYears } from '@/lib/billing/calendar/calendar.queries'
import type { Day } from '@/lib/kernel/calendar'
import { getTranslations } from '@/lib/web/translations'

/**
 * Writes when something is due, given the working day it is due on; in a year whose working days are not announced it is
 * an estimate and says so.
 */
export async function estimatedDue(actor: StaffActor, now: Date): Promise<(due: Date, on: Day) => ReactNode> {
  const [text, { locale }, announced] = await Promise.all([
    getTranslations('admin'),
    pageWords(),
    listAnnouncedYears(actor),
  ])
  const written = (due: Date, on: Day) => {
    const year = Number(on.slice(0, 4))
    return (
      <>
        <DueText due={due} now={now} locale={locale} />
        {announced.includes(year) ? null : (
          <span className="ml-1.5 text-12 text-text-3" title={text('invoice.estimatedNote', { year })}>
            {text('invoice.estimated')}
          </span>
        )}
      </>
    )
  }
  return written
}
